import { GrowingSums } from './growing-sums.ts';
import type { Counted } from './types.ts';

const dayMs = 86_400_000;

/** The people of one variant, while they are counted. */
class Arm {
	people = 0;
	readonly goals = new Map<string, GrowingSums>();

	sumsOf(goalId: string, hasValues: boolean): GrowingSums {
		return within(this.goals, goalId, () => new GrowingSums(hasValues));
	}
}

/** Counts the people of an experience, and adds up what several places have counted. */
export class Tally {
	readonly #groups = new Map<string, Map<string, Arm>>();
	/** By day since 1970. */
	readonly #days = new Map<number, Map<string, number>>();
	readonly #edgeOnly = new Map<string, number>();
	#several = 0;
	#firstMs = Number.POSITIVE_INFINITY;
	#lastMs = Number.NEGATIVE_INFINITY;

	/** People who saw more than one variant. */
	addSeveral(people: number): void {
		this.#several += people;
	}

	/** Somebody whose browser never told that it showed the variant. */
	addEdgeOnly(variantId: string): void {
		raise(this.#edgeOnly, variantId, 1);
	}

	/** Somebody who saw a variant first at a moment (ms). Answers the arms that they are in, for what they did to be added. */
	addPerson(variantId: string, atMs: number, groups: readonly string[]): readonly Arm[] {
		this.#spread(atMs, atMs);
		raise(within(this.#days, Math.floor(atMs / dayMs), newMap<string, number>), variantId, 1);
		return groups.map((group) => {
			const arm = this.#arm(group, variantId);
			arm.people++;
			return arm;
		});
	}

	counted(): Counted {
		const isAnybody = this.#firstMs <= this.#lastMs;
		return {
			groups: record(this.#groups, (arms) =>
				record(arms, ({ people, goals }) => ({ people, goals: record(goals, (sums) => sums.sums()) })),
			),
			days: Object.fromEntries(
				Array.from(this.#days, ([day, people]) => [
					new Date(day * dayMs).toISOString().slice(0, 10),
					Object.fromEntries(people),
				]),
			),
			several: this.#several,
			edgeOnly: Object.fromEntries(this.#edgeOnly),
			firstMs: isAnybody ? this.#firstMs : null,
			lastMs: isAnybody ? this.#lastMs : null,
		};
	}

	/** Adds what another place has counted of other people. */
	join(counted: Counted): void {
		for (const [group, arms] of Object.entries(counted.groups)) {
			for (const [variantId, { people, goals }] of Object.entries(arms)) {
				const arm = this.#arm(group, variantId);
				arm.people += people;
				for (const [id, sums] of Object.entries(goals)) arm.sumsOf(id, sums.values !== null).join(sums);
			}
		}
		for (const [day, people] of Object.entries(counted.days)) {
			const known = within(this.#days, Date.parse(day) / dayMs, newMap<string, number>);
			for (const [id, count] of Object.entries(people)) raise(known, id, count);
		}
		for (const [id, count] of Object.entries(counted.edgeOnly)) raise(this.#edgeOnly, id, count);
		this.#several += counted.several;
		if (counted.firstMs !== null && counted.lastMs !== null) this.#spread(counted.firstMs, counted.lastMs);
	}

	#arm(group: string, variantId: string): Arm {
		return within(within(this.#groups, group, newMap<string, Arm>), variantId, () => new Arm());
	}

	#spread(firstMs: number, lastMs: number): void {
		this.#firstMs = Math.min(this.#firstMs, firstMs);
		this.#lastMs = Math.max(this.#lastMs, lastMs);
	}
}

/** What several places have counted, each of people of its own. */
export function joinCounted(parts: readonly Counted[]): Counted {
	const joined = new Tally();
	for (const part of parts) joined.join(part);
	return joined.counted();
}

function newMap<Key, Value>(): Map<Key, Value> {
	return new Map();
}

function within<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
	const found = map.get(key);
	if (found !== undefined) return found;
	const made = make();
	map.set(key, made);
	return made;
}

function raise(map: Map<string, number>, key: string, by: number): void {
	map.set(key, (map.get(key) ?? 0) + by);
}

function record<Value, Shown>(map: ReadonlyMap<string, Value>, show: (value: Value) => Shown): Record<string, Shown> {
	return Object.fromEntries(Array.from(map, ([key, value]) => [key, show(value)]));
}
