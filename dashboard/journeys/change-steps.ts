import type { Journey, Step } from '../../core/journey/types.ts';

type Graph = Pick<Journey, 'entry' | 'steps'>;
type Passing = Extract<Step, { next: string }>;

/** Puts a wait or a message in front of step `before`: whatever led there leads to the new step first. */
export function insertBefore<G extends Graph>(
	graph: G,
	before: string,
	id: string,
	make: (next: string) => Passing,
): G {
	const steps = redirect(graph.steps, before, id);
	return { ...graph, entry: graph.entry === before ? id : graph.entry, steps: { ...steps, [id]: make(before) } };
}

/** Takes a wait or a message out: whatever led to it leads to its next step. Other kinds stay, having no single next. */
export function removeStep<G extends Graph>(graph: G, id: string): G {
	const step = graph.steps[id];
	if (!step || !('next' in step) || step.next === id) return graph;
	const rest = Object.fromEntries(Object.entries(graph.steps).filter(([other]) => other !== id));
	return { ...graph, entry: graph.entry === id ? step.next : graph.entry, steps: redirect(rest, id, step.next) };
}

/** A step's id that is still free: `wait-2`. */
export function freeId(steps: Graph['steps'], kind: string): string {
	let number = 1;
	while (`${kind}-${number}` in steps) number++;
	return `${kind}-${number}`;
}

function redirect(steps: Graph['steps'], from: string, to: string): Record<string, Step> {
	const turn = (id: string) => (id === from ? to : id);
	return Object.fromEntries(
		Object.entries(steps).map(([id, step]): [string, Step] => {
			if (step.kind === 'branch') return [id, { ...step, then: turn(step.then), else: turn(step.else) }];
			return [id, step.kind === 'exit' ? step : { ...step, next: turn(step.next) }];
		}),
	);
}
