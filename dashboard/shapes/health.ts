/** What became of a site's events, by UTC day. */
export interface HealthDay {
	readonly day: string;
	/** By kind. */
	readonly counts: Readonly<Record<string, number>>;
}

export interface HealthReason {
	readonly kind: string;
	readonly code: string;
	readonly event: string;
	readonly path: string;
	readonly count: number;
	readonly lastAt: string;
	readonly message: string;
	readonly sample: Readonly<Record<string, unknown>> | null;
}

export interface Health {
	/** Oldest first. */
	readonly days: readonly HealthDay[];
	readonly reasons: readonly HealthReason[];
}
