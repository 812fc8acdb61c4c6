import { describe, expect, test } from 'vitest';
import { Refusal } from '../refusal.ts';
import { type Experience, parseExperience, validateRelease } from './index.ts';

const json = {
	id: 'hero',
	siteId: 'shop',
	name: 'Hero',
	kind: 'experiment',
	status: 'live',
	pages: { include: ['/', 'https://*.example/sale/*'], exclude: ['/cart'], condition: { 'device.type': 'mobile' } },
	audience: { $segment: 'gold' },
	schedule: { from: '2026-11-05T00:00:00.000Z', until: '2026-12-01T00:00:00.000Z', timeZone: 'Europe/Berlin' },
	coverage: 0.5,
	seed: 'hero-2',
	namespace: ['hero', 0, 0.5],
	holdout: 0.1,
	prerequisites: [],
	exposure: 'rendered',
	bandit: { goalId: null, floor: 0.05 },
	priority: 1,
	variants: [
		{ id: 'control', name: 'Control', weight: 0.5, audience: null, edits: [], values: {} },
		{
			id: 'gold',
			name: 'Gold',
			weight: 0.5,
			audience: null,
			edits: [{ id: 'e1', selector: 'h1', kind: 'text', value: 'Welcome' }],
			values: { greeting: { text: 'Welcome', of: ['gold'] } },
		},
	],
};
const experience = parseExperience(json);
const [control, gold] = experience.variants;
if (!control || !gold) throw new Error('the example has two variants');

describe('an experience', () => {
	test('parses to itself, without unknown fields', () => {
		expect(experience).toEqual(json);
		expect(parseExperience({ ...json, updatedAt: 'today' })).toEqual(json);
	});

	test('may begin with little', () => {
		const small = parseExperience({ id: 'x', siteId: 'shop', name: ' New ', kind: 'personalization' });
		expect(small).toEqual({
			id: 'x',
			siteId: 'shop',
			name: 'New',
			kind: 'personalization',
			status: 'draft',
			pages: { include: [], exclude: [], condition: null },
			audience: null,
			schedule: { from: null, until: null, timeZone: null },
			coverage: 1,
			seed: '',
			namespace: null,
			holdout: 0,
			prerequisites: [],
			exposure: 'rendered',
			bandit: { goalId: null, floor: 0.05 },
			priority: 0,
			variants: [],
		});
		expect(parseExperience(small)).toEqual(small);
	});

	test('keeps its schedule in UTC, whatever zone it was written in', () => {
		const schedule = { from: '2026-11-05T01:00:00+01:00', until: '2026-12-01' };
		expect(parseExperience({ ...json, schedule }).schedule).toEqual({ ...json.schedule, timeZone: null });
	});

	test('reads a time that names no zone by the schedule’s clocks, summer and winter', () => {
		const read = (text: string, timeZone: string | null) =>
			parseExperience({ ...json, schedule: { from: text, until: null, timeZone } }).schedule.from;
		expect(read('2026-07-01T09:00', 'Europe/Berlin')).toBe('2026-07-01T07:00:00.000Z');
		expect(read('2026-12-01T09:00:30.5', 'Europe/Berlin')).toBe('2026-12-01T08:00:30.500Z');
		expect(read('2026-12-01', 'Asia/Kolkata')).toBe('2026-11-30T18:30:00.000Z');
		expect(read('2026-12-01T09:00Z', 'Europe/Berlin')).toBe('2026-12-01T09:00:00.000Z');
		expect(read('2026-12-01T09:00', null)).toBe('2026-12-01T09:00:00.000Z');
	});

	test.each([
		['no name', { name: ' ' }, 'name'],
		['an unknown kind', { kind: 'lottery' }, 'kind'],
		['a coverage of 2', { coverage: 2 }, 'coverage'],
		['a weight of NaN', { variants: [{ ...control, weight: Number.NaN }] }, 'variants.0.weight'],
		['a time that is none', { schedule: { from: 'soon' } }, 'schedule.from'],
		['a time zone that is none', { schedule: { timeZone: 'Mars/Olympus' } }, 'schedule.timeZone'],
		['a part of a group that is empty', { namespace: ['hero', 0.5, 0.5] }, 'namespace'],
		['a group without a name', { namespace: [' ', 0, 0.5] }, 'namespace.0'],
		['a holdout of 2', { holdout: 2 }, 'holdout'],
		[
			'a prerequisite of no variant',
			{ prerequisites: [{ experienceId: 'a', variantIds: [] }] },
			'prerequisites.0.variantIds',
		],
		['a condition on pages that is a list', { pages: { condition: [1] } }, 'pages.condition'],
		['a variant named as those who are held out', { variants: [{ ...control, id: 'holdout' }] }, 'variants.0.id'],
		['a key with a space', { variants: [{ ...control, values: { 'a b': 1 } }] }, 'variants.0.values.a b'],
		[
			'values of half a megabyte',
			{ variants: [{ ...control, values: { text: 'x'.repeat(500_000) } }] },
			'variants.0.values',
		],
		['an audience that is a list', { audience: [1] }, 'audience'],
		[
			'a script',
			{
				variants: [
					{ ...gold, edits: [{ id: 'e', selector: 'p', kind: 'insert', position: 'after', html: '<script>' }] },
				],
			},
			'variants.0.edits.0.html',
		],
	])('with %s is refused with its path', (_, changes, path) => {
		try {
			parseExperience({ ...json, ...changes });
		} catch (error) {
			expect(error).toBeInstanceOf(Refusal);
			expect(error).toMatchObject({ code: 'experience-invalid', path });
			return;
		}
		expect.unreachable();
	});
});

