import { asText } from '../coerce.ts';
import { type Asked, type Compiler, combine, evaluateValue, forever, type ValueTest } from '../node.ts';
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
		const inner = element(operand, path, compiler);
		return having(present, [inner], `a list with an item that is ${inner.wants}`);
	},
	$size(operand, path, compiler) {
		if (typeof operand !== 'number' && !isOperators(operand, path)) {
			refuse(path, '$size takes a number or comparisons.', 'Write { "$size": 3 } or { "$size": { "$gte": 3 } }.');
		}
		const { test, wants } = compiler.value(operand, path);
		if (!test) refuse(path, 'A length is no date.', 'Write { "$size": { "$gte": 3 } }.');
		return { test: (value) => Array.isArray(value) && test(value.length), wants: `a list whose length is ${wants}` };
	},
};

type Fits = (item: unknown) => boolean;
const any: Fits = () => true;
/** As in GrowthBook, an element that is null never matches. */
const present: Fits = (item) => item !== null && item !== undefined;

function containing(compile: (json: unknown, path: string, compiler: Compiler) => ValueTest): Operator {
	return (operand, path, compiler) => {
		const parts = list(operand, path).map((json, index) => compile(json, nth(path, index), compiler));
		return having(any, parts, `a list with ${parts.map((part) => part.wants).join(' and ') || 'anything'}`);
	};
}

/** A list that holds, for each of the tests, an item that meets it. */
function having(fits: Fits, parts: readonly ValueTest[], wants: string): ValueTest {
	const stills = parts.flatMap(({ test }) => (test ? [test] : []));
	if (stills.length === parts.length) {
		const test = (value: unknown) =>
			Array.isArray(value) && stills.every((still) => value.some((item) => fits(item) && still(item)));
		return { test, wants };
	}
	const timed = (value: unknown, asked: Asked) => {
		if (!Array.isArray(value)) return forever(false);
		const items = value.filter(fits);
		return combine(parts, false, (part) => combine(items, true, (item) => evaluateValue(part, item, asked)));
	};
	return { test: null, timed, wants };
}

function ignoringCase(expected: string): ValueTest {
	const folded = expected.toLowerCase();
	return { test: (value) => asText(value).toLowerCase() === folded, wants: `${show(expected)} in any case` };
}

/** Operators test the element itself, anything else is a condition on the element's own properties. */
function element(operand: unknown, path: string, compiler: Compiler): ValueTest {
	if (isElementOperators(operand, path)) return compiler.value(operand, path);
	const { still, phrase, evaluate } = compiler.condition(operand, path, 'object');
	const wants = `one where ${phrase}`;
	return still ? { test: (item) => still(item, null), wants } : { test: null, timed: evaluate, wants };
}

function isElementOperators(operand: unknown, path: string): boolean {
	if (typeof operand !== 'object' || operand === null || Array.isArray(operand)) {
		refuse(path, '$elemMatch takes operators or a condition.', 'Write { "$elemMatch": { "$gt": 10 } }.');
	}
	const keys = Object.keys(operand);
	return keys.length > 0 && keys.every((key) => key.startsWith('$'));
}
