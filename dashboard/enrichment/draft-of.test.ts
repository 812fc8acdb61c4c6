import { describe, expect, test } from 'vitest';
import type { Enrichment } from '../shapes/enrichment.ts';
import { draftOf, readNames } from './draft-of.ts';

describe('what is edited of an endpoint', () => {
	test('has its headers without their values', () => {
		const saved: Enrichment = {
			...draftOf(null),
			id: 'enr_1',
			headers: [{ name: 'Authorization' }],
			standing: {
				state: 'working',
				failingSince: null,
				nextTryAt: null,
				lastError: null,
				lastAnswerAt: null,
				problem: null,
				people: {},
			},
			updatedAt: 0,
		};
		expect(draftOf(saved)).toEqual({ ...draftOf(null), headers: [{ name: 'Authorization', value: null }] });
	});

	test('names are parted by commas, each once', () => {
		expect(readNames(' email, plan ,,email')).toEqual(['email', 'plan']);
		expect(readNames(' ')).toEqual([]);
	});
});
