import type { Condition } from '../../core/condition/types.ts';
import { everyone } from './everyone.ts';
import { heldAt } from './held-at.ts';
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
	const overlap = new Map<string, number>();
	const counts = moments.map(() => 0);
	for await (const people of everyone(tables, condition.depends, Math.min(...moments), pause)) {
		const held = new Map<string, number[]>();
		for (const { id, subject } of people) {
			const places = [...heldAt(condition, subject, moments)];
			if (places.length > 0) held.set(id, places);
		}
		// Most do not meet most conditions: what is told of those who do is read of them alone.
		for (const { id, firstSeenAt, segments } of tables.profiles.standingsOf([...held.keys()])) {
			const places = held.get(id)?.filter((place) => (moments[place] ?? 0) >= firstSeenAt) ?? [];
			for (const place of places) counts[place] = (counts[place] ?? 0) + 1;
			if (places.at(-1) !== moments.length - 1) continue;
			if (examples.length < examplesMax) examples.push(id);
			for (const segment of Object.keys(JSON.parse(segments))) overlap.set(segment, (overlap.get(segment) ?? 0) + 1);
		}
	}
	return { count: counts.at(-1) ?? 0, examples, overlap: Object.fromEntries(overlap), counts };
}

/** Audiences of several shards as one. */
export function joinAudiences(audiences: readonly Audience[], examples: number): Audience {
	const overlap = new Map<string, number>();
	for (const [id, count] of audiences.flatMap((one) => Object.entries(one.overlap))) {
		overlap.set(id, (overlap.get(id) ?? 0) + count);
	}
	const sumAt = (place: number) => audiences.reduce((sum, { counts }) => sum + (counts[place] ?? 0), 0);
	return {
		count: audiences.reduce((sum, { count }) => sum + count, 0),
		examples: audiences.flatMap((one) => one.examples).slice(0, examples),
		overlap: Object.fromEntries(overlap),
		counts: (audiences[0]?.counts ?? []).map((_, place) => sumAt(place)),
	};
}
