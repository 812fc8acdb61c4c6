import { asJson } from '../coerce.ts';
import { numberOf } from './aggregate.ts';

/** The value of one event, and when it was, ms. */
export interface Dated {
	readonly at: number;
	readonly value: unknown;
}

/** An amount that grows event by event. Its state is JSON, so that it can be kept. */
export interface Running {
	/** The state with more events, at least one; null when nothing of them tells, undefined when it has become too large to be kept. */
	readonly add: (state: unknown, more: readonly Dated[]) => unknown;
	/** What the events amount to; undefined when there is nothing to tell. */
	readonly amount: (state: unknown) => unknown;
}

/** Different values that are kept; with more of them the history is read instead. */
const differentMax = 200;
/** And characters of them: visitors choose values, and a profile is one row. */
const charactersMax = 8_000;

type Pair = readonly [number, unknown];

/** The value that occurs most often; of several, the one that comes first as JSON, so that the order of events does not matter. */
export function mostFrequentOf(counts: ReadonlyMap<string, number>): unknown {
	let most: readonly [string, number] | null = null;
	for (const entry of counts) {
		if (!most || entry[1] > most[1] || (entry[1] === most[1] && entry[0] < most[0])) most = entry;
	}
	return most === null ? undefined : JSON.parse(most[0]);
}

/** How often each value occurs, by its JSON; what is missing does not. */
export function countValues(values: readonly unknown[], counts = new Map<string, number>()): Map<string, number> {
	for (const value of values) {
		const key = value === null || value === undefined ? null : asJson(value);
		if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
	}
	return counts;
}

function numbers(more: readonly Dated[]): number[] {
	return more.flatMap(({ value }) => numberOf(value) ?? []);
}

function extreme(pick: (a: number, b: number) => number): Running {
	return {
		add(state, more) {
			const values = numbers(more);
			if (typeof state === 'number') values.push(state);
			return values.length === 0 ? null : values.reduce((a, b) => pick(a, b));
		},
		amount: (state) => state ?? undefined,
	};
}

/** Of events of one moment, those that arrived first come first, as in a history. */
const first: Running = {
	add(state, more) {
		const best = more.reduce((kept, one) => (one.at < kept.at ? one : kept));
		const before = pairIn(state);
		return before && before[0] <= best.at ? before : [best.at, best.value ?? null];
	},
	amount: (state) => pairIn(state)?.[1],
};

const last: Running = {
	add(state, more) {
		const best = more.reduce((kept, one) => (one.at >= kept.at ? one : kept));
		const before = pairIn(state);
		return before && before[0] > best.at ? before : [best.at, best.value ?? null];
	},
	amount: (state) => pairIn(state)?.[1],
};

/** How each aggregate grows. The state of nothing is null. */
export const running: Readonly<Record<string, Running>> = {
	count: { add: (state, more) => numberIn(state, 0) + more.length, amount: (state) => state ?? 0 },
	sum: {
		add: (state, more) => numbers(more).reduce((sum, value) => sum + value, numberIn(state, 0)),
		amount: (state) => state ?? 0,
	},
	min: extreme(Math.min),
	max: extreme(Math.max),
	avg: {
		add(state, more) {
			const values = numbers(more);
			const [sum, count] = pairIn(state) ?? [0, 0];
			return [values.reduce((all, value) => all + value, sum), numberIn(count, 0) + values.length];
		},
		amount(state) {
			const [sum, count] = pairIn(state) ?? [0, 0];
			return typeof count === 'number' && count > 0 ? sum / count : undefined;
		},
	},
	first,
	last,
	distinct: tally(({ size }) => size),
	mostFrequent: tally((counts) => mostFrequentOf(counts)),
};

function tally(amount: (counts: ReadonlyMap<string, number>) => unknown): Running {
	return {
		add(state, more) {
			const counts = countsIn(state);
			countValues(
				more.map(({ value }) => value),
				counts,
			);
			const characters = [...counts.keys()].reduce((sum, key) => sum + key.length, 0);
			return counts.size > differentMax || characters > charactersMax ? undefined : [...counts];
		},
		amount: (state) => amount(countsIn(state)),
	};
}

function numberIn(state: unknown, empty: number): number {
	return typeof state === 'number' ? state : empty;
}

function pairIn(state: unknown): Pair | null {
	return Array.isArray(state) && typeof state[0] === 'number' ? [state[0], state[1]] : null;
}

function countsIn(state: unknown): Map<string, number> {
	const counts = new Map<string, number>();
	for (const entry of Array.isArray(state) ? state : []) {
		if (Array.isArray(entry) && typeof entry[0] === 'string' && typeof entry[1] === 'number')
			counts.set(entry[0], entry[1]);
	}
	return counts;
}
