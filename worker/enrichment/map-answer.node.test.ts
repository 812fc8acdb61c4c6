import { describe, expect, test } from 'vitest';
import { inputOf, meaningOf } from './input-of.ts';
import { mapAnswer } from './map-answer.ts';
import type { AnswerType } from './types.ts';

describe('an answer', () => {
	test('becomes traits by its fields, within objects too', () => {
		const mapping = [
			{ from: 'company.name', trait: 'company', type: 'text' },
			{ from: 'company.employees', trait: 'employees', type: 'number' },
			{ from: 'nothing.there', trait: 'x', type: 'any' },
			{ from: 'nil', trait: 'y', type: 'any' },
		] as const;
		const answer = { company: { name: 'Engines', employees: 3, more: 1 }, nil: null, secret: 's' };
		expect(mapAnswer(mapping, answer)).toEqual({ traits: { company: 'Engines', employees: 3 }, problems: [] });
	});

	test('reads no more than the answer has itself', () => {
		const mapping = ['constructor.name', '__proto__.x', 'toString'].map((from) => ({
			from,
			trait: from,
			type: 'any' as const,
		}));
		expect(mapAnswer(mapping, JSON.parse('{}'))).toEqual({ traits: {}, problems: [] });
	});

	test.each<[AnswerType, unknown, boolean]>([
		['text', 'x', true],
		['text', 7, false],
		['number', 7, true],
		['number', '7', false],
		['boolean', false, true],
		['boolean', 'yes', false],
		['date', '2026-11-28', true],
		['date', '2026-11-28T10:00:00Z', true],
		['date', '2026-13-45', false],
		['date', 'soon', false],
		['list', ['a'], true],
		['list', { a: 1 }, false],
		['any', { a: 1 }, true],
	])('%s takes %j: %s', (type, value, fits) => {
		const { traits, problems } = mapAnswer([{ from: 'f', trait: 't', type }], { f: value });
		expect(traits).toEqual(fits ? { t: value } : {});
		expect(problems).toHaveLength(fits ? 0 : 1);
	});

	test('says what does not fit', () => {
		const { problems } = mapAnswer([{ from: 'size', trait: 'size', type: 'number' }], { size: '7' });
		expect(problems).toEqual(['“size” should be a number and is text.']);
	});
});

describe('what is asked', () => {
	const sends = { traits: ['email', 'name'], identities: ['userId'] };

	test('is the same for everyone of whom the same is known', () => {
		const one = inputOf(sends, { name: 'Ada', email: 'a@x.com', secret: 1 }, { userId: ['u2', 'u1'], email: ['e'] });
		const other = inputOf(sends, { email: 'a@x.com', name: 'Ada' }, { userId: ['u1', 'u2'] });
		expect(one).toEqual({ traits: { email: 'a@x.com', name: 'Ada' }, identities: { userId: ['u1', 'u2'] } });
		expect(JSON.stringify(one)).toBe(JSON.stringify(other));
	});

	test('is nothing where nothing is known', () => {
		expect(inputOf(sends, { email: '', name: null, other: 1 }, {})).toBeNull();
		expect(inputOf({ traits: ['constructor'], identities: ['toString'] }, {}, {})).toBeNull();
	});

	test('means something else when the address, what is sent or the mapping is another', () => {
		const base = { id: 'e', url: 'https://a.example/', sends, mapping: [] };
		const meanings = [base, { ...base, url: 'https://b.example/' }, { ...base, sends: { ...sends, traits: [] } }].map(
			meaningOf,
		);
		expect(new Set(meanings).size).toBe(3);
		expect(meaningOf({ ...base })).toBe(meanings[0]);
	});
});
