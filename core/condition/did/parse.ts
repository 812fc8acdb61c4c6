import type { Compiler, StillValueTest, ValueTest } from '../node.ts';
import { isOperators } from '../operators/operator.ts';
import { reader } from '../read-path.ts';
import { refuse, refuseUnknownKeys, within } from '../refuse.ts';
import { showPath } from '../show.ts';
import type { Window } from '../time/window.ts';
import { aggregates } from './aggregate.ts';
import { parseEventWindow, windowFields } from './event-window.ts';
import { compileOccurrences, type Occurrences } from './occurrences.ts';
import { amounting, counting, type Requirement } from './requirement.ts';

/** `$did`, read and checked. */
export interface Did {
	readonly occurrences: Occurrences;
	readonly window: Window;
	readonly requirements: readonly Requirement[];
}

type Fields = Readonly<Record<string, unknown>>;

const example = 'Write { "$did": { "event": "Order Completed", "count": { "$gte": 2 }, "within": "30d" } }.';
const fieldNames = ['event', 'where', 'count', ...windowFields, ...Object.keys(aggregates)];
const once: StillValueTest = { test: (count) => typeof count === 'number' && count >= 1, wants: 'at least 1' };

/** Reads the body of `$did`, or refuses it. */
export function parseDid(json: unknown, path: string, compiler: Compiler): Did {
	if (!isFields(json)) refuse(path, '$did takes an object.', example);
	const plain = Object.fromEntries(Object.entries(json).filter(([name]) => !name.startsWith('$')));
	refuseUnknownKeys(plain, fieldNames, path, '$did');
	const window = parseEventWindow(json, path, compiler);
	return {
		window,
		occurrences: compileOccurrences(json, window, path, compiler, example),
		requirements: parseRequirements(json, path, compiler),
	};
}

function isFields(json: unknown): json is Fields {
	return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function parseRequirements(json: Fields, path: string, compiler: Compiler): Requirement[] {
	const count = json.count === undefined ? [] : [parseCount(json.count, within(path, 'count'), compiler)];
	const requirements = [...count, ...parseAmount(json, path, compiler)];
	return requirements.length === 0 ? [counting(once)] : requirements;
}

function parseCount(json: unknown, path: string, compiler: Compiler): Requirement {
	if (typeof json !== 'number' && !isOperators(json, path)) {
		refuse(path, 'count takes a number or comparisons.', 'Write "count": 2 or "count": { "$gte": 2 }.');
	}
	return counting(still(compiler.value(json, path), path));
}

/** A count or a sum is no date, and nothing that time changes can be asked of it. */
function still(value: ValueTest, path: string): StillValueTest {
	if (!value.test) refuse(path, 'This is compared with numbers or text, not with time.', 'Write { "$gte": 2 }.');
	return value;
}

/** An aggregate names its property; the operators beside it say what it must come to. */
function parseAmount(json: Fields, path: string, compiler: Compiler): Requirement[] {
	const [name, second] = Object.keys(aggregates).filter((key) => Object.hasOwn(json, key));
	const comparisons = Object.fromEntries(Object.entries(json).filter(([key]) => key.startsWith('$')));
	const [operator] = Object.keys(comparisons);
	if (second) refuse(within(path, second), 'One $did takes one aggregate.', 'Combine two $did with $and.');
	const aggregate = name ? aggregates[name] : undefined;
	if (!name || !aggregate) {
		if (operator)
			refuse(within(path, operator), 'What is compared?', `Write "count": { "${operator}": 2 }, or name a sum.`);
		return [];
	}
	const attribute = json[name];
	const at = within(path, name);
	if (typeof attribute !== 'string') refuse(at, `${name} takes a path.`, `Write "${name}": "properties.total".`);
	if (!operator) refuse(at, `What must the ${name} be?`, 'Add a comparison beside it: "$gte": 500.');
	return [
		amounting(aggregate, reader(attribute, at), showPath(attribute), still(compiler.value(comparisons, path), path)),
	];
}
