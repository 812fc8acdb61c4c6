import type { Condition } from '../../core/condition/types.ts';
import { everyone } from './everyone.ts';
import { heldAt } from './held-at.ts';
import { RowSet } from './row-set.ts';
import type { Tables } from './tables.ts';

export interface AudienceQuestion {
	/** How many ids to answer. */
	readonly examples: number;
	/** Moments at which to count, ms, oldest first; the last one is now. */
	readonly moments: readonly number[];
}

/** Who meets a condition. */
export interface Audience {
	readonly count: number;
	/** Ids of a few of them. */
	readonly examples: string[];
	/** How many of them are in each segment, by its id. */
	readonly overlap: Readonly<Record<string, number>>;
	/** How many of those who are here met it at each moment, by what is known now of their traits and segments. */
	readonly counts: readonly number[];
}

/** Asks everyone of a shard whether they meet a condition now, and whether they did. `pause` lets others go first. */
export async function countMatching(
	tables: Tables,
	condition: Condition,
	{ examples: examplesMax, moments }: AudienceQuestion,
	pause: () => Promise<unknown>,
): Promise<Audience> {
	const examples: string[] = [];
	const matching = new RowSet();
	const counts = moments.map(() => 0);
	for await (const people of everyone(tables, condition.depends, Math.min(...moments), pause)) {
		while (tables.memberships.readNext()) await pause();
		for (const { id, row, subject } of people) {
			// Whoever has gone meanwhile is known since never.
			const firstSeenAt = tables.memberships.firstSeenAt(row) ?? Number.POSITIVE_INFINITY;
			for (const place of heldAt(condition, subject, moments)) {
				if ((moments[place] ?? 0) < firstSeenAt) continue;
				counts[place] = (counts[place] ?? 0) + 1;
				if (place !== moments.length - 1) continue;
				matching.add(row);
				if (examples.length < examplesMax) examples.push(id);
			}
		}
	}
	const overlap = await tables.memberships.count(matching, pause);
	return { count: counts.at(-1) ?? 0, examples, overlap: Object.fromEntries(overlap), counts };
}

/** Audiences of several shards as one. */
export function joinAudiences(audiences: readonly Audience[], examples: number): Audience {
	const sumAt = (place: number) => audiences.reduce((sum, { counts }) => sum + (counts[place] ?? 0), 0);
	return {
		count: audiences.reduce((sum, { count }) => sum + count, 0),
		examples: audiences.flatMap((one) => one.examples).slice(0, examples),
		overlap: Object.fromEntries(sumsOf(audiences.map((one) => one.overlap))),
		counts: (audiences[0]?.counts ?? []).map((_, place) => sumAt(place)),
	};
}

/** Counts by id, of several shards, as one. */
export function sumsOf(counts: readonly Readonly<Record<string, number>>[]): Map<string, number> {
	const sums = new Map<string, number>();
	for (const [id, count] of counts.flatMap((one) => Object.entries(one))) sums.set(id, (sums.get(id) ?? 0) + count);
	return sums;
}
