import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { decideCases, decidedIn } from '../../core/experience/read-cases.ts';
import { hash } from '../../core/hash/index.ts';
import type { Release } from '../../core/release/types.ts';
import { teachBandits } from '../results/index.ts';
import { type Call, callAs } from '../testing/sign-in.ts';
import {
	addSegment,
	call,
	newVisitor,
	openWorkspace,
	secretKey,
	send,
	siteHost,
	track,
	writeKey,
} from '../testing/workspace.ts';
import { existingExperience } from './existing.ts';
import { teachBandit } from './learned-weights.ts';

const url = `https://${siteHost}/`;

let api: Call;

beforeEach(async () => {
	await openWorkspace();
	api = await callAs('owner');
});

function experience(id: string, changes: object = {}): object {
	const variants = ['a', 'b'].map((name) => ({
		...{ id: name, name: name.toUpperCase(), weight: 0.5, values: { [id]: name } },
		edits: [{ id: 'e', kind: 'text', selector: `#${id}`, value: name }],
	}));
	return { id, name: id, kind: 'experiment', status: 'live', variants, ...changes };
}

async function publish(...experiences: object[]): Promise<Release> {
	for (const one of experiences) {
		const { id } = one as { id: string };
		const known = await api('GET', `/experiences/${id}`);
		const { updatedAt } = known.body as { updatedAt?: string };
		const saved =
			known.status === 200
				? await api('PUT', `/experiences/${id}`, { ...one, updatedAt })
				: await api('POST', '/sites/shop/experiences', one);
		expect(saved.status).toBeLessThan(300);
	}
	const { status, body } = await api('POST', '/sites/shop/releases');
	expect(status).toBe(201);
	return body as Release;
}

interface Told {
	readonly release: number;
	readonly decisions: readonly { experienceId: string; variantId: string; values?: Record<string, unknown> }[];
}

async function ask(body: object, key = writeKey): Promise<Told> {
	const response = await call('https://own.example/v1/decide', {
		method: 'POST',
		body: JSON.stringify({ writeKey: key, url, ...body }),
	});
	expect(response.status).toBe(200);
	return response.json();
}

async function variantOf(body: object, experienceId = 'x', key = writeKey): Promise<string | null> {
	const { decisions } = await ask(body, key);
	return decisions.find((one) => one.experienceId === experienceId)?.variantId ?? null;
}

function seen(anonymousId: string, variantId: string, experienceId = 'x') {
	return track(anonymousId, 'Experience Viewed', { properties: { experienceId, variantId, release: 1 } });
}

/** A visitor to whom chance gives this variant of an experiment of this seed. */
function visitorOf(variant: 'a' | 'b', seed = 'x', shard = 3): string {
	for (;;) {
		const id = newVisitor(shard);
		if ((hash(seed, id, 2) ?? 0) < 0.5 === (variant === 'a')) return id;
	}
}

test.each(decideCases())('decides the same here as everywhere: $name', (one) => {
	const decided = Object.keys(one.ids).map((id) => [id, decidedIn(one, id)]);
	expect(Object.fromEntries(decided)).toEqual(one.ids);
});

