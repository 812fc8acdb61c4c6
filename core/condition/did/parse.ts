import { reader } from '../attribute.ts';
import { durationHint, durationMs, sayDuration } from '../duration.ts';
import { nearest } from '../nearest.ts';
import type { Compiler, Node, ValueTest } from '../node.ts';
import { isOperators } from '../operators/operator.ts';
import { refuse, within } from '../refuse.ts';
import { showPath } from '../show.ts';
import { aggregates } from './aggregate.ts';
import { amounting, counting, type Requirement } from './requirement.ts';

/** `$did`, read and checked. */
export interface Did {
	readonly event: string;
	readonly where: Node | null;
	/** How long an event counts, in ms; Infinity when for ever. */
	readonly lengthMs: number;
	/** Counts only what came after the enrollment began. */
	readonly sinceEntry: boolean;
	/** " in 30 days", or nothing. */
	readonly period: string;
	readonly requirements: readonly Requirement[];
}

type Fields = Readonly<Record<string, unknown>>;

const example = 'Write { "$did": { "event": "Order Completed", "count": { "$gte": 2 }, "within": "30d" } }.';
const fieldNames = ['event', 'where', 'count', 'within', ...Object.keys(aggregates)];
const once: ValueTest = { test: (count) => typeof count === 'number' && count >= 1, wants: 'at least 1' };

/** Reads the body of `$did`, or refuses it. */
export function parseDid(json: unknown, path: string, compiler: Compiler): Did {
	if (!isFields(json)) refuse(path, '$did takes an object.', example);
	for (const name of Object.keys(json)) if (!name.startsWith('$')) checkField(name, path);
	const { event, where } = json;
	if (typeof event !== 'string' || event === '')
		refuse(within(path, 'event'), 'Which event? Its name is missing.', example);
	return {
		event,
		where: where === undefined ? null : compiler.condition(where, within(path, 'where'), 'object'),
		...parseWithin(json.within, within(path, 'within'), compiler.enrollment),
		requirements: parseRequirements(json, path, compiler),
	};
}

function isFields(json: unknown): json is Fields {
	return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function checkField(name: string, path: string): void {
	if (fieldNames.includes(name)) return;
	const meant = nearest(name, fieldNames);
	refuse(
		within(path, name),
		`$did has no ${name}.`,
		meant ? `Did you mean ${meant}?` : `It takes ${fieldNames.join(', ')}.`,
	);
}

function parseWithin(
	json: unknown,
	path: string,
	enrollment: boolean,
): Pick<Did, 'lengthMs' | 'sinceEntry' | 'period'> {
	const lengthMs = Number.POSITIVE_INFINITY;
	if (json === undefined) return { lengthMs, sinceEntry: false, period: '' };
	if (json === 'enrollment') {
		if (!enrollment) refuse(path, 'Only a journey knows when an enrollment began.', durationHint);
		return { lengthMs, sinceEntry: true, period: ' since entering the journey' };
	}
	const ms = durationMs(json);
	if (ms === null) refuse(path, 'This is not a duration.', durationHint);
	return { lengthMs: ms, sinceEntry: false, period: ` in ${sayDuration(String(json))}` };
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
	return counting(compiler.value(json, path));
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
	return [amounting(aggregate, reader(attribute, at), showPath(attribute), compiler.value(comparisons, path))];
}
