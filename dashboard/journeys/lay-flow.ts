import type { Journey, Step } from '../../core/journey/types.ts';

/** One way out of a step, or the journey's entry: where something can be put in between. */
export type Link = { readonly from: null } | { readonly from: string; readonly way: 'next' | 'then' | 'else' };

/** A place in the drawing: a step, a way back to a step drawn elsewhere, or a step that does not exist. */
export type FlowItem = { readonly id: string; readonly link: Link } & (
	| { readonly kind: 'step'; readonly step: Exclude<Step, { kind: 'branch' }> }
	| {
			readonly kind: 'branch';
			readonly step: Extract<Step, { kind: 'branch' }>;
			readonly yes: readonly FlowItem[];
			readonly no: readonly FlowItem[];
	  }
	| { readonly kind: 'goes-to' }
	| { readonly kind: 'missing' }
);

/**
 * Lays a journey's graph out as one column with branches inside. Each step is drawn once and a second way to it is a
 * reference, so loops end; exits alone are drawn wherever a way ends.
 */
export function layFlow({ entry, steps }: Pick<Journey, 'entry' | 'steps'>): readonly FlowItem[] {
	const drawn = new Set<string>();
	function from(id: string, link: Link): FlowItem[] {
		const step = steps[id];
		if (!step) return [{ kind: 'missing', id, link }];
		if (step.kind === 'exit') return [{ kind: 'step', id, link, step }];
		if (drawn.has(id)) return [{ kind: 'goes-to', id, link }];
		drawn.add(id);
		if (step.kind !== 'branch')
			return [{ kind: 'step', id, link, step }, ...from(step.next, { from: id, way: 'next' })];
		const yes = from(step.then, { from: id, way: 'then' });
		return [{ kind: 'branch', id, link, step, yes, no: from(step.else, { from: id, way: 'else' }) }];
	}
	return from(entry, { from: null });
}
