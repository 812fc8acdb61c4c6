import { expect, test } from 'vitest';
import { asKind, kinds, newGoal, problemOf } from './goal-form.ts';

test('a goal of any kind can be made of one of any other', () => {
	const named = { ...newGoal, name: 'Orders' };
	for (const [from] of kinds) for (const [to] of kinds) expect(problemOf(asKind(asKind(named, from), to))).toBeNull();
	expect(problemOf(newGoal)?.path).toBe('name');
});
