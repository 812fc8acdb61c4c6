import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addTouch, addVisit, type Sessions, sessionGapMs, sessionsOf, type Touches, type Visit } from './index.ts';

const t = Date.parse('2026-11-28T23:50:00Z');
const minute = 60_000;

function visit(at: number, more: Partial<Visit> = {}): Visit {
	return { messageId: `m${at}`, at, isPage: true, url: null, referrer: null, campaign: null, ...more };
}

const ads = { source: 'google', medium: 'cpc' };
const mail = { source: 'newsletter' };

describe('sessions', () => {
	test('end with a pause of over 30 minutes, and not at midnight', () => {
		const visits = [visit(t), visit(t + 20 * minute), visit(t + 20 * minute + sessionGapMs)];
		expect(sessionsOf(visits)).toMatchObject({ count: 1, last: { startedAt: t, pages: 3 } });
		expect(sessionsOf([...visits, visit(t + 81 * minute)])).toMatchObject({ count: 2, last: { pages: 1 } });
	});

	test('begin anew with another campaign, and go on with the same one and with none', () => {
		const visits = [
			visit(t, { campaign: ads, url: 'https://shop.example/sale' }),
			visit(t + minute),
			visit(t + 2 * minute, { campaign: { medium: 'cpc', source: 'google' } }),
		];
		expect(sessionsOf(visits)).toMatchObject({
			count: 1,
			last: { landing: 'https://shop.example/sale', campaign: ads },
		});
		const other = visit(t + 3 * minute, { campaign: mail });
		expect(sessionsOf([...visits, other])).toMatchObject({ count: 2, last: { campaign: mail, events: 1 } });
	});

	test('count views of pages apart from what else is done', () => {
		expect(sessionsOf([visit(t), visit(t + 1, { isPage: false })])?.last).toMatchObject({ events: 2, pages: 1 });
	});

	test('nobody has any before the first visit', () => {
		expect(sessionsOf([])).toBeNull();
	});

	test('what came late and is not before the last session is told without a look at all', () => {
		const sessions = sessionsOf([visit(t), visit(t + 10 * minute)]);
		expect(addVisit(sessions, visit(t + minute))).toMatchObject({
			count: 1,
			last: { lastAt: t + 10 * minute, events: 3 },
		});
		expect(addVisit(sessions, visit(t - minute))).toBeNull();
		expect(addVisit(sessions, visit(t + minute, { campaign: ads }))).toBeNull();
	});

	const visits = fc.uniqueArray(
		fc.record({
			at: fc.integer({ min: 0, max: 300 }).map((minutes) => t + minutes * minute),
			campaign: fc.constantFrom(null, null, null, ads, mail),
			referrer: fc.constantFrom(null, null, 'https://www.google.com/'),
			isPage: fc.boolean(),
		}),
		{ maxLength: 30, selector: ({ at }) => at },
	);

	test('are the same whatever the order of arrival', () => {
		fc.assert(
			fc.property(visits, (drawn) => {
				const arriving = drawn.map(({ at, ...more }) => visit(at, more));
				const ordered = arriving.toSorted((a, b) => a.at - b.at);
				let sessions: Sessions | null = null;
				for (const [i, one] of arriving.entries()) {
					sessions = addVisit(sessions, one) ?? sessionsOf(arriving.slice(0, i + 1));
				}
				expect(sessions).toEqual(sessionsOf(ordered));
				expect(arriving.reduce<Touches>(addTouch, {})).toEqual(ordered.reduce<Touches>(addTouch, {}));
			}),
		);
	});

	test('are as many as a look at each pair of neighbours says', () => {
		fc.assert(
			fc.property(visits, (drawn) => {
				const ordered = drawn.map(({ at }) => visit(at)).sort((a, b) => a.at - b.at);
				const begins = ordered.filter(
					({ at }, i) => at - (ordered[i - 1]?.at ?? Number.NEGATIVE_INFINITY) > sessionGapMs,
				);
				expect(sessionsOf(ordered)?.count ?? 0).toBe(begins.length);
			}),
		);
	});
});

describe('touches', () => {
	test('the first is the earliest page, the last the latest that came from elsewhere', () => {
		const typed = visit(t);
		const searched = visit(t + minute, { referrer: 'https://www.google.com/' });
		const clicked = visit(t + 2 * minute, { isPage: false, campaign: ads });
		const again = visit(t + 3 * minute);
		const { first, last } = [again, clicked, searched, typed].reduce<Touches>(addTouch, {});
		expect([first?.at, last?.at]).toEqual([t, t + minute]);
	});
});
