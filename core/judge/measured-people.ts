import type { EventHistory } from '../condition/index.ts';
import { type CompiledGoal, capped, compileGoal, type Goal, type Measurement } from '../goal/index.ts';
import type { FindExposures } from './exposures.ts';
import { Tally } from './tally.ts';
import type { Counted } from './types.ts';

export interface MeasuredQuestion {
	readonly find: FindExposures;
	/** What people did is measured without their caps. */
	readonly goals: readonly Goal[];
	/** Exposures from then on count, ms. */
	readonly fromMs: number;
	readonly nowMs: number;
	/** How long before their exposure people are looked at, ms. */
	readonly beforeMs: number;
}

/** What is kept of a measurement, one number after the other; NaN throughout where it is too early to tell. */
const numbersEach = 4;

/**
 * The people of an experience by the variant that they saw first, with what each did from then on, in lists of numbers: so that a goal's cap
 * can be found from all of them, and they are counted under it, without asking anybody twice.
 */
export class MeasuredPeople {
	readonly #question: MeasuredQuestion;
	readonly #goals: readonly CompiledGoal[];
	readonly #names = new Names();
	readonly #variants: number[] = [];
	readonly #atMs: number[] = [];
	/** Parts of the people that each is of, as one name. */
	readonly #groups: number[] = [];
	/** By goal. */
	readonly #numbers: readonly number[][];
	readonly #edgeOnly: string[] = [];
	#several = 0;

	constructor(question: MeasuredQuestion) {
		this.#question = question;
		this.#goals = question.goals.map((goal) => compileGoal({ ...goal, cap: null }));
		this.#numbers = this.#goals.map(() => []);
	}

	/** Names of the events that goals read. */
	get events(): readonly string[] {
		return this.#goals.flatMap(({ events }) => events);
	}

	/** @param groupsAt parts of the people that somebody was of at a moment (ms) */
	add(history: EventHistory, groupsAt: (ms: number) => readonly string[]): void {
		const { find, fromMs, nowMs, beforeMs } = this.#question;
		const exposures = find(history, fromMs, nowMs);
		const [any] = exposures;
		if (!any) return;
		if (exposures.some(({ variantId }) => variantId !== any.variantId)) {
			this.#several++;
			return;
		}
		const first = exposures.find(({ edgeOnly }) => !edgeOnly);
		if (!first) {
			this.#edgeOnly.push(any.variantId);
			return;
		}
		this.#variants.push(this.#names.of(first.variantId));
		this.#atMs.push(first.atMs);
		this.#groups.push(this.#names.of(groupsAt(first.atMs).join('\n')));
		for (const [place, { measure }] of this.#goals.entries()) {
			const { value, per, before, perBefore } = measure(history, first.atMs, nowMs, beforeMs) ?? tooEarly;
			this.#numbers[place]?.push(value, per, before ?? 0, perBefore);
		}
	}

	/**
	 * @param goals as they were asked about, now with their caps
	 * @param valuesOf ids of those of which it is told how often each number occurs
	 */
	counted(goals: readonly Goal[], valuesOf: ReadonlySet<string>): Counted {
		const tally = new Tally();
		for (const variantId of this.#edgeOnly) tally.addEdgeOnly(variantId);
		tally.addSeveral(this.#several);
		const groups = this.#names.all.map((name) => ['all', ...new Set(name === '' ? [] : name.split('\n'))]);
		const asked = goals.map(({ id, cap }) => ({ id, cap, hasValues: valuesOf.has(id) }));
		for (const [person, variant] of this.#variants.entries()) {
			const arms = tally.addPerson(
				this.#names.all[variant] ?? '',
				this.#atMs[person] ?? 0,
				groups[this.#groups[person] ?? 0] ?? [],
			);
			for (const [place, { id, cap, hasValues }] of asked.entries()) {
				const measurement = this.#measurement(place, person);
				if (measurement) for (const arm of arms) arm.sumsOf(id, hasValues).add(capped({ cap }, measurement));
			}
		}
		return tally.counted();
	}

	#measurement(goal: number, person: number): Measurement | null {
		const numbers = this.#numbers[goal] ?? [];
		const at = person * numbersEach;
		const value = numbers[at] ?? Number.NaN;
		if (Number.isNaN(value)) return null;
		return { value, per: numbers[at + 1] ?? 0, before: numbers[at + 2] ?? 0, perBefore: numbers[at + 3] ?? 0 };
	}
}

const tooEarly: Measurement = { value: Number.NaN, per: Number.NaN, before: Number.NaN, perBefore: Number.NaN };

/** Texts by number. */
class Names {
	readonly all: string[] = [];
	readonly #numbers = new Map<string, number>();

	of(name: string): number {
		const known = this.#numbers.get(name);
		if (known !== undefined) return known;
		this.#numbers.set(name, this.all.length);
		return this.all.push(name) - 1;
	}
}