describe('whoever has seen a variant', () => {
	const onlyB = { variants: [0, 1].map((weight) => ({ id: weight ? 'b' : 'a', name: 'V', weight })) };

	test('keeps it when weights change, and who has not seen it is moved', async () => {
		await publish(experience('x'));
		const [exposed, decided] = [visitorOf('a'), visitorOf('a')];
		await send([seen(exposed, 'a'), track(decided, 'Seen')]);
		expect(await variantOf({ anonymousId: exposed })).toBe('a');
		await publish(experience('x', onlyB));
		expect(await variantOf({ anonymousId: exposed })).toBe('a');
		expect(await variantOf({ anonymousId: decided })).toBe('b');
	});

	test('keeps it on a second device after log-in, whatever chance says of that device', async () => {
		await publish(experience('x'));
		const [phone, laptop] = [visitorOf('a', 'x', 1), visitorOf('b', 'x', 2)];
		await send([seen(phone, 'a'), track(laptop, 'Seen')]);
		await send([track(phone, 'Signed In', { userId: 'u-1' })], { key: secretKey });
		expect(await variantOf({ anonymousId: laptop })).toBe('b');
		await send([track(laptop, 'Signed In', { userId: 'u-1' })], { key: secretKey });
		expect(await variantOf({ anonymousId: laptop })).toBe('a');
		expect(await variantOf({ userId: 'u-1' }, 'x', secretKey)).toBe('a');
	});

	test('keeps the one seen first, in whatever order exposures arrive, and bad ones count for nothing', async () => {
		await publish(experience('x', onlyB));
		const visitor = newVisitor();
		const at = (variantId: string, msAgo: number) => ({
			...seen(visitor, variantId),
			timestamp: new Date(Date.now() - msAgo).toISOString(),
		});
		await send([at('b', 1_000), { ...at('b', 9_000), properties: { experienceId: 'x', variantId: 7 } }]);
		await send([at('a', 5_000), at('b', 2_000)]);
		expect(await variantOf({ anonymousId: visitor })).toBe('a');
	});

	test('cannot make anybody remember more than a hundred experiences', async () => {
		await publish(experience('x', onlyB));
		const visitor = newVisitor();
		const old = { ...seen(visitor, 'a'), timestamp: new Date(Date.now() - 60_000).toISOString() };
		await send([old]);
		for (let batch = 0; batch < 3; batch++)
			await send(Array.from({ length: 40 }, (_, index) => seen(visitor, 'a', `made-up-${batch}-${index}`)));
		expect(await variantOf({ anonymousId: visitor })).toBe('b');
	});
});

describe('servers', () => {
	test('may say who somebody is and what they are like; with the public key neither is believed', async () => {
		await publish(experience('x', { kind: 'personalization', audience: { 'traits.plan': 'gold' } }));
		expect(await variantOf({ attributes: { traits: { plan: 'gold' } } }, 'x', secretKey)).toBe('a');
		expect(await variantOf({}, 'x', secretKey)).toBe(null);
		for (const body of [{ attributes: { traits: { plan: 'gold' } } }, { userId: 'u-1' }]) {
			const refused = await call('https://own.example/v1/decide', {
				method: 'POST',
				body: JSON.stringify({ writeKey, url, ...body }),
			});
			expect(refused.status).toBe(403);
			expect(await refused.json()).toMatchObject({
				error: { code: 'secret-key-required', path: Object.keys(body)[0] },
			});
		}
	});

	test('are told nothing of a userId that only a browser has claimed', async () => {
		await publish(experience('x', { kind: 'personalization', audience: { 'traits.plan': 'gold' } }));
		const browser = newVisitor();
		await send([{ ...track(browser, 'x'), type: 'identify', userId: 'u-9', traits: { plan: 'gold' } }]);
		expect(await variantOf({ anonymousId: browser })).toBe('a');
		expect(await variantOf({ userId: 'u-9' }, 'x', secretKey)).toBe(null);
	});

	test('may ask on no page, and get values', async () => {
		await publish(experience('x', { kind: 'personalization' }), experience('home', { pages: { include: ['/'] } }));
		const { decisions } = await ask({ url: null }, secretKey);
		expect(decisions).toMatchObject([{ experienceId: 'x', variantId: 'a', values: { x: 'a' } }]);
	});
});

test('a page that only the tag is on is changed by no cookie: publishing says so', async () => {
	await api('POST', '/sites', { id: 'tagged', name: 'Tagged', hostnames: ['tagged.example'], allowedOrigins: [] });
	const draft = experience('seen', { pages: { include: [], exclude: [], condition: { 'cookie.seen': '1' } } });
	expect(await api('POST', '/sites/tagged/experiences', draft)).toMatchObject({ status: 201 });
	const { status, body } = await api('POST', '/sites/tagged/releases');
	expect(status).toBe(422);
	const path = 'pages.condition.cookie.seen';
	expect(body).toMatchObject({
		error: { problems: [{ path, message: expect.stringContaining('the tag sends none') }] },
	});
});

