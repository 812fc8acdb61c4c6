import * as v from 'valibot';
import { readInstant } from '../event/time.ts';
import { parseOrRefuse } from '../parse.ts';
import { Refusal } from '../refusal.ts';
import { type Judging, methods, roles } from './types.ts';

const id = v.pipe(v.string(), v.nonEmpty(), v.maxLength(100));
const between = (low: number, high: number, otherwise: number) =>
	v.optional(v.pipe(v.number(), v.minValue(low), v.maxValue(high)), otherwise);
const whole = (low: number, high: number, otherwise: number) =>
	v.optional(v.pipe(v.number(), v.integer('A whole number.'), v.minValue(low), v.maxValue(high)), otherwise);

/** How an experience is judged, as JSON, with what holds where nothing is said. */
export const judgingSchema = v.object({
	goals: v.optional(v.pipe(v.array(v.object({ goalId: id, role: v.picklist(roles) })), v.maxLength(30)), []),
	method: v.optional(v.picklist(methods), 'sequential'),
	controlId: v.optional(v.nullable(id), null),
	from: v.optional(
		v.nullable(
			v.pipe(
				v.string(),
				v.check((text) => readInstant(text) !== null, 'This is not an ISO 8601 time, such as 2026-11-05T09:30:00Z.'),
				v.transform((text) => new Date(readInstant(text) ?? 0).toISOString()),
			),
		),
		null,
	),
	alpha: between(0.001, 0.5, 0.05),
	priorSpread: v.optional(v.nullable(v.pipe(v.number(), v.minValue(0.001), v.maxValue(10))), 0.3),
	cuped: v.optional(v.boolean(), true),
	beforeDays: whole(1, 90, 14),
	correction: v.optional(v.picklist(['none', 'holm', 'benjamini-hochberg']), 'none'),
	tuning: whole(10, 100_000_000, 5_000),
	minPeople: whole(1, 1_000_000, 100),
	minDays: whole(0, 90, 7),
	lift: between(0.0001, 10, 0.1),
	power: between(0.5, 0.999, 0.8),
});

/** Parses how an experience is judged. Refuses (`judging-invalid`, with path) wrong shapes, a goal twice, and two primary goals. */
export function parseJudging(json: unknown): Judging {
	const judging = parseOrRefuse(judgingSchema, json, 'judging-invalid');
	const twice = judging.goals.findIndex(({ goalId }, i) => judging.goals.findIndex((one) => one.goalId === goalId) < i);
	if (twice >= 0) {
		throw new Refusal('judging-invalid', 'This goal is there already.', { path: `goals.${twice}.goalId` });
	}
	const primary = judging.goals.flatMap(({ role }, i) => (role === 'primary' ? [i] : []));
	if (primary.length > 1) {
		throw new Refusal('judging-invalid', 'One goal decides. Make the others secondary goals or guardrails.', {
			path: `goals.${primary[1]}.role`,
		});
	}
	return judging;
}
