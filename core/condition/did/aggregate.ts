import { asJson } from '../coerce.ts';

/** The amount of the values from index `start` up to, not including, `end`. */
export type AmountOf = (start: number, end: number) => unknown;

/** What a property amounts to over several events. */
export interface Aggregate {
	/** Follows the property's name: "total adds up to 420". */
	readonly words: string;
	/** Looks at the values once, and answers for any part of them. Undefined when there is nothing to compare, as with the average of no orders. */
	readonly over: (values: readonly unknown[]) => AmountOf;
}

/**
 * The aggregates of `$did`. `sum`, `min`, `max` and `avg` look at numbers, also when they are written as text, and skip
 * the rest; `distinct` counts different values; `first` and `last` are the value of the earliest and latest event.
 */
export const aggregates: Readonly<Record<string, Aggregate>> = {
	sum: { words: 'adds up to', over: folding(0, (sum, value) => sum + value) },
	min: { words: 'is at its lowest', over: folding(undefined, Math.min) },
	max: { words: 'is at its highest', over: folding(undefined, Math.max) },
	avg: { words: 'is on average', over: averaging },
	distinct: { words: 'has as many different values as', over: countingDistinct },
	first: { words: 'was at first', over: (values) => (start, end) => (start < end ? values[start] : undefined) },
	last: { words: 'was at last', over: (values) => (start, end) => (start < end ? values[end - 1] : undefined) },
};

/** Numbers one after the other; `empty` is the amount of none. */
function folding(empty: number | undefined, fold: (amount: number, value: number) => number): Aggregate['over'] {
	return (values) => {
		const numbers = values.map(numberOf);
		return (start, end) => {
			let amount = empty;
			for (let i = start; i < end; i++) {
				const value = numbers[i];
				if (value !== null && value !== undefined) amount = amount === undefined ? value : fold(amount, value);
			}
			return amount;
		};
	};
}

function averaging(values: readonly unknown[]): AmountOf {
	const numbers = values.map(numberOf);
	return (start, end) => {
		const some = numbers.slice(start, end).filter((value) => value !== null);
		return some.length === 0 ? undefined : some.reduce((sum, value) => sum + value, 0) / some.length;
	};
}

/** Null for what is no number. */
export function numberOf(value: unknown): number | null {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

function countingDistinct(values: readonly unknown[]): AmountOf {
	const keys = values.map((value) => (typeof value === 'object' && value !== null ? asJson(value) : value));
	return (start, end) => {
		const present = new Set(keys.slice(start, end));
		present.delete(null);
		present.delete(undefined);
		return present.size;
	};
}
