import { expect, test } from 'vitest';
import type { Edit } from '../edit/types.ts';
import { hash } from '../hash/index.ts';
import type { Experience, Variant } from '../release/types.ts';
import { compileRelease, concerns, type DecideVisitor, decide } from './index.ts';

const now = Date.parse('2026-11-05T12:00:00Z');
const day = 86_400_000;
const gold: Variant = {
	id: 'gold',
	name: 'Gold',
	weight: 0.5,
	audience: { 'traits.plan': 'gold' },
	edits: [{ id: 'e1', selector: 'h1', kind: 'text', value: 'Welcome, gold customer' }],
};
const rest: Variant = { id: 'rest', name: 'Everyone else', weight: 0.5, audience: null, edits: [] };
const experience: Experience = {
	id: 'hero',
	siteId: 'shop',
	name: 'Hero',
	kind: 'personalization',
	status: 'live',
	pages: { include: ['/'], exclude: [] },
	audience: null,
	schedule: { from: null, until: null },
	coverage: 1,
	seed: '',
	priority: 1,
	variants: [gold, rest],
};
const experiment: Experience = { ...experience, kind: 'experiment' };
const visitor: DecideVisitor = {
	id: 'v1',
	subject: { attributes: { traits: { plan: 'gold' } }, events: [], segments: [] },
	personalization: true,
};

function compiled(...experiences: Experience[]) {
	return compileRelease({ siteId: 'shop', number: 1, publishedAt: '2026-11-05T12:00:00Z', experiences });
}

function decideOne(
	changes: Partial<Experience>,
	person: Partial<DecideVisitor> = {},
	url = 'https://shop.example/',
	at = now,
) {
	const [decision] = decide(compiled({ ...experience, ...changes }), { ...visitor, ...person }, { url }, at);
	return decision;
}

test('what was kept of an element for the marketers is not sent to visitors', () => {
	const signals = { version: 1, tag: 'h1', text: { words: 'welcome', of: 1 } } as const;
	const remembered = { ...gold, edits: gold.edits.map((edit) => ({ ...edit, signals }) as Edit) };
	expect(decideOne({ variants: [remembered, rest] })?.edits).toEqual(gold.edits);
	const both = { variants: [remembered, { ...remembered, id: 'other' }] };
	for (const assignments of [{}, { hero: 'gold' }])
		expect(decideOne({ ...both, kind: 'experiment' }, { assignments })?.edits).toEqual(gold.edits);
	expect(decideOne(both, { forced: { hero: 'other' } })?.edits).toEqual(gold.edits);
});

test('the first variant whose audience matches is shown', () => {
	expect(decideOne({})).toEqual({
		experienceId: 'hero',
		experienceName: 'Hero',
		variantId: 'gold',
		variantName: 'Gold',
		reason: 'applies',
		says: expect.stringContaining('Gold'),
		edits: gold.edits,
		values: {},
		until: Number.POSITIVE_INFINITY,
	});
	expect(decideOne({ variants: [rest, gold] })).toMatchObject({ variantId: 'rest' });
	expect(decideOne({ variants: [{ ...gold, audience: { 'traits.plan': 'free' } }, rest] })).toMatchObject({
		variantId: 'rest',
	});
});

test('where nothing applies, the reason is the first obstacle', () => {
	const nobody = { 'traits.plan': 'none' };
	const nothing = { variantId: null, edits: [] };
	expect(decideOne({ pages: { include: ['/cart'], exclude: [] } })).toMatchObject({ ...nothing, reason: 'page' });
	expect(decideOne({}, {}, 'nonsense')).toMatchObject({ ...nothing, reason: 'page' });
	expect(decideOne({}, { personalization: false })).toMatchObject({ ...nothing, reason: 'consent' });
	expect(decideOne({ audience: nobody })).toMatchObject({ ...nothing, reason: 'audience' });
	expect(decideOne({ variants: [{ ...gold, audience: nobody }] })).toMatchObject({
		...nothing,
		reason: 'no-variant-matches',
	});
	expect(decideOne({ kind: 'experiment' }, { id: null })).toMatchObject({ ...nothing, reason: 'no-identifier' });
	expect(decideOne({ kind: 'experiment', coverage: 0 })).toMatchObject({ ...nothing, reason: 'coverage' });
});

test('a schedule begins at its first moment and is over at its last', () => {
	const schedule = { from: '2026-11-05T12:00:00Z', until: '2026-11-06T12:00:00Z' };
	const at = (ms: number) => decideOne({ schedule }, {}, 'https://shop.example/', ms);
	expect(at(now - 1)).toMatchObject({ reason: 'schedule', until: now });
	expect(at(now)).toMatchObject({ reason: 'applies', until: now + day });
	expect(at(now + day - 1)).toMatchObject({ reason: 'applies' });
	expect(at(now + day)).toMatchObject({ reason: 'schedule', until: Number.POSITIVE_INFINITY });
});

