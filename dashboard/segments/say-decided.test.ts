import { expect, test } from 'vitest';
import type { Membership } from '../shapes/profiles.ts';
import { ruleWord, sayDecided } from './say-decided.ts';

const of = (member: boolean, decidedBy: Membership['decidedBy'], matches: boolean): Membership => ({
	...{ member, decidedBy, since: null },
	explanation: { path: '', matches, says: 'plan is "free", needs "pro"' },
});

test('a rule that decides is told by its reasons alone', () => {
	for (const by of ['rule', 'snapshot'] as const) {
		expect([sayDecided(of(true, by, true)), ruleWord(of(true, by, true))]).toEqual([null, 'In']);
		expect([sayDecided(of(false, by, false)), ruleWord(of(false, by, false))]).toEqual([null, 'Not in']);
	}
});

test('a snapshot is of its moment, whatever is known of somebody since', () => {
	const kept = of(true, 'snapshot', false);
	expect(sayDecided(kept)).toBe('In: it was so when the snapshot was taken.');
	expect(ruleWord(kept)).toBe('By what is known of them now not in');
	const late = of(false, 'snapshot', true);
	expect(sayDecided(late)).toBe('Not in: it was not so, or nobody knew them yet, when the snapshot was taken.');
	expect(ruleWord(late)).toBe('By what is known of them now in');
});

test('a hand outranks the rule, and a list has none', () => {
	expect(sayDecided(of(true, 'hand', false))).toBe('In: put in by hand, whatever the rule says.');
	expect(ruleWord(of(false, 'hand', true))).toBe('By the rule in');
	const list: Membership = { member: false, decidedBy: 'hand', since: null, explanation: null };
	expect(sayDecided(list)).toBe('Not in: nobody put them on the list.');
});
