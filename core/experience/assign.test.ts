import { describe, expect, test } from 'vitest';
import { hash, inNamespace } from '../hash/index.ts';
import { type Experience, parseExperience, type Release } from '../release/index.ts';
import { compileRelease, type DecideVisitor, decide, findConflicts, withWeights } from './index.ts';

const now = Date.parse('2026-11-28T12:00:00Z');
const url = 'https://shop.example/';
const visitor: DecideVisitor = {
	id: 'v1',
	subject: { attributes: { device: { type: 'mobile' }, cookie: { seen: '1' } }, events: [], segments: [] },
	personalization: true,
};
const ids = Array.from({ length: 2_000 }, (_, index) => `visitor-${index}`);

function experience(id: string, changes: object = {}): Experience {
	const variants = ['a', 'b'].map((name) => ({
		...{ id: name, name: name.toUpperCase(), weight: 0.5 },
		edits: [{ id: 'e', kind: 'text', selector: `#${id}`, value: name }],
	}));
	return parseExperience({ id, siteId: 'shop', name: id, kind: 'experiment', variants, ...changes });
}

function release(experiences: readonly Experience[], changes: Partial<Release> = {}) {
	const conflicts = findConflicts(experiences);
	return compileRelease({ siteId: 'shop', number: 1, publishedAt: '', experiences, conflicts, ...changes });
}

function decideAll(experiences: readonly Experience[], person: Partial<DecideVisitor> = {}, at: string | null = url) {
	return decide(release(experiences), { ...visitor, ...person }, { url: at }, now);
}

const variantsOf = (experiences: readonly Experience[], person: Partial<DecideVisitor> = {}) =>
	decideAll(experiences, person).map(({ variantId }) => variantId);

describe('a condition on the visit', () => {
	test('is asked after the page, and tells what it saw', () => {
		const pages = { include: ['/'], condition: { 'device.type': 'mobile', 'cookie.seen': '1' } };
		expect(decideAll([experience('x', { pages })])).toMatchObject([{ reason: 'applies' }]);
		const desktop = { ...visitor.subject, attributes: { device: { type: 'desktop' } } };
		const [told] = decide(release([experience('x', { pages })]), { ...visitor, subject: desktop }, { url }, now, {
			explain: true,
		});
		expect(told).toMatchObject({ reason: 'visit', variantId: null, says: 'It is not for such a visit.' });
		expect(told?.steps?.map(({ check, holds }) => [check, holds])).toEqual([
			['page', true],
			['visit', false],
		]);
		expect(told?.steps?.at(-1)?.explanation).toMatchObject({ matches: false });
	});

	test('may ask for the time of day where its schedule is read', () => {
		const morning = { include: [], condition: { 'time.hour': { $lt: 12 } } };
		const inZone = (timeZone: string) => decideAll([experience('x', { pages: morning, schedule: { timeZone } })]);
		expect(inZone('America/New_York')).toMatchObject([{ reason: 'applies', until: now + 15 * 60_000 }]);
		expect(inZone('Europe/Berlin')).toMatchObject([{ reason: 'visit', until: now + 15 * 60_000 }]);
	});
});

describe('code that asks on no page', () => {
	test('gets what is for every page, and nothing else', () => {
		const some = [experience('every'), experience('home', { pages: { include: ['/'] } })];
		expect(decideAll(some, {}, null)).toMatchObject([{ reason: 'applies' }, { reason: 'page' }]);
	});
});

describe('exclusive groups', () => {
	test('share no visitor among experiences whose parts do not overlap', () => {
		const pair = [experience('x', { namespace: ['g', 0, 0.4] }), experience('y', { namespace: ['g', 0.4, 1] })];
		for (const id of ids.slice(0, 300)) {
			const decided = decideAll(pair, { id });
			expect(decided.map(({ variantId }) => variantId !== null)).toEqual([
				inNamespace(id, ['g', 0, 0.4]),
				inNamespace(id, ['g', 0.4, 1]),
			]);
			expect(decided.filter(({ reason }) => reason === 'namespace')).toHaveLength(1);
		}
	});

	test('work for personalisation too, for visitors with an identifier', () => {
		const one = experience('x', { kind: 'personalization', namespace: ['g', 0, 1] });
		expect(variantsOf([one])).toEqual(['a']);
		expect(decideAll([one], { id: null })).toMatchObject([{ reason: 'no-identifier' }]);
	});
});

