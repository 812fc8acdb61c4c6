import { describe, expect, test } from 'vitest';
import { Refusal } from '../refusal.ts';
import { type Experience, parseExperience, validateRelease } from './index.ts';

const json = {
	id: 'hero',
	siteId: 'shop',
	name: 'Hero',
	kind: 'experiment',
	status: 'live',
	pages: { include: ['/', 'https://*.example/sale/*'], exclude: ['/cart'] },
	audience: { $segment: 'gold' },
	schedule: { from: '2026-11-05T00:00:00.000Z', until: '2026-12-01T00:00:00.000Z' },
	coverage: 0.5,
	seed: 'hero-2',
	priority: 1,
	variants: [
		{ id: 'control', name: 'Control', weight: 0.5, audience: null, edits: [] },
		{
			id: 'gold',
			name: 'Gold',
			weight: 0.5,
			audience: null,
			edits: [{ id: 'e1', selector: 'h1', kind: 'text', value: 'Welcome' }],
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
			pages: { include: [], exclude: [] },
			audience: null,
			schedule: { from: null, until: null },
			coverage: 1,
			seed: '',
			priority: 0,
			variants: [],
		});
		expect(parseExperience(small)).toEqual(small);
	});

	test('keeps its schedule in UTC, whatever zone it was written in', () => {
		const schedule = { from: '2026-11-05T01:00:00+01:00', until: '2026-12-01' };
		expect(parseExperience({ ...json, schedule }).schedule).toEqual(json.schedule);
	});

	test.each([
		['no name', { name: ' ' }, 'name'],
		['an unknown kind', { kind: 'lottery' }, 'kind'],
		['a coverage of 2', { coverage: 2 }, 'coverage'],
		['a weight of NaN', { variants: [{ ...control, weight: Number.NaN }] }, 'variants.0.weight'],
		['a time that is none', { schedule: { from: 'soon' } }, 'schedule.from'],
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
		validateRelease({ siteId: 'shop', experiences: [{ ...experience, ...changes }], segmentIds: ['gold'] });

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
