import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AccountWord } from '../profile.ts';
import { accountBy, isWithin, spellsBy, standingWords } from './account-words.ts';

const words = fc.array(
	fc.record(
		{ at: fc.nat(20), id: fc.constantFrom('a', 'b', 'c', null), isClaim: fc.constant(true as const) },
		{ requiredKeys: ['at', 'id'] },
	),
	{ maxLength: 12 },
);

describe('whose member somebody is', () => {
	test('does not depend on the order in which that was said', () => {
		fc.assert(
			fc.property(words, fc.infiniteStream(fc.nat()), (said, order) => {
				const shuffled = said
					.map((word): [number, AccountWord] => [order.next().value ?? 0, word])
					.sort(([a], [b]) => a - b)
					.map(([, word]) => word);
				expect(accountBy(shuffled)).toEqual(accountBy(said));
			}),
		);
	});

	test('is one account at every moment from the first word on, and none before', () => {
		fc.assert(
			fc.property(words, fc.nat(22), (said, moment) => {
				const standing = standingWords(said);
				const last = standing.findLast(({ at }) => at <= moment);
				const of = [...spellsBy(standing)].filter(([, spells]) => isWithin(spells, moment)).map(([id]) => id);
				expect(of).toEqual(last?.id ? [last.id] : []);
			}),
		);
	});

	test('is what a server said, whatever browsers claim before or after', () => {
		const said = [
			{ at: 1, id: 'claimed', isClaim: true as const },
			{ at: 2, id: 'acme' },
			{ at: 9, id: 'claimed', isClaim: true as const },
		];
		expect(accountBy(said)).toEqual({ accountId: 'acme', accountAt: 2, accountWords: [{ at: 2, id: 'acme' }] });
	});

	test('is nobody’s when what was named has been erased, and not again the one before', () => {
		const said = [
			{ at: 1, id: 'acme' },
			{ at: 5, id: null },
		];
		expect(accountBy(said).accountId).toBe(null);
		expect(spellsBy(standingWords(said))).toEqual(new Map([['acme', [[1, 5]]]]));
	});
});
