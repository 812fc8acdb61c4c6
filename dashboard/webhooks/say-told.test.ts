import { expect, test } from 'vitest';
import { sayTold } from './say-told.ts';

test('says what a webhook is told', () => {
	expect(sayTold({ segments: [], moves: ['entered', 'left'] })).toBe('Who enters or leaves any segment');
	expect(sayTold({ segments: ['vip'], moves: ['left'] })).toBe('Who leaves vip');
	expect(sayTold({ segments: ['vip', 'gold'], moves: ['entered'] })).toBe('Who enters one of 2 segments');
});
