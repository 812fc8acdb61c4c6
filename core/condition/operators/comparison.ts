import { compare } from '../coerce.ts';
import { show } from '../show.ts';
import { type Operator, scalar, textOrNumber } from './operator.ts';

/** Strict equality, and order: two texts by code unit, anything else as numbers (null is 0). */
export const comparisons: Readonly<Record<string, Operator>> = {
	$eq(operand, path) {
		const expected = scalar(operand, path);
		return { test: (value) => value === expected, wants: show(expected) };
	},
	$ne(operand, path) {
		const expected = scalar(operand, path);
		return { test: (value) => value !== expected, wants: `anything but ${show(expected)}` };
	},
	$lt: ordered('less than', (order) => order < 0),
	$lte: ordered('at most', (order) => order <= 0),
	$gt: ordered('more than', (order) => order > 0),
	$gte: ordered('at least', (order) => order >= 0),
};

function ordered(words: string, holds: (order: number) => boolean): Operator {
	return (operand, path) => {
		const limit = textOrNumber(operand, path);
		return { test: (value) => holds(compare(value, limit)), wants: `${words} ${show(limit)}` };
	};
}
