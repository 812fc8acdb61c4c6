import { expect, test } from 'vitest';
import { readOptions } from './options.ts';

const known = ['decide', 'delivery'];

test('all sections are measured briefly, a named one at length', () => {
	const [all, one] = [readOptions([], known), readOptions(['delivery'], known)];
	expect(all.sections).toEqual(known);
	expect(one.sections).toEqual(['delivery']);
	expect(all.trials).toBeLessThan(one.trials);
	expect(all.events).toBeLessThan(one.events);
});

test('how much is measured can be said', () => {
	const said = readOptions(['delivery', '--trials', '2', '--only', 'posthog,segment', '--seed', '0'], known);
	expect(said).toMatchObject({ trials: 2, only: ['posthog', 'segment'], seed: 0 });
});

test.each([
	[['nothing'], /No section nothing.*decide, delivery/],
	[['--trials', 'many'], /many is no number/],
	[['--trails', '2'], /trails/],
])('%j is refused in words', (args, words) => {
	expect(() => readOptions(args, known)).toThrow(words);
});