test('the visit’s cookies, device and campaign decide', async () => {
	const condition = { 'cookie.seen': '1', 'device.type': 'mobile', 'utm.source': 'letter' };
	await publish(experience('x', { kind: 'personalization', pages: { condition } }));
	const of = async (cookie: string, userAgent: string, query: string) => {
		const response = await call('https://own.example/v1/decide', {
			method: 'POST',
			headers: { cookie, 'user-agent': userAgent },
			body: JSON.stringify({ writeKey, url: `${url}?utm_source=${query}` }),
		});
		return (await response.json<Told>()).decisions.length;
	};
	const phone =
		'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile/15E148 Safari/604.1';
	expect(await of('a=b; seen=1; seen=2', phone, 'letter')).toBe(1);
	expect(await of('seen=2', phone, 'letter')).toBe(0);
	expect(await of('seen=1', 'curl/8', 'letter')).toBe(0);
	expect(await of('seen=1', phone, 'ad')).toBe(0);
});

describe('publishing', () => {
	test('names who gives way to whom, and the page has one of the two', async () => {
		const edits = [{ id: 'e', kind: 'text', selector: 'h1', value: 'x' }];
		const pages = { include: ['/'] };
		const one = { kind: 'personalization', pages, variants: [{ id: 'v', name: 'V', edits }] };
		const release = await publish(
			experience('second', { ...one, priority: 2 }),
			experience('first', { ...one, priority: 1 }),
			experience('third', { ...one, priority: 3, pages: { include: ['/elsewhere'] } }),
		);
		expect(release.conflicts).toEqual([{ first: 'first', second: 'second', over: ['h1'] }]);
		expect((await ask({})).decisions.map(({ experienceId }) => experienceId)).toEqual(['first']);
	});

	test('takes the site’s holdout along, and who is held out is told so', async () => {
		expect(await api('GET', '/sites/shop/holdout')).toMatchObject({ body: { share: 0 } });
		expect(await api('PUT', '/sites/shop/holdout', { share: 2 })).toMatchObject({ status: 400 });
		expect(await api('PUT', '/sites/shop/holdout', { share: 1 })).toMatchObject({ status: 200 });
		const release = await publish(experience('x'));
		expect(release.holdout).toMatchObject({ share: 1 });
		expect(await ask({ anonymousId: newVisitor() })).toMatchObject({
			decisions: [{ experienceId: 'x', variantId: 'holdout', edits: [] }],
		});
	});

	test('serves releases and drafts from before all this', async () => {
		const old = {
			...{ id: 'old', siteId: 'shop', name: 'Old', kind: 'personalization', status: 'live', audience: null },
			...{ pages: { include: ['/'], exclude: [] }, schedule: { from: null, until: null } },
			...{ coverage: 1, seed: '', priority: 0 },
			variants: [{ id: 'v', name: 'V', weight: 1, audience: null, edits: [] }],
		};
		await env.DB.batch([
			env.DB.prepare('INSERT INTO experiences VALUES (?, ?, ?, 0, 0)').bind('old', 'shop', JSON.stringify(old)),
			env.DB.prepare("INSERT INTO releases VALUES ('shop', 1, ?, 0, 'somebody')").bind(
				JSON.stringify({ siteId: 'shop', number: 1, publishedAt: '2026-01-01T00:00:00Z', experiences: [old] }),
			),
		]);
		expect(await api('POST', '/sites/shop/releases/1/activate')).toMatchObject({ status: 204 });
		expect(await variantOf({}, 'old')).toBe('v');
		expect((await publish()).experiences).toMatchObject([{ id: 'old', holdout: 0 }]);
		expect(await variantOf({}, 'old')).toBe('v');
	});
});

describe('a bandit', () => {
	test('shows from now on what it has learned, and who has seen a variant keeps it', async () => {
		await api('POST', '/goals', { id: 'orders', name: 'Orders', kind: 'conversion', event: 'Order Completed' });
		await publish(experience('x', { kind: 'bandit', bandit: { goalId: 'orders', floor: 0 } }));
		const [exposed, other] = [visitorOf('a'), visitorOf('a')];
		await send([seen(exposed, 'a'), track(other, 'Seen')]);
		expect(await variantOf({ anonymousId: other })).toBe('a');
		const bandit = await existingExperience(env, 'x');
		const arms = [
			{ id: 'a', n: 10_000, sum: 10 },
			{ id: 'b', n: 10_000, sum: 5_000 },
		];
		expect(await teachBandit(env, bandit, arms, Math.random, Date.now())).toEqual({ a: 0, b: 1 });
		expect(await variantOf({ anonymousId: other })).toBe('b');
		expect(await variantOf({ anonymousId: exposed })).toBe('a');
	});
});

