import { expect, test } from 'vitest';
import { Refusal } from '../refusal.ts';
import { leftCart } from './examples.ts';
import { parseJourney } from './index.ts';

test('a journey parses to itself, without unknown fields', () => {
	expect(parseJourney({ ...leftCart, colour: 'red' })).toEqual(leftCart);
});

const { steps } = leftCart;
const exit = { kind: 'exit' };

test.each([
	['no object', 'x', undefined],
	['no trigger', { ...leftCart, trigger: undefined }, 'trigger'],
	['version 0', { ...leftCart, version: 0 }, 'version'],
	['an unknown kind of step', { ...leftCart, steps: { ...steps, remind: { kind: 'dance' } } }, 'steps.remind.kind'],
	['an entry that does not exist', { ...leftCart, entry: 'nowhere' }, 'entry'],
	['an entry that objects inherit', { ...leftCart, entry: 'toString' }, 'entry'],
	[
		'a next that does not exist',
		{ ...leftCart, entry: 'a', steps: { a: { kind: 'wait', for: '1h', next: 'b' } } },
		'steps.a.next',
	],
	['a step that no way leads to', { ...leftCart, steps: { ...steps, island: exit } }, 'steps.island'],
	['a step without name', { ...leftCart, steps: { ...steps, '': exit } }, 'steps.'],
	[
		'a circle without a wait',
		{
			...leftCart,
			entry: 'a',
			steps: {
				a: { kind: 'branch', condition: {}, then: 'b', else: 'c' },
				b: { kind: 'message', messageId: 'm', next: 'a' },
				c: exit,
			},
		},
		'steps.a',
	],
	[
		'a broken duration',
		{ ...leftCart, steps: { ...steps, pause: { ...steps.pause, for: 'soon' } } },
		'steps.pause.for',
	],
	[
		'a broken condition',
		{ ...leftCart, steps: { ...steps, known: { ...steps.known, condition: { x: { $foo: 1 } } } } },
		expect.stringMatching(/^steps\.known\.condition\..*\$foo/),
	],
	['an exit condition that is a list', { ...leftCart, exitWhen: [] }, 'exitWhen'],
	['a broken exit condition', { ...leftCart, exitWhen: { $did: {} } }, expect.stringMatching(/^exitWhen/)],
	[
		'an enrollment before there is one',
		{ ...leftCart, trigger: { ...leftCart.trigger, where: leftCart.exitWhen } },
		expect.stringMatching(/^trigger\.where/),
	],
	[
		'201 steps',
		{
			...leftCart,
			entry: 's0',
			steps: Object.fromEntries(
				Array.from({ length: 201 }, (_, i) => [
					`s${i}`,
					i < 200 ? { kind: 'wait', for: '1h', next: `s${i + 1}` } : exit,
				]),
			),
		},
		'steps',
	],
])('%s is refused with its path', (_, json, path) => {
	try {
		parseJourney(json);
	} catch (error) {
		expect(error).toBeInstanceOf(Refusal);
		expect(error).toMatchObject({ path });
		return;
	}
	expect.unreachable();
});

test('a circle with a wait is a journey', () => {
	const circle = {
		...leftCart,
		entry: 'remind',
		steps: {
			remind: { kind: 'message', messageId: 'm', next: 'pause' },
			pause: { kind: 'wait', for: '1d', next: 'again' },
			again: { kind: 'branch', condition: { 'traits.vip': true }, then: 'remind', else: 'out' },
			out: exit,
		},
	};
	expect(parseJourney(circle).entry).toBe('remind');
});
