import { comparisons } from './comparison.ts';
import { lists } from './list.ts';
import { memberships } from './membership.ts';
import type { Operator } from './operator.ts';
import { presences } from './presence.ts';
import { regexes } from './regex.ts';
import { versions } from './version.ts';

/**
 * All operators that test a value, by name. Each family is a file; their semantics are those of GrowthBook's SDKs
 * (https://docs.growthbook.io/lib/build-your-own#evalconditionvalue), in which a missing attribute is null.
 */
export const operators: Readonly<Record<string, Operator>> = {
	...comparisons,
	...memberships,
	...presences,
	...lists,
	...regexes,
	...versions,
	$not(operand, path, compiler) {
		const { test, wants } = compiler.value(operand, path);
		return { test: (value) => !test(value), wants: `anything but ${wants}` };
	},
};
