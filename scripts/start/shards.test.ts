import { describe, expect, test } from 'vitest';
import { shardsFor, usualShards } from './shards.ts';

describe('the number of shards of one machine', () => {
	test('is small for a new workspace, and what it was for one that has people', () => {
		expect(shardsFor({ hasPeople: false }, undefined)).toBe(usualShards);
		expect(shardsFor({ shards: 2, hasPeople: true }, undefined)).toBe(2);
		expect(shardsFor({ hasPeople: true }, undefined)).toBe(16);
	});

	test('can be chosen, and raised later', () => {
		expect(shardsFor({ hasPeople: false }, '1')).toBe(1);
		expect(shardsFor({ shards: 4, hasPeople: true }, '16')).toBe(16);
		expect(shardsFor({ shards: 4, hasPeople: true }, '4')).toBe(4);
	});

	test('is never lowered, which would lose people', () => {
		expect(() => shardsFor({ shards: 4, hasPeople: true }, '2')).toThrow(/4 shards/);
		expect(() => shardsFor({ hasPeople: true }, '4')).toThrow(/16 shards/);
	});

	test.each(['0', '257', '-1', '2.5', 'many', '', ' 4', '1e2'])('refuses %j', (asked) => {
		expect(() => shardsFor({ hasPeople: false }, asked)).toThrow(/1 to 256/);
	});
});
