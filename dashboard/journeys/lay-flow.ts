import type { Journey, Step } from '../../core/journey/types.ts';

/** A place in the drawing: a step, a way back to a step drawn elsewhere, or a step that does not exist. */
export type FlowItem =
	| { readonly kind: 'step'; readonly id: string; readonly step: Exclude<Step, { kind: 'branch' }> }
	| {
			readonly kind: 'branch';
			readonly id: string;
			readonly step: Extract<Step, { kind: 'branch' }>;
			readonly yes: readonly FlowItem[];
			readonly no: readonly FlowItem[];
	  }
	| { readonly kind: 'goes-to'; readonly id: string }
	| { readonly kind: 'missing'; readonly id: string };

/** Lays a journey's graph out as one column with branches inside; each step is drawn once, loops become references. */
export function layFlow({ entry, steps }: Pick<Journey, 'entry' | 'steps'>): readonly FlowItem[] {
	const drawn = new Set<string>();
	function from(id: string): FlowItem[] {
		const step = steps[id];
		if (!step) return [{ kind: 'missing', id }];
		if (drawn.has(id)) return [{ kind: 'goes-to', id }];
		drawn.add(id);
		if (step.kind === 'branch') return [{ kind: 'branch', id, step, yes: from(step.then), no: from(step.else) }];
		const item = { kind: 'step', id, step } as const;
		return step.kind === 'exit' ? [item] : [item, ...from(step.next)];
	}
	return from(entry);
}