test.each([
	['orders', { kind: 'conversion' }, 'b'],
	['complaints', { kind: 'conversion', lessIsBetter: true }, 'a'],
	['revenue', { kind: 'sum', value: 'properties.total' }, 'b'],
])('a bandit learns from what people did who saw its variants, of a goal such as %s', async (id, goal, best) => {
	await api('POST', '/goals', { id, name: id, event: 'Order Completed', ...goal });
	await publish(experience('x', { kind: 'bandit', bandit: { goalId: id, floor: 0.1 } }));
	for (const variant of ['a', 'b'] as const) {
		const people = Array.from({ length: 40 }, (_, index) => newVisitor(index % 16));
		await send(people.map((person) => seen(person, variant)));
		const buyers = people.slice(0, variant === 'b' ? 36 : 4);
		await send(
			buyers.map((person, index) => track(person, 'Order Completed', { properties: { total: 20 + (index % 5) } })),
		);
	}
	await teachBandits(env, Date.now());
	const { results } = await env.DB.prepare('SELECT weights FROM bandits').all<{ weights: string }>();
	expect(JSON.parse(results[0]?.weights ?? '{}')).toEqual({ [best]: 0.9, [best === 'a' ? 'b' : 'a']: 0.1 });
});

test('the goal of a live bandit is not deleted', async () => {
	await api('POST', '/goals', { id: 'orders', name: 'Orders', kind: 'conversion', event: 'Order Completed' });
	await publish(experience('x', { kind: 'bandit', bandit: { goalId: 'orders', floor: 0 } }));
	expect(await api('DELETE', '/goals/orders')).toMatchObject({
		status: 409,
		body: { error: { code: 'goal-in-use', message: 'The goal judges the experience “x”.' } },
	});
});

describe('explaining', () => {
	interface Explained {
		readonly decisions: readonly {
			readonly experienceId: string;
			readonly reason: string;
			readonly variantId: string | null;
			readonly steps?: readonly { check: string; holds: boolean; says: string; explanation?: { says: string } }[];
		}[];
	}
	const explain = async (question: object) => {
		const { status, body } = await api('POST', '/sites/shop/explain', { url, ...question });
		expect(status).toBe(200);
		return (body as Explained).decisions;
	};

	test('tells every check, with what conditions saw, for a person, segments, a device, a cookie and a moment', async () => {
		await addSegment('vip', { 'traits.plan': 'gold' });
		await publish(
			experience('x', {
				...{ kind: 'personalization', audience: { $segment: 'vip' }, schedule: { from: '2030-01-01T00:00:00Z' } },
				pages: { condition: { 'device.type': 'mobile', 'cookie.seen': '1' } },
			}),
		);
		const attributes = { device: { type: 'mobile' }, cookie: { seen: '1' } };
		const [early] = await explain({ attributes, segments: ['vip'] });
		expect(early).toMatchObject({ reason: 'schedule', variantId: null });
		const at = '2030-01-01T00:00:00Z';
		expect(await explain({ attributes, segments: ['vip'], at })).toMatchObject([{ reason: 'applies', variantId: 'a' }]);
		expect(await explain({ attributes, segments: [], at })).toMatchObject([{ reason: 'audience' }]);
		const [desktop] = await explain({
			attributes: { ...attributes, device: { type: 'desktop' } },
			segments: ['vip'],
			at,
		});
		expect(desktop?.steps?.map(({ check, holds }) => [check, holds])).toEqual([
			['page', true],
			['visit', false],
		]);
		expect(JSON.stringify(desktop?.steps?.[1]?.explanation)).toContain('desktop');
	});

	test('decides with the drafts where it is asked to, and by what is live where not', async () => {
		await publish(experience('x', { kind: 'personalization' }));
		const { updatedAt } = await existingExperience(env, 'x');
		await api(
			'PUT',
			'/experiences/x',
			experience('x', { kind: 'personalization', audience: { 'traits.x': 1 }, updatedAt } as object),
		);
		expect(await explain({})).toMatchObject([{ reason: 'applies' }]);
		expect(await explain({ drafts: true })).toMatchObject([{ reason: 'audience' }]);
	});

	test('tells of a release from before clashes were looked for what its pages show', async () => {
		const edits = [{ id: 'e', kind: 'text', selector: 'h1', value: 'x' }];
		const both = ['one', 'two'].map((id) => ({
			...{
				id,
				siteId: 'shop',
				name: id,
				kind: 'personalization',
				status: 'live',
				audience: null,
				coverage: 1,
				seed: '',
			},
			...{ pages: { include: ['/'], exclude: [] }, schedule: { from: null, until: null }, priority: 0 },
			variants: [{ id: 'v', name: 'V', weight: 1, audience: null, edits }],
		}));
		const body = JSON.stringify({ siteId: 'shop', number: 1, publishedAt: '2026-01-01T00:00:00Z', experiences: both });
		await env.DB.prepare("INSERT INTO releases VALUES ('shop', 1, ?, 0, 'somebody')").bind(body).run();
		await api('POST', '/sites/shop/releases/1/activate');
		await api('POST', '/sites/shop/experiences', { ...both[0], id: 'three', status: 'draft', priority: 9 });
		expect((await ask({})).decisions).toHaveLength(2);
		expect((await explain({})).map(({ experienceId, reason }) => `${experienceId} ${reason}`)).toEqual([
			...['one applies', 'two applies', 'three conflict'],
		]);
	});

	test('does not take a teammate’s own cookies for the visitor’s', async () => {
		await publish(experience('x', { kind: 'personalization', pages: { condition: { cookie: { $exists: true } } } }));
		const [one] = await explain({});
		expect(JSON.stringify(one)).not.toContain('session');
	});
});

