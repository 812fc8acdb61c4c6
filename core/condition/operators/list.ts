import { asText } from '../coerce.ts';
import type { Compiler, ValueTest } from '../node.ts';
import { nth, refuse } from '../refuse.ts';
import { show } from '../show.ts';
import { isOperators, list, type Operator } from './operator.ts';

/** What a list must hold. A value that is not a list never matches. */
export const lists: Readonly<Record<string, Operator>> = {
	$all: containing((json, path, compiler) => compiler.value(json, path)),
	$alli: containing((json, path, compiler) =>
		typeof json === 'string' ? ignoringCase(json) : compiler.value(json, path),
	),
	$elemMatch(operand, path, compiler) {
		const { test, wants } = element(operand, path, compiler);
		// As in GrowthBook, an element that is 0, "", false or null never matches.
		return {
			test: (value) => Array.isArray(value) && value.some((item) => Boolean(item) && test(item)),
			wants: `a list with an item that is ${wants}`,
		};
	},
	$size(operand, path, compiler) {
		if (typeof operand !== 'number' && !isOperators(operand, path)) {
			refuse(path, '$size takes a number or comparisons.', 'Write { "$size": 3 } or { "$size": { "$gte": 3 } }.');
		}
		const { test, wants } = compiler.value(operand, path);
		return { test: (value) => Array.isArray(value) && test(value.length), wants: `a list whose length is ${wants}` };
	},
};

function containing(compile: (json: unknown, path: string, compiler: Compiler) => ValueTest): Operator {
	return (operand, path, compiler) => {
		const parts = list(operand, path).map((json, index) => compile(json, nth(path, index), compiler));
		return {
			test: (value) => Array.isArray(value) && parts.every(({ test }) => value.some((item) => test(item))),
			wants: `a list with ${parts.map((part) => part.wants).join(' and ') || 'anything'}`,
		};
	};
}

function ignoringCase(expected: string): ValueTest {
	const folded = expected.toLowerCase();
	return { test: (value) => asText(value).toLowerCase() === folded, wants: `${show(expected)} in any case` };
}

/** Operators test the element itself, anything else is a condition on the element's own properties. */
function element(operand: unknown, path: string, compiler: Compiler): ValueTest {
	if (isElementOperators(operand, path)) return compiler.value(operand, path);
	const { still, phrase } = compiler.condition(operand, path, 'object');
	return { test: (item) => still?.(item, null) ?? false, wants: `one where ${phrase}` };
}

function isElementOperators(operand: unknown, path: string): boolean {
	if (typeof operand !== 'object' || operand === null || Array.isArray(operand)) {
		refuse(path, '$elemMatch takes operators or a condition.', 'Write { "$elemMatch": { "$gt": 10 } }.');
	}
	const keys = Object.keys(operand);
	return keys.length > 0 && keys.every((key) => key.startsWith('$'));
}
