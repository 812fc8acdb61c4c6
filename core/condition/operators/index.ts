import { type Compiler, evaluateValue, opposite, type ValueTest } from '../node.ts';
import { within } from '../refuse.ts';
import { comparisons } from './comparison.ts';
import { dates } from './date.ts';
import { lists } from './list.ts';
import { memberships } from './membership.ts';
import type { Operator } from './operator.ts';
import { presences } from './presence.ts';
import { regexes } from './regex.ts';
import { versions } from './version.ts';

/**
 * All operators that test a value, by name. Each family is a file; their semantics are those of GrowthBook's SDKs
 * (https://docs.growthbook.io/lib/build-your-own#evalconditionvalue), in which a missing attribute is null. Dates are our own.
 */
export const operators: Readonly<Record<string, Operator>> = {
	...comparisons,
	...memberships,
	...presences,
	...lists,
	...regexes,
	...versions,
	...dates,
	$not,
};

/** A chain of `$not` is one or none: walked, not recursed into, so that it may be as long as it likes. */
function $not(operand: unknown, path: string, compiler: Compiler): ValueTest {
	let [inner, at, negated] = [operand, path, true];
	for (let next = soleNot(inner); next !== undefined; next = soleNot(inner)) {
		[inner, at, negated] = [next, within(at, '$not'), !negated];
	}
	const value = compiler.value(inner, at);
	if (!negated) return value;
	const wants = `anything but ${value.wants}`;
	const { test } = value;
	if (test) return { test: (given) => !test(given), wants };
	return { test: null, timed: (given, asked) => opposite(evaluateValue(value, given, asked)), wants };
}

/** What stands within an object that is nothing but `$not`. */
function soleNot(json: unknown): unknown {
	if (typeof json !== 'object' || json === null || !('$not' in json)) return undefined;
	return Object.keys(json).length === 1 ? json.$not : undefined;
}
