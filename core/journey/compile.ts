import { type CompileOptions, type Condition, type ConditionJson, compile, parseDuration } from '../condition/index.ts';
import { refusalAt } from '../refusal-at.ts';
import type { Journey, Step } from './types.ts';

export type CompiledStep =
	| { readonly kind: 'wait'; readonly lengthMs: number; readonly says: string; readonly next: string }
	| { readonly kind: 'branch'; readonly condition: Condition; readonly then: string; readonly else: string }
	| Extract<Step, { kind: 'message' | 'exit' }>;

/** One version of a journey, ready to run. `exitWhen.depends` tells which new data must advance an enrollment at once. */
export interface CompiledJourney {
	readonly journey: Journey;
	readonly where: Condition | null;
	readonly exitWhen: Condition | null;
	readonly steps: ReadonlyMap<string, CompiledStep>;
}

/** What the conditions of a journey are compiled with. */
export type ConditionOptions = Pick<CompileOptions, 'groups' | 'timeZone'>;

/** Compiles a journey's conditions and durations, once a version. Refuses what is wrong with them, with the path. */
export function compileJourney(journey: Journey, options: ConditionOptions = {}): CompiledJourney {
	const { trigger, exitWhen, steps } = journey;
	return {
		journey,
		where: trigger.where ? refusalAt('trigger.where', () => compile(trigger.where, options)) : null,
		exitWhen: exitWhen && compileAt(exitWhen, 'exitWhen', options),
		steps: new Map(Object.entries(steps).map(([id, step]) => [id, compileStep(step, `steps.${id}`, options)])),
	};
}

function compileStep(step: Step, path: string, options: ConditionOptions): CompiledStep {
	switch (step.kind) {
		case 'wait':
			return {
				kind: 'wait',
				lengthMs: parseDuration(step.for, `${path}.for`),
				says: `Waited ${step.for}.`,
				next: step.next,
			};
		case 'branch':
			return { ...step, condition: compileAt(step.condition, `${path}.condition`, options) };
		default:
			return step;
	}
}

/** Conditions within a journey may say `within: "enrollment"`. */
function compileAt(json: ConditionJson, path: string, options: ConditionOptions): Condition {
	return refusalAt(path, () => compile(json, { ...options, enrollment: true }));
}
