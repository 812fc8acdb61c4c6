import type { ConditionJson } from '../../core/condition/types.ts';
import type { ProfileSummary } from './profiles.ts';

export type SegmentKind = 'live' | 'snapshot' | 'list';

export interface Segment {
	readonly id: string;
	readonly name: string;
	readonly description: string;
	readonly kind: SegmentKind;
	readonly condition: ConditionJson;
	/** The moment of a snapshot. */
	readonly takenAt: string | null;
	readonly members: number;
	readonly updatedAt: string;
}

export type SegmentDraft = Pick<Segment, 'name' | 'description' | 'kind' | 'condition'>;

/** Who meets a condition. */
export interface Audience {
	readonly count: number;
	readonly examples: readonly ProfileSummary[];
	/** Segments that some of them are in: how many of them, and how many people are in it at all. */
	readonly overlap: readonly {
		readonly id: string;
		readonly name: string;
		readonly count: number;
		readonly members: number;
	}[];
	/** How many met it at the end of each of the last 30 days, oldest first. */
	readonly days: readonly { readonly date: string; readonly count: number }[];
}

/** What became of a list of people. `position` is the place in the list, from 0. */
export interface MembersSet {
	readonly found: number;
	readonly changed: number;
	readonly unknown: readonly { readonly position: number; readonly value: string }[];
}

/** How far asking everyone again has come after segments changed. */
export interface Sweep {
	readonly people: number;
	readonly asked: number;
	readonly isOver: boolean;
	readonly shards: readonly {
		readonly shard: string;
		readonly people: number;
		readonly asked: number;
		readonly isOver: boolean;
	}[];
}
