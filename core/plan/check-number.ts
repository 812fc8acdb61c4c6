import { broken, type Check } from './check.ts';
import type { Schema } from './types.ts';

/** `minimum`, `maximum`, `exclusiveMinimum` and `exclusiveMaximum`. */
export function numberChecks({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: Schema): Check[] {
	const bounds = [
		['minimum', minimum, (value: number, bound: number) => value >= bound, 'at least'],
		['maximum', maximum, (value: number, bound: number) => value <= bound, 'at most'],
		['exclusiveMinimum', exclusiveMinimum, (value: number, bound: number) => value > bound, 'more than'],
		['exclusiveMaximum', exclusiveMaximum, (value: number, bound: number) => value < bound, 'less than'],
	] as const;
	return bounds.flatMap(([rule, bound, holds, word]): Check[] => {
		if (bound === undefined) return [];
		return [
			(value, found) => {
				if (typeof value === 'number' && !holds(value, bound)) broken(found, rule, `Should be ${word} ${bound}.`);
			},
		];
	});
}