describe('who is held out', () => {
	test('sees nothing and is told apart, in the share that is asked for, of an experiment and of personalisation', () => {
		for (const kind of ['experiment', 'personalization']) {
			const some = [experience('x', { kind, holdout: 0.2 })];
			const held = ids.filter((id) => variantsOf(some, { id })[0] === 'holdout');
			expect(held).toEqual(ids.filter((id) => (hash('x:holdout', id, 2) ?? 1) < 0.2));
			expect(held.length / ids.length).toBeCloseTo(0.2, 1);
			expect(decideAll(some, { id: held[0] ?? '' })).toMatchObject([{ reason: 'holdout', edits: [], values: {} }]);
		}
	});

	test('is who would have had a variant, and nobody else', () => {
		const some = [experience('x', { holdout: 1, coverage: 0.3 })];
		const takesPart = ids.filter((id) => variantsOf([experience('x', { coverage: 0.3 })], { id })[0] !== null);
		expect(ids.filter((id) => variantsOf(some, { id })[0] === 'holdout')).toEqual(takesPart);
		expect(decideAll([experience('x', { holdout: 1, audience: { id: 'nobody' } })])).toMatchObject([
			{ reason: 'audience', variantId: null },
		]);
	});

	test('of the whole site is held out of everything', () => {
		const compiled = release([experience('x'), experience('y', { kind: 'personalization' })], {
			holdout: { share: 0.1, seed: 'all' },
		});
		const held = ids.filter((id) => {
			const decided = decide(compiled, { ...visitor, id }, { url }, now).map(({ reason }) => reason);
			expect(new Set(decided).size).toBe(1);
			return decided[0] === 'holdout';
		});
		expect(held).toEqual(ids.filter((id) => (hash('all', id, 2) ?? 1) < 0.1));
	});
});

describe('whoever has seen a variant keeps it', () => {
	const changes = [{ coverage: 0 }, { holdout: 1 }, { namespace: ['g', 0, 0.0001] }, { seed: 'other' }];

	test.each(changes)('when the experiment changes to %j', (change) => {
		for (const seen of ['a', 'b'])
			expect(variantsOf([experience('x', change)], { assignments: { x: seen } })).toEqual([seen]);
	});

	test('also one who has no identifier of their own here, and also of a bandit', () => {
		expect(variantsOf([experience('x')], { id: null, assignments: { x: 'b' } })).toEqual(['b']);
		expect(variantsOf([experience('x', { kind: 'bandit' })], { assignments: { x: 'b' } })).toEqual(['b']);
	});

	test('but not where the person decides and not chance', () => {
		expect(variantsOf([experience('x', { kind: 'personalization' })], { assignments: { x: 'b' } })).toEqual(['a']);
	});

	test('and a name out of the language’s own objects is nobody’s', () => {
		expect(variantsOf([experience('constructor', { coverage: 0 })], { assignments: {} })).toEqual([null]);
	});
});

describe('a bandit', () => {
	const bandit = experience('x', { kind: 'bandit' });

	test('begins with equal shares, whatever weights stand in its variants, and follows what it has learned', () => {
		const shareOfB = (compiled: ReturnType<typeof release>) =>
			ids.filter((id) => decide(compiled, { ...visitor, id }, { url }, now)[0]?.variantId === 'b').length / ids.length;
		const unequal = { ...bandit, variants: bandit.variants.map((one, index) => ({ ...one, weight: index })) };
		const begun = release([unequal]);
		expect(shareOfB(begun)).toBeCloseTo(0.5, 1);
		expect(shareOfB(withWeights(begun, { x: { a: 0.1, b: 0.9 } }))).toBeCloseTo(0.9, 1);
		expect(shareOfB(withWeights(begun, { x: { a: 1, gone: 0 } }))).toBe(0);
		expect(shareOfB(withWeights(begun, { x: { gone: 1 } }))).toBeCloseTo(0.5, 1);
		expect(shareOfB(withWeights(begun, { other: { a: 1, b: 0 } }))).toBeCloseTo(0.5, 1);
	});

	test('lends what it has learned to no experiment', () => {
		const both = release([bandit, experience('y')]);
		const learned = withWeights(both, { x: { a: 1, b: 0 }, y: { a: 1, b: 0 } });
		for (const id of ids.slice(0, 50)) {
			const of = (compiled: typeof both) => decide(compiled, { ...visitor, id }, { url }, now)[1]?.variantId;
			expect(of(learned)).toBe(of(both));
		}
	});
});

