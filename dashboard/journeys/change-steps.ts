import type { Journey, Step } from '../../core/journey/types.ts';
import type { Link } from './lay-flow.ts';

type Graph = Pick<Journey, 'entry' | 'steps'>;
type Passing = Extract<Step, { next: string }>;

/** Puts a wait or a message into one way of the journey; other ways to the same step stay as they are. */
export function insertAt<G extends Graph>(graph: G, link: Link, id: string, make: (next: string) => Passing): G {
	if (link.from === null) return { ...graph, entry: id, steps: { ...graph.steps, [id]: make(graph.entry) } };
	const step = graph.steps[link.from];
	const [turned, before] = step ? turn(step, link.way, id) : [];
	if (!turned || before === undefined) return graph;
	return { ...graph, steps: { ...graph.steps, [link.from]: turned, [id]: make(before) } };
}

/** Takes a wait or a message out: whatever led to it leads to its next step. Other kinds stay, having no single next. */
export function removeStep<G extends Graph>(graph: G, id: string): G {
	const step = graph.steps[id];
	if (!step || !('next' in step) || step.next === id) return graph;
	const rest = Object.entries(graph.steps).filter(([other]) => other !== id);
	const steps = Object.fromEntries(rest.map(([other, each]) => [other, redirect(each, id, step.next)]));
	return { ...graph, entry: graph.entry === id ? step.next : graph.entry, steps };
}

/** A step's id that is still free: `wait-2`. */
export function freeId(steps: Graph['steps'], kind: string): string {
	let number = 1;
	while (Object.hasOwn(steps, `${kind}-${number}`)) number++;
	return `${kind}-${number}`;
}

/** The step with one of its ways led to `id`, and where that way led before; nothing when it has no such way. */
function turn(step: Step, way: 'next' | 'then' | 'else', id: string): [Step, string] | [] {
	if (step.kind === 'branch') return way === 'next' ? [] : [{ ...step, [way]: id }, step[way]];
	return step.kind === 'exit' || way !== 'next' ? [] : [{ ...step, next: id }, step.next];
}

function redirect(step: Step, from: string, to: string): Step {
	const turned = (id: string) => (id === from ? to : id);
	if (step.kind === 'branch') return { ...step, then: turned(step.then), else: turned(step.else) };
	return step.kind === 'exit' ? step : { ...step, next: turned(step.next) };
}
