import { asJson } from '../coerce.ts';

/** What a property amounts to over several events. */
export interface Aggregate {
	/** Follows the property's name: "total adds up to 420". */
	readonly words: string;
	/** Undefined when there is nothing to compare, as with the average of no orders. */
	readonly amount: (values: readonly unknown[]) => unknown;
}

/**
 * The aggregates of `$did`. `sum`, `min`, `max` and `avg` look at numbers, also when they are written as text, and skip
 * the rest; `distinct` counts different values; `first` and `last` are the value of the earliest and latest event.
 */
export const aggregates: Readonly<Record<string, Aggregate>> = {
	sum: { words: 'adds up to', amount: (values) => total(numbers(values)) },
	min: { words: 'is at its lowest', amount: (values) => extreme(numbers(values), (a, b) => a < b) },
	max: { words: 'is at its highest', amount: (values) => extreme(numbers(values), (a, b) => a > b) },
	avg: { words: 'is on average', amount: (values) => average(numbers(values)) },
	distinct: { words: 'has as many different values as', amount: countDistinct },
	first: { words: 'was at first', amount: (values) => values[0] },
	last: { words: 'was at last', amount: (values) => values.at(-1) },
};

function numbers(values: readonly unknown[]): number[] {
	return values.flatMap((value) => {
		const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
		return typeof number === 'number' && Number.isFinite(number) ? [number] : [];
	});
}

function total(values: readonly number[]): number {
	return values.reduce((sum, value) => sum + value, 0);
}

function average(values: readonly number[]): number | undefined {
	return values.length === 0 ? undefined : total(values) / values.length;
}

/** Not Math.min(...values), which overflows the stack on a long history. */
function extreme(values: readonly number[], wins: (value: number, best: number) => boolean): number | undefined {
	let best = values[0];
	for (const value of values) if (best !== undefined && wins(value, best)) best = value;
	return best;
}

function countDistinct(values: readonly unknown[]): number {
	const present = values.filter((value) => value !== null && value !== undefined);
	return new Set(present.map((value) => (typeof value === 'object' ? asJson(value) : value))).size;
}
