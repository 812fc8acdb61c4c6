import type { EventHistory } from '../condition/index.ts';
import type { CompiledGoal } from '../goal/index.ts';
import type { FindExposures } from './exposures.ts';
import { GrowingSums } from './growing-sums.ts';
import type { Counted } from './types.ts';

export interface TallyQuestion {
	readonly find: FindExposures;
	readonly goals: readonly CompiledGoal[];
	/** Exposures from then on count, ms. */
	readonly fromMs: number;
	readonly nowMs: number;
	/** How long before their exposure people are looked at. */
	readonly beforeMs: number;
	/** Goals of which it is told how often each number occurs. */
	readonly valuesOf: ReadonlySet<string>;
}

interface Arm {
	people: number;
	readonly goals: Map<string, GrowingSums>;
}

/** Counts the people of an experience by the variant that they saw first, and what they did from then on. */
export class Tally {
	readonly #question: TallyQuestion;
	readonly #groups = new Map<string, Map<string, Arm>>();
	readonly #days = new Map<string, Map<string, number>>();
	readonly #edgeOnly = new Map<string, number>();
	#several = 0;
	#firstMs: number | null = null;
	#lastMs: number | null = null;

	constructor(question: TallyQuestion) {
		this.#question = question;
	}

	/** @param groupsAt parts of the people that somebody was of at a moment (ms) */
	add(history: EventHistory, groupsAt: (ms: number) => readonly string[]): void {
		const { find, fromMs, nowMs } = this.#question;
		const exposures = find(history, fromMs, nowMs);
		const [any] = exposures;
		if (!any) return;
		if (exposures.some(({ variantId }) => variantId !== any.variantId)) {
			this.#several++;
			return;
		}
		const first = exposures.find(({ edgeOnly }) => !edgeOnly);
		if (!first) {
			raise(this.#edgeOnly, any.variantId, 1);
			return;
		}
		this.#count(first.variantId, first.atMs, history, groupsAt);
	}

	#count(variantId: string, at: number, history: EventHistory, groupsAt: (ms: number) => readonly string[]): void {
		const { goals, nowMs, beforeMs } = this.#question;
		this.#firstMs = Math.min(this.#firstMs ?? at, at);
		this.#lastMs = Math.max(this.#lastMs ?? at, at);
		raise(
			within(this.#days, new Date(at).toISOString().slice(0, 10), () => new Map()),
			variantId,
			1,
		);
		const measured = goals.map(({ goal, measure }) => ({
			id: goal.id,
			measurement: measure(history, at, nowMs, beforeMs),
		}));
		for (const group of ['all', ...new Set(groupsAt(at))]) {
			const arm = within(
				within(this.#groups, group, () => new Map()),
				variantId,
				newArm,
			);
			arm.people++;
			for (const { id, measurement } of measured) {
				if (measurement) within(arm.goals, id, () => new GrowingSums(this.#question.valuesOf.has(id))).add(measurement);
			}
		}
	}

	counted(): Counted {
		return {
			groups: record(this.#groups, (arms) =>
				record(arms, ({ people, goals }) => ({ people, goals: record(goals, (sums) => sums.sums()) })),
			),
			days: record(this.#days, (people) => Object.fromEntries(people)),
			several: this.#several,
			edgeOnly: Object.fromEntries(this.#edgeOnly),
			firstMs: this.#firstMs,
			lastMs: this.#lastMs,
		};
	}

	/** Adds what another place has counted of other people. */
	join(counted: Counted): void {
		for (const [group, arms] of Object.entries(counted.groups)) {
			for (const [variantId, { people, goals }] of Object.entries(arms)) {
				const arm = within(
					within(this.#groups, group, () => new Map()),
					variantId,
					newArm,
				);
				arm.people += people;
				for (const [id, sums] of Object.entries(goals)) {
					within(arm.goals, id, () => new GrowingSums(sums.values !== null)).join(sums);
				}
			}
		}
		for (const [day, people] of Object.entries(counted.days)) {
			for (const [id, count] of Object.entries(people))
				raise(
					within(this.#days, day, () => new Map()),
					id,
					count,
				);
		}
		for (const [id, count] of Object.entries(counted.edgeOnly)) raise(this.#edgeOnly, id, count);
		this.#several += counted.several;
		if (counted.firstMs !== null) this.#firstMs = Math.min(this.#firstMs ?? counted.firstMs, counted.firstMs);
		if (counted.lastMs !== null) this.#lastMs = Math.max(this.#lastMs ?? counted.lastMs, counted.lastMs);
	}
}

/** What several places have counted, each of people of its own. */
export function joinCounted(parts: readonly Counted[]): Counted {
	const joined = new Tally({
		...{ find: () => [], goals: [], fromMs: 0, nowMs: 0, beforeMs: 0, valuesOf: new Set<string>() },
	});
	for (const part of parts) joined.join(part);
	return joined.counted();
}

function newArm(): Arm {
	return { people: 0, goals: new Map() };
}

function within<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
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
