import { describe, expect, it } from 'vitest';
import type { Step } from '../../core/journey/types.ts';
import { freeId, insertAt, removeStep } from './change-steps.ts';
import { type FlowItem, layFlow } from './lay-flow.ts';

const wait = (next: string): Extract<Step, { kind: 'wait' }> => ({ kind: 'wait', for: '1h', next });
const branching = {
	entry: 'wait',
	steps: {
		wait: wait('fork'),
		fork: { kind: 'branch', condition: {}, then: 'mail', else: 'end' },
		mail: { kind: 'message', messageId: 'm', next: 'end' },
		end: { kind: 'exit' },
	} satisfies Record<string, Step>,
};

/** The drawing as nested names. */
function names(items: readonly FlowItem[]): unknown[] {
	return items.map((item) => {
		if (item.kind === 'branch') return { [item.id]: [names(item.yes), names(item.no)] };
		return item.kind === 'step' ? item.id : `${item.kind} ${item.id}`;
	});
}

describe('a journey drawn as a flow', () => {
	it('runs down, with both ways of a branch inside, each with its end', () => {
		expect(names(layFlow(branching))).toEqual(['wait', { fork: [['mail', 'end'], ['end']] }]);
	});

	it('draws a step once and refers to it the second time, so that loops end', () => {
		expect(names(layFlow({ entry: 'a', steps: { a: wait('b'), b: wait('a') } }))).toEqual(['a', 'b', 'goes-to a']);
	});

	it('shows that a step does not exist', () => {
		expect(names(layFlow({ entry: 'a', steps: { a: wait('gone') } }))).toEqual(['a', 'missing gone']);
	});
});

describe('changing a journey', () => {
	it('puts a step at the entry', () => {
		expect(names(layFlow(insertAt(branching, { from: null }, 'first', wait)))[0]).toBe('first');
	});

	it('puts a step into one way of a branch and leaves the other alone', () => {
		const changed = insertAt(branching, { from: 'fork', way: 'else' }, 'later', wait);
		expect(names(layFlow(changed))).toEqual([
			'wait',
			{
				fork: [
					['mail', 'end'],
					['later', 'end'],
				],
			},
		]);
	});

	it('takes a step out and joins what it stood between', () => {
		expect(names(layFlow(removeStep(branching, 'wait')))).toEqual([{ fork: [['mail', 'end'], ['end']] }]);
		expect(names(layFlow(removeStep(branching, 'mail')))).toEqual(['wait', { fork: [['end'], ['end']] }]);
	});

	it('leaves branches and exits where they are', () => {
		expect([removeStep(branching, 'fork'), removeStep(branching, 'end')]).toEqual([branching, branching]);
	});

	it('finds an id that is free', () => {
		expect(freeId({ 'wait-1': wait('x') }, 'wait')).toBe('wait-2');
	});
});
