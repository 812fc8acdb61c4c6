import { beforeAll, describe, expect, it } from 'vitest';
import { type Case, casesOf } from './cases.ts';
import { changes } from './changes.ts';
import { ourFinder } from './ours.ts';
import { meets, type Tally, tallyOf } from './outcome.ts';
import { pages } from './pages/index.ts';

/** Of each of the ten pages: 220 elements. */
const elements = 22;

describe('elements of ten pages', () => {
	let questions: readonly Case[] = [];
	let tally: Tally = new Map();

	beforeAll(() => {
		questions = [...casesOf(pages, elements, 7)];
		tally = tallyOf(questions, questions.map(ourFinder()));
	}, 120_000);

	it('are at least 200, and each kind of change is made around most of them', () => {
		expect(new Set(questions.map(({ page, index }) => `${page} ${index}`)).size).toBeGreaterThanOrEqual(200);
		for (const change of Object.keys(changes)) {
			expect(questions.filter((question) => question.change === change).length, change).toBeGreaterThanOrEqual(120);
		}
	});

	it.each(Object.keys(changes))(
		'are found again as often as they have to be, and hardly ever another: %s',
		(change) => {
			const counts = tally.get(change) ?? { right: 0, wrong: 0, none: 0 };
			expect(meets(change, counts), JSON.stringify(counts)).toBe(true);
		},
	);

	it('are asked about in the same way by the same seed', () => {
		const few = (seed: number) => [...casesOf(pages.slice(0, 1), 3, seed)];
		expect(few(7)).toEqual(few(7));
		expect(few(7)).not.toEqual(few(8));
	});
});
