import * as v from 'valibot';
import { compileAmount } from '../condition/index.ts';
import { conditionSchema, parseOrRefuse } from '../parse.ts';
import { Refusal } from '../refusal.ts';
import { refusalAt } from '../refusal-at.ts';
import { type Goal, goalKinds, type Measured } from './types.ts';

const hoursMax = 24 * 365;
const text = (max: number) =>
	v.pipe(v.string(), v.trim(), v.nonEmpty('Something has to stand here.'), v.maxLength(max));
const share = (what: string) =>
	v.pipe(
		v.number(),
		v.check((n) => n > 0 && n < 1, `${what} lies between 0 and 1, such as 0.9.`),
	);
const hours = v.pipe(
	v.number(),
	v.finite(),
	v.minValue(0),
	v.maxValue(hoursMax, 'At most 8,760 hours, which is a year.'),
);

const measured = {
	event: text(200),
	where: v.optional(v.nullable(conditionSchema), null),
	value: v.optional(v.nullable(text(200)), null),
};

/** A goal as JSON, with what may be left out. */
export const goalSchema = v.object({
	id: text(100),
	name: text(200),
	kind: v.picklist(goalKinds),
	...measured,
	per: v.optional(v.nullable(v.object(measured)), null),
	windowHours: v.optional(v.nullable(v.pipe(hours, v.gtValue(0, 'A window has a length.'))), null),
	delayHours: v.optional(hours, 0),
	cap: v.optional(
		v.nullable(
			v.variant('kind', [
				v.object({ kind: v.literal('value'), at: v.pipe(v.number(), v.finite(), v.gtValue(0, 'A cap is above 0.')) }),
				v.object({ kind: v.literal('percentile'), share: share('A percentile') }),
			]),
		),
		null,
	),
	quantile: v.optional(v.nullable(share('A quantile')), null),
	lessIsBetter: v.optional(v.boolean(), false),
});

/**
 * Parses a goal. Refuses (`goal-invalid`, with path and hint) wrong shapes, conditions that do not compile or that time alone
 * can change, and parts that its kind lacks or has no use for.
 */
export function parseGoal(json: unknown): Goal {
	const goal = parseOrRefuse(goalSchema, json, 'goal-invalid');
	refusePart(goal);
	refuseMeasured(goal, '');
	if (goal.per) refuseMeasured(goal.per, 'per');
	return goal;
}

/** What each kind needs, and what it can use beside. */
const needs: Readonly<Record<Goal['kind'], readonly (keyof Goal)[]>> = {
	conversion: [],
	count: [],
	sum: ['value'],
	ratio: ['per'],
	retention: ['windowHours'],
	quantile: ['quantile'],
};
const uses: Readonly<Record<Goal['kind'], readonly (keyof Goal)[]>> = {
	conversion: [],
	count: ['cap'],
	sum: ['cap'],
	ratio: ['value'],
	retention: [],
	quantile: ['value'],
};
const words: Partial<Record<keyof Goal, string>> = {
	value: 'which property is added up, such as properties.total',
	per: 'what it is divided by',
	windowHours: 'how long people have to come back',
	quantile: 'which quantile, such as 0.9',
};

function refusePart(goal: Goal): void {
	const missing = needs[goal.kind].find((part) => goal[part] === null);
	if (missing) {
		throw new Refusal('goal-invalid', `A ${goal.kind} goal has to say ${words[missing]}.`, { path: missing });
	}
	const optional: readonly (keyof Goal)[] = ['value', 'per', 'cap', 'quantile'];
	const useless = optional.find(
		(part) => goal[part] !== null && ![...needs[goal.kind], ...uses[goal.kind]].includes(part),
	);
	if (useless) {
		throw new Refusal('goal-invalid', `A ${goal.kind} goal has no use for this.`, {
			path: useless,
			hint: 'Leave it out.',
		});
	}
}

function refuseMeasured({ event, where, value }: Measured, path: string): void {
	const compile = () => compileAmount(amountOf({ event, where, value }));
	const { kept } = path === '' ? compile() : refusalAt(path, compile);
	if (kept) return;
	throw new Refusal('goal-invalid', 'Whether an event counts may not depend on when one asks.', {
		path: path === '' ? 'where' : `${path}.where`,
		hint: 'Ask about the event’s properties; the goal’s window says when it counts.',
	});
}

/** What is measured as `compileAmount` takes it. */
export function amountOf({ event, where, value }: Measured) {
	return { event, ...(where !== null && { where }), ...(value === null ? { count: true } : { sum: value }) };
}