describe('a preview', () => {
	const preview = async (wish: object) => {
		const { status, body } = await api('POST', '/sites/shop/preview', { url, ...wish });
		expect(status).toBe(200);
		return (body as { url: string }).url;
	};

	test('shows what a person sees, what segments see and what a moment shows, where only the tag is on the page too', async () => {
		await addSegment('vip', { 'traits.plan': 'gold' });
		const vips = { kind: 'personalization', audience: { $segment: 'vip' } };
		await publish(
			experience('x', vips),
			experience('later', { kind: 'personalization', schedule: { from: '2030-01-01' } }),
		);
		const person = newVisitor();
		await send([{ ...track(person, 'x'), type: 'identify', traits: { plan: 'gold' } }]);
		const shown = async (wish: object) => {
			const { decisions } = await ask({ url: await preview(wish), anonymousId: newVisitor() });
			// The tag says on the page that it is a preview, whatever it shows.
			expect(decisions.at(-1)).toMatchObject({
				experienceId: 'ew-preview',
				edits: [{ kind: 'insert' }, { kind: 'style' }],
			});
			return decisions.slice(0, -1).map(({ experienceId, variantId }) => `${experienceId} ${variantId}`);
		};
		expect(await shown({})).toEqual([]);
		expect(await shown({ profileId: person })).toEqual(['x a']);
		expect(await shown({ profileId: person, segments: [] })).toEqual([]);
		expect(await shown({ segments: ['vip'] })).toEqual(['x a']);
		expect(await shown({ at: '2030-01-01T00:00:00Z' })).toEqual(['later a']);
		expect(await shown({ forced: { x: 'b' } })).toEqual(['x b']);
		expect(await shown({ forced: { x: 'b' }, original: true })).toEqual([]);
	});

	test('does not tell the person’s id to whoever has the address', async () => {
		const person = newVisitor();
		const address = await preview({ profileId: person });
		const payload = new URL(address).searchParams.get('_ew_preview')?.split('.')[0] ?? '';
		expect(atob(payload.replaceAll('-', '+').replaceAll('_', '/'))).not.toContain(person);
	});

	test('holds for as many hours as were asked for, and a week at most', async () => {
		await publish(experience('x', { kind: 'personalization', audience: { 'traits.x': 1 } }));
		const address = await preview({ forced: { x: 'a' }, hours: 48 });
		vi.useFakeTimers({ now: Date.now() + 47 * 3_600_000, toFake: ['Date'] });
		expect((await ask({ url: address })).decisions.map(({ variantId }) => variantId)).toEqual(['a', 'ew-preview']);
		vi.setSystemTime(Date.now() + 2 * 3_600_000);
		expect((await ask({ url: address })).decisions).toHaveLength(0);
		vi.useRealTimers();
		expect(await api('POST', '/sites/shop/preview', { url, hours: 500 })).toMatchObject({ status: 400 });
	});
});
