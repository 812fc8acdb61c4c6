import * as v from 'valibot';
import { conditionSchema, parseOrRefuse } from '../parse.ts';
import { compileJourney } from './compile.ts';
import { checkGraph, maxSteps } from './graph.ts';
import type { Journey } from './types.ts';

/** Step ids become part of the ids of effects, which providers see: letters, digits, `-` and `_`. */
const stepId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/, 'A step id is 1 to 64 letters, digits, - or _.'));
const id = v.pipe(v.string(), v.nonEmpty(), v.maxLength(100));
const name = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(200));

const stepSchema = v.variant('kind', [
	v.object({ kind: v.literal('wait'), for: v.string(), next: stepId }),
	v.object({ kind: v.literal('branch'), condition: conditionSchema, then: stepId, else: stepId }),
	v.object({ kind: v.literal('message'), messageId: id, next: stepId }),
	v.object({ kind: v.literal('exit') }),
]);

/** A journey as JSON, before its graph and its conditions are checked. */
export const journeySchema = v.object({
	id,
	name,
	version: v.pipe(v.number(), v.integer(), v.minValue(1)),
	trigger: v.object({ kind: v.literal('event'), event: name, where: v.exactOptional(conditionSchema) }),
	entry: stepId,
	steps: v.pipe(v.record(stepId, stepSchema), v.maxEntries(maxSteps, `A journey has at most ${maxSteps} steps.`)),
	exitWhen: v.nullable(conditionSchema),
	reentry: v.picklist(['never', 'after-exit', 'always']),
});

/**
 * Parses a journey whole. Refuses, with the path: wrong shapes, steps that do not exist or are never reached, circles
 * without a wait, more than 200 steps (`journey-invalid`), broken conditions and durations.
 */
export function parseJourney(json: unknown): Journey {
	const journey = parseOrRefuse(journeySchema, json, 'journey-invalid');
	checkGraph(journey);
	compileJourney(journey);
	return journey;
}
