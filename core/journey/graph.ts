import { Refusal } from '../refusal.ts';
import type { Journey, Step } from './types.ts';

/** More than anyone can read; it also bounds what one advance can run. */
export const maxSteps = 200;

/** Refuses a graph in which an enrollment could get lost, never arrive somewhere, or turn in a circle without waiting. */
export function checkGraph(journey: Journey): void {
	const steps = new Map(Object.entries(journey.steps));
	refuseMissing(steps, journey.entry, 'entry');
	for (const [id, step] of steps) {
		for (const [field, target] of exits(step)) refuseMissing(steps, target, `steps.${id}.${field}`);
	}
	refuseUnreachable(steps, journey.entry);
	refuseRestlessCircle(steps);
}

/** Where a step leads, by the field that says so. */
function exits(step: Step): readonly (readonly [field: string, target: string])[] {
	if (step.kind === 'exit') return [];
	if (step.kind !== 'branch') return [['next', step.next]];
	return [
		['then', step.then],
		['else', step.else],
	];
}

function refuseMissing(steps: ReadonlyMap<string, Step>, target: string, path: string): void {
	if (!steps.has(target)) throw refuse(`There is no step "${target}".`, path, 'Add the step, or lead to another.');
}

function refuseUnreachable(steps: ReadonlyMap<string, Step>, entry: string): void {
	const reached = new Set([entry]);
	for (const id of reached) {
		const step = steps.get(id);
		if (step) for (const [, target] of exits(step)) reached.add(target);
	}
	for (const id of steps.keys()) {
		if (!reached.has(id)) throw refuse('No way leads to this step.', `steps.${id}`, 'Lead to it, or remove it.');
	}
}

/** Depth first over the steps that do not wait; a step that is met again while on the way to itself closes a circle. */
function refuseRestlessCircle(steps: ReadonlyMap<string, Step>): void {
	const state = new Map<string, 'under way' | 'done'>();
	const visit = (id: string): void => {
		const step = steps.get(id);
		if (!step || step.kind === 'wait' || state.get(id) === 'done') return;
		if (state.get(id) === 'under way') {
			throw refuse('This step leads back to itself without a wait.', `steps.${id}`, 'Put a wait into the circle.');
		}
		state.set(id, 'under way');
		for (const [, target] of exits(step)) visit(target);
		state.set(id, 'done');
	};
	for (const id of steps.keys()) visit(id);
}

function refuse(message: string, path: string, hint: string): Refusal {
	return new Refusal('journey-invalid', message, { path, hint });
}