describe('a release', () => {
	const problems = (changes: Partial<Experience>) =>
		validateRelease({
			siteId: 'shop',
			experiences: [{ ...experience, ...changes }],
			segmentIds: ['gold'],
			goalIds: ['orders'],
		});

	test('without problems may be published', () => {
		expect(problems({})).toEqual([]);
		expect(problems({ kind: 'personalization', variants: [{ ...gold, weight: 0 }] })).toEqual([]);
	});

	test.each<[string, Partial<Experience>, object]>([
		['another site', { siteId: 'other' }, { path: 'siteId' }],
		['a broken pattern', { pages: { include: ['/', 'shop'], exclude: [] } }, { path: 'pages.include.1' }],
		['a regular expression', { pages: { include: [], exclude: ['/(a+)+'] } }, { path: 'pages.exclude.0' }],
		[
			'a schedule that runs backwards',
			{ schedule: { from: '2026-12-01T00:00:00Z', until: '2026-11-01T00:00:00Z' } },
			{ path: 'schedule' },
		],
		[
			'an unknown segment',
			{ audience: { $segment: 'silver' } },
			{ path: 'audience', message: 'There is no segment "silver".' },
		],
		['a broken audience', { audience: { 'traits.x': { $foo: 1 } } }, { path: 'audience.traits.x.$foo' }],
		[
			'a broken audience of a variant',
			{ variants: [control, { ...gold, audience: { $segment: 'x' } }] },
			{ path: 'variants.1.audience', variantId: 'gold' },
		],
		['no variants', { variants: [] }, { path: 'variants' }],
		[
			'a broken condition on the visit',
			{ pages: { include: [], exclude: [], condition: { 'utm.source': { $foo: 1 } } } },
			{ path: 'pages.condition.utm.source.$foo' },
		],
		[
			'a prerequisite that is not released',
			{ prerequisites: [{ experienceId: 'gone', variantIds: ['a'] }] },
			{ path: 'prerequisites.0.experienceId' },
		],
		[
			'a prerequisite of itself',
			{ prerequisites: [{ experienceId: 'hero', variantIds: ['gold'] }] },
			{ path: 'prerequisites', message: 'It needs itself: “Hero” needs “Hero”.' },
		],
		[
			'a bandit whose goal is not there',
			{ kind: 'bandit', bandit: { goalId: 'gone', floor: 0 } },
			{ path: 'bandit.goalId', message: 'There is no goal "gone" that a bandit can learn from.' },
		],
		['a bandit without a goal', { kind: 'bandit' }, { path: 'bandit.goalId' }],
		[
			'a bandit whose floor is too high',
			{ kind: 'bandit', bandit: { goalId: 'orders', floor: 0.6 } },
			{ path: 'bandit.floor', hint: 'Let each keep 50 % at most.' },
		],
		[
			'a value of two types',
			{
				variants: [
					{ ...control, values: { price: 1 } },
					{ ...gold, values: { price: '1' } },
				],
			},
			{ path: 'variants.1.values.price', variantId: 'gold' },
		],
		[
			'weights of 90 %',
			{ variants: [control, { ...gold, weight: 0.4 }] },
			{ path: 'variants', message: 'The weights add up to 90 %.' },
		],
		[
			'a variant id twice',
			{ variants: [control, { ...gold, id: 'control' }] },
			{ path: 'variants.1.id', variantId: 'control' },
		],
		[
			'an edit that is code',
			{
				variants: [
					control,
					{
						...gold,
						edits: [...gold.edits, { id: 'bad', selector: 'a', kind: 'attribute', name: 'onclick', value: 'x' }],
					},
				],
			},
			{ path: 'variants.1.edits.1', variantId: 'gold', editId: 'bad' },
		],
	])('with %s says so', (_, changes, problem) => {
		expect(problems(changes)).toEqual([
			{ experienceId: 'hero', message: expect.any(String), hint: expect.any(String), ...problem },
		]);
	});

	test('asks about no cookie where only the tag is on the pages that it changes, wherever it would ask', () => {
		const asks = { 'cookie.seen': '1' };
		const paths = (changes: Partial<Experience>, seesCookies?: boolean) => {
			const draft = { siteId: 'shop', experiences: [{ ...experience, ...changes }], segmentIds: ['gold'] };
			return validateRelease({ ...draft, ...(seesCookies !== undefined && { seesCookies }) }).map(({ path }) => path);
		};
		const everywhere: Partial<Experience> = {
			pages: { include: [], exclude: [], condition: { $or: [asks, { 'device.type': 'mobile' }] } },
			audience: { $not: asks },
			variants: [control, { ...gold, audience: asks }],
		};
		expect(paths(everywhere)).toEqual([]);
		expect(paths(everywhere, true)).toEqual([]);
		expect(paths(everywhere, false)).toEqual([
			'pages.condition.$or[0].cookie.seen',
			'audience.$not.cookie.seen',
			'variants.1.audience.cookie.seen',
		]);
		expect(paths({ audience: { 'traits.cookie': { $in: ['cookie', 'cookie.seen'] } } }, false)).toEqual([]);
		// Values alone are asked for by code, which may send cookies along.
		expect(paths({ audience: asks, variants: [{ ...control, weight: 1, values: { price: 1 } }] }, false)).toEqual([]);
	});

	test('tells all problems of all experiences at once', () => {
		const broken = { ...experience, audience: { $segment: 'x' }, variants: [] };
		const draft = { siteId: 'shop', experiences: [broken, { ...broken, id: 'b' }, broken], segmentIds: [] };
		expect(validateRelease(draft).map(({ experienceId, path }) => `${experienceId} ${path}`)).toEqual([
			'hero audience',
			'hero variants',
			'b audience',
			'b variants',
			'hero id',
			'hero audience',
			'hero variants',
		]);
	});
});