describe('prerequisites', () => {
	const nav = experience('nav', { pages: { include: ['/elsewhere'] } });
	const needs = (variantIds: string[], changes: object = {}) =>
		experience('x', { prerequisites: [{ experienceId: 'nav', variantIds }], ...changes });

	test('hold for who has the variant, also where that experience is for another page', () => {
		for (const id of ids.slice(0, 100)) {
			const has = (hash('nav', id, 2) ?? 0) < 0.5 ? 'a' : 'b';
			const [, decided] = decideAll([nav, needs(['b'])], { id });
			expect(decided?.reason).toBe(has === 'b' ? 'applies' : 'prerequisite');
		}
	});

	test('say what is missing', () => {
		const says = (...all: Experience[]) => decideAll(all, { assignments: { nav: 'a' } }).at(-1)?.says;
		expect(says(nav, needs(['b']))).toBe('It needs another variant of “nav” than “A”, which the visitor has.');
		expect(says(needs(['a']))).toBe('It needs a variant of “nav”, and the visitor has none.');
		const over = { ...nav, schedule: { from: null, until: '2026-01-01T00:00:00Z' } };
		expect(says(over, needs(['a']))).toBe('It needs a variant of “nav”, and the visitor has none.');
	});

	test('are not met by being held out, and stand until the other’s audience may change', () => {
		const held = experience('nav', { holdout: 1 });
		expect(decideAll([held, needs(['a', 'b'])])[1]).toMatchObject({ reason: 'prerequisite' });
		const later = { ...nav, schedule: { from: '2026-11-28T13:00:00Z', until: null } };
		expect(decideAll([later, needs(['a', 'b'])])[1]).toMatchObject({ until: now + 3_600_000 });
	});

	test('in a circle never hold, and end', () => {
		const circle = experience('nav', { prerequisites: [{ experienceId: 'x', variantIds: ['a', 'b'] }] });
		expect(decideAll([circle, needs(['a', 'b'])]).map(({ reason }) => reason)).toEqual([
			'prerequisite',
			'prerequisite',
		]);
	});
});

describe('two experiences that change the same thing', () => {
	const edits = [{ id: 'e', kind: 'text', selector: 'h1', value: 'x' }];
	const changing = (id: string, changes: object = {}) =>
		experience(id, { kind: 'personalization', variants: [{ id: 'v', name: 'V', weight: 1, edits }], ...changes });

	test('do not both: the first that applies does, and the other says why not', () => {
		const [one, other] = decideAll([changing('one'), changing('other')]);
		expect([one?.reason, other?.reason, other?.variantId]).toEqual(['applies', 'conflict', null]);
		expect(other?.says).toBe('“one” goes first, and both change the element h1.');
		expect(decideAll([changing('one', { audience: { id: 'nobody' } }), changing('other')])).toMatchObject([
			{ reason: 'audience' },
			{ reason: 'applies' },
		]);
	});

	test('of which the first’s variant leaves it alone both apply, but where chance gave it', () => {
		const control = { id: 'c', name: 'C', audience: null, edits: [] };
		const first = (kind: string, weight = 1) =>
			changing('one', {
				kind,
				variants: [
					{ ...control, weight },
					{ id: 'v', name: 'V', weight: 1 - weight, edits },
				],
			});
		const variants = (kind: string) => decideAll([first(kind), changing('other')]).map(({ variantId }) => variantId);
		expect(variants('personalization')).toEqual(['c', 'v']);
		expect(variants('experiment')).toEqual(['c', null]);
	});

	test('of which the first holds the visitor out: the other keeps away, so that the comparison is of nothing', () => {
		expect(decideAll([changing('one', { holdout: 1 }), changing('other')])).toMatchObject([
			{ reason: 'holdout' },
			{ reason: 'conflict' },
		]);
	});

	test('are shown as a preview asks', () => {
		const both = [changing('one'), changing('other')];
		expect(decideAll(both, { forced: { other: 'v' } })).toMatchObject([{ reason: 'conflict' }, { reason: 'forced' }]);
		expect(decideAll(both, { forced: { other: 'v', one: 'v' } })).toMatchObject([
			{ reason: 'forced' },
			{ reason: 'forced' },
		]);
	});

	test('give way to nobody in a release that was published before conflicts were looked for', () => {
		const both = [changing('one'), changing('other')];
		const old = compileRelease({ siteId: 'shop', number: 1, publishedAt: '', experiences: both });
		expect(decide(old, visitor, { url }, now).map(({ reason }) => reason)).toEqual(['applies', 'applies']);
	});
});

test('what is decided is the same whether or not it is explained, and ends with the step that decided', () => {
	const some = [
		experience('nav', { holdout: 0.3, coverage: 0.7 }),
		experience('x', { prerequisites: [{ experienceId: 'nav', variantIds: ['a'] }], namespace: ['g', 0, 0.6] }),
		experience('y', { kind: 'personalization', audience: { 'device.type': 'mobile' }, pages: { include: ['/'] } }),
	];
	const compiled = release(some);
	for (const id of ids.slice(0, 200)) {
		const plain = decide(compiled, { ...visitor, id }, { url }, now);
		const told = decide(compiled, { ...visitor, id }, { url }, now, { explain: true });
		expect(told.map(({ steps: _, ...rest }) => rest)).toEqual(plain);
		for (const { steps, reason, says } of told) expect(steps?.at(-1)).toMatchObject({ check: reason, says });
	}
});
