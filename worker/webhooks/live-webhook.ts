/** What somebody does with a segment. */
export const moveKinds = ['entered', 'left'] as const;
export type MoveKind = (typeof moveKinds)[number];

/** A webhook as shards need to know it: without secrets. */
export interface LiveWebhook {
	readonly id: string;
	/** Ids of segments; empty for all. */
	readonly segments: readonly string[];
	readonly moves: readonly MoveKind[];
}