test('a decision says until when it holds', () => {
	const recent = { $did: { event: 'Order Completed', within: '1d' } };
	const events = [{ event: 'Order Completed', at: now - day / 2, properties: {} }];
	const subject = { ...visitor.subject, events };
	expect(decideOne({ audience: recent }, { subject })).toMatchObject({ reason: 'applies', until: now + day / 2 });
	expect(decideOne({ variants: [{ ...gold, audience: recent }, rest] }, { subject })).toMatchObject({
		until: now + day / 2,
	});
	expect(decideOne({ variants: [rest, { ...gold, audience: recent }] }, { subject })).toMatchObject({
		until: Number.POSITIVE_INFINITY,
	});
});

test('an experiment gives each visitor the variant of its hash, in the shares of its weights', () => {
	const variants = [
		{ ...gold, weight: 0.3 },
		{ ...rest, weight: 0.7 },
	];
	const release = compiled({ ...experiment, variants, coverage: 0.5 });
	const shown = { gold: 0, rest: 0, none: 0 };
	for (let i = 0; i < 4_000; i++) {
		const id = `visitor-${i}`;
		const [decision] = decide(release, { ...visitor, id }, { url: 'https://shop.example/' }, now);
		const n = hash('hero', id, 2) ?? 0;
		const expected = n < 0.15 ? 'gold' : n >= 0.3 && n < 0.65 ? 'rest' : null;
		expect(decision?.variantId).toBe(expected);
		shown[expected ?? 'none']++;
	}
	expect(shown.gold / 4_000).toBeCloseTo(0.15, 1);
	expect(shown.rest / 4_000).toBeCloseTo(0.35, 1);
});

test('the seed decides, not the experience, where one is set', () => {
	const ids = Array.from({ length: 50 }, (_, i) => `v${i}`);
	const variantsOf = (changes: Partial<Experience>) =>
		ids.map((id) => decideOne({ kind: 'experiment', ...changes }, { id })?.variantId);
	expect(variantsOf({ seed: 'x', id: 'one' })).toEqual(variantsOf({ seed: 'x', id: 'two' }));
	expect(variantsOf({ seed: 'x' })).not.toEqual(variantsOf({ seed: 'y' }));
});

test('what a visitor was given stays, while the variant exists and the audience matches', () => {
	for (const sticky of ['gold', 'rest']) {
		const person = { assignments: { hero: sticky } };
		expect(decideOne({ kind: 'experiment', coverage: 0 }, person)).toMatchObject({
			variantId: sticky,
			reason: 'applies',
		});
		expect(decideOne({ kind: 'experiment', audience: { id: 'x' } }, person)).toMatchObject({ reason: 'audience' });
	}
	expect(decideOne({ kind: 'experiment', coverage: 0 }, { assignments: { hero: 'removed' } })).toMatchObject({
		reason: 'coverage',
	});
});

test('a preview forces a variant against consent, schedule and audience, but not onto another page', () => {
	const closed = { audience: { id: 'nobody' }, schedule: { from: null, until: '2020-01-01T00:00:00Z' } };
	const forced = { hero: 'rest' };
	expect(decideOne(closed, { forced, personalization: false })).toMatchObject({ variantId: 'rest', reason: 'forced' });
	expect(decideOne(closed, { forced }, 'https://shop.example/cart')).toMatchObject({ variantId: null, reason: 'page' });
	expect(decideOne({}, { forced: { hero: null } })).toMatchObject({ variantId: null, reason: 'forced' });
	expect(decideOne({}, { forced: { all: null } })).toMatchObject({ variantId: null, reason: 'forced', edits: [] });
	expect(decideOne({}, { forced: { all: null, hero: 'gold' } })).toMatchObject({ variantId: 'gold' });
	expect(decideOne({}, { forced: { hero: 'gone' } })).toMatchObject({ variantId: null, reason: 'forced' });
	expect(decideOne({}, { forced: { other: 'x' } })).toMatchObject({ variantId: 'gold', reason: 'applies' });
});

test('only pages that an experience is for concern the edge', () => {
	const release = compiled(experience, {
		...experience,
		id: 'b',
		pages: { include: ['/cart/*'], exclude: ['/cart/pay'] },
	});
	const paths = ['/', '/cart/', '/cart/pay', '/about'];
	expect(paths.map((path) => concerns(release, `https://shop.example${path}`))).toEqual([true, true, false, false]);
	expect(concerns(compiled(), 'https://shop.example/')).toBe(false);
	expect(concerns(release, 'nonsense')).toBe(false);
});
