import type { Instant } from './list.ts';

/** A request to erase somebody, and its receipt once it is done. */
export interface Erasure {
	readonly id: string;
	readonly state: 'underway' | 'done';
	readonly reference: string;
	readonly requestedBy: string;
	readonly requestedAt: Instant;
	readonly doneAt: Instant | null;
	readonly report: {
		readonly events: number;
		readonly enrollments: number;
		readonly deliveries: number;
		/** Rows, by table. */
		readonly database: Readonly<Record<string, number>>;
		readonly archive: { readonly objects: number; readonly lines: number };
	} | null;
}
