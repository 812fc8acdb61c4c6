import { expect, test } from 'vitest';
import { targetOf, targetsOf, toOf } from './column-target.ts';

test('a column’s target is told apart from its key, whatever dots the key has', () => {
	expect(targetOf('traits.a.b.$c')).toEqual({ target: 'key', key: 'a.b.$c' });
	expect(targetOf('properties.')).toEqual({ target: 'key', key: '' });
	expect(targetOf('userId')).toEqual({ target: 'userId', key: '' });
	expect(targetOf('')).toEqual({ target: '', key: '' });
});

test('every target of a file leads back to itself', () => {
	for (const kind of ['people', 'events'] as const) {
		for (const [target] of targetsOf(kind)) expect(targetOf(toOf(kind, target, 'k')).target).toBe(target);
	}
});
