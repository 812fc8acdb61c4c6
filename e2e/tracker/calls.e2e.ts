import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Tracker } from '../../tracker/types.ts';
import { complaints } from '../people.ts';
import { context, type site as Site, site } from './each-test.ts';

const names = () => site.events().map(({ type, event }) => event ?? type);

async function open(): Promise<Page> {
	const page = await context.newPage();
	await page.goto(`${site.url}/acts`);
	await page.waitForSelector('[data-ready]', { state: 'attached' });
	return page;
}

/** A page whose tag has not come yet; the function lets it come. */
async function openEarly(): Promise<{ page: Page; letCome: () => Promise<void> }> {
	const page = await context.newPage();
	let letCome = () => {};
	const mayCome = new Promise<void>((resolve) => {
		letCome = resolve;
	});
	await page.route('**/ew.js', async (route) => {
		await mayCome;
		await route.continue();
	});
	await page.goto(`${site.url}/acts`, { waitUntil: 'commit' });
	await page.waitForSelector('#slow');
	return {
		page,
		async letCome() {
			letCome();
			await page.waitForSelector('[data-ready]', { state: 'attached' });
		},
	};
}

describe('what is called before the tag has come', () => {
	test('is kept in its order, and every call is answered', async () => {
		const { page, letCome } = await openEarly();
		await page.evaluate(() => {
			const edgewise: Tracker = Reflect.get(window, 'edgewise');
			const heard: string[] = [];
			edgewise.on('track', (event) => heard.push(`heard ${Object(event).event}`));
			const answers = [
				edgewise.track('First', { step: 1 }, (event: { event?: unknown }) => heard.push(`called back ${event.event}`)),
				edgewise.identify('ada', { plan: 'pro' }),
				edgewise.track('Second', { step: 2 }),
				edgewise.ready(() => void heard.push('ready')),
				edgewise.user(),
				edgewise.consent(),
				edgewise.flush(),
			];
			Reflect.set(window, 'kept', { heard, answers });
		});
		await letCome();
		const answers = await page.evaluate(async () => {
			const [first, ada, second, ready, user, consent] = await Promise.all(Reflect.get(window, 'kept').answers);
			const id = user.id();
			return [Object(first).event, Object(ada).userId, Object(second).event, ready, id, consent];
		});
		const consent = { analytics: true, personalization: true };
		expect(answers).toEqual(['First', 'ada', 'Second', undefined, 'ada', consent]);
		expect(await page.evaluate(() => Reflect.get(window, 'kept').heard)).toEqual([
			'heard First',
			'called back First',
			'heard Second',
			'ready',
		]);
		await site.until(() => names().includes('Second'));
		expect(names()).toEqual(['page', 'First', 'identify', 'Second']);
		expect(site.events().map(({ userId }) => userId)).toEqual([undefined, undefined, 'ada', 'ada']);
	});

	test('may be handed on by a promise', async () => {
		const { page, letCome } = await openEarly();
		await page.evaluate(async () => {
			const edgewise: Tracker = await Promise.resolve(Reflect.get(window, 'edgewise'));
			void edgewise.track('Handed on');
		});
		await letCome();
		await page.evaluate(async () => {
			const edgewise: Tracker = await Promise.resolve(Reflect.get(window, 'edgewise'));
			void edgewise.track('Handed on later');
		});
		await site.until(() => names().includes('Handed on later'));
		expect(names()).toContain('Handed on');
	});

	test('is answered without an event where there is no consent to keep it', async () => {
		site.pages.attributes = 'data-consent="required"';
		const { page, letCome } = await openEarly();
		await page.evaluate(() => {
			const edgewise: Tracker = Reflect.get(window, 'edgewise');
			Reflect.set(
				window,
				'kept',
				edgewise.track('Unheard').then((event) => `${event}`),
			);
		});
		await letCome();
		expect(await page.evaluate(() => Reflect.get(window, 'kept'))).toBe('undefined');
		expect(site.requests).toEqual([]);
	});

	test('and whoever holds on to the queue goes on with the tag', async () => {
		const { page, letCome } = await openEarly();
		await page.evaluate(() => {
			const edgewise: Tracker = Reflect.get(window, 'edgewise');
			Reflect.set(window, 'kept', { track: edgewise.track, edgewise });
		});
		await letCome();
		await page.evaluate(() => {
			const { track, edgewise } = Reflect.get(window, 'kept');
			void track('By its function');
			void edgewise.track('By the queue');
		});
		await site.until(() => names().includes('By the queue'));
		expect(names()).toEqual(['page', 'By its function', 'By the queue']);
	});

	test('is called once, though the page has the tag twice', async () => {
		const { page, letCome } = await openEarly();
		await page.evaluate(() => void Reflect.get(window, 'edgewise').track('Once'));
		await letCome();
		await page.evaluate(
			(src) =>
				new Promise((resolve) => {
					const again = Object.assign(document.createElement('script'), { src, onload: resolve });
					again.dataset.key = 'wk';
					document.head.append(again);
				}),
			`${site.edge}/_ew/ew.js?again`,
		);
		await page.evaluate(() => Reflect.get(window, 'edgewise').track('Last'));
		await site.until(() => names().includes('Last'));
		expect(names().filter((name) => name === 'Once')).toHaveLength(1);
	});
});

type Sent = ReturnType<(typeof Site)['events']>[number];

/** Calls as pages for analytics.js make them, and what of each goes over the wire. */
const forms: readonly [call: string, make: (edgewise: Tracker) => unknown, sent: object][] = [
	['track(event)', (e) => e.track('A'), { type: 'track', event: 'A', properties: {} }],
	['track(event, properties)', (e) => e.track('A', { n: 1 }), { event: 'A', properties: { n: 1 } }],
	[
		'track(event, properties, options, callback)',
		(e) => e.track('A', { n: 1 }, { timestamp: '2026-01-02T03:04:05.000Z', context: { app: { name: 'x' } } }, () => {}),
		{ timestamp: '2026-01-02T03:04:05.000Z', context: expect.objectContaining({ app: { name: 'x' } }) },
	],
	['track(event, callback)', (e) => e.track('A', () => {}), { event: 'A', properties: {} }],
	['page()', (e) => e.page(), { type: 'page', properties: {} }],
	['page(name)', (e) => e.page('Home'), { type: 'page', name: 'Home' }],
	['page(properties)', (e) => e.page({ n: 1 }), { type: 'page', properties: { n: 1 } }],
	['page(category, name)', (e) => e.page('Docs', 'Start'), { category: 'Docs', name: 'Start' }],
	[
		'page(category, name, properties)',
		(e) => e.page('Docs', 'Start', { n: 1 }),
		{ category: 'Docs', name: 'Start', properties: { n: 1 } },
	],
	['identify(userId)', (e) => e.identify('ada'), { type: 'identify', userId: 'ada', traits: {} }],
	['identify(userId, traits)', (e) => e.identify('ada', { n: 1 }), { userId: 'ada', traits: { n: 1 } }],
	['identify(traits)', (e) => e.identify({ n: 1 }), { type: 'identify', traits: { n: 1 } }],
	['group(groupId, traits)', (e) => e.group('acme', { n: 1 }), { type: 'group', groupId: 'acme', traits: { n: 1 } }],
	['alias(userId)', (e) => e.alias('ada'), { type: 'alias', userId: 'ada' }],
	['alias(userId, previousId)', (e) => e.alias('ada', 'old'), { type: 'alias', userId: 'ada', previousId: 'old' }],
];

test.each(forms)('%s sends what analytics.js would', async (_, make, sent) => {
	const page = await open();
	await site.until(() => names().includes('page'));
	const edgewise = await page.evaluateHandle(() => Reflect.get(window, 'edgewise'));
	const answered = await page.evaluate(
		async ([tag, source]) => {
			// The test's own function, made in the page.
			const call: (on: Tracker) => Promise<Sent> = Reflect.apply(new Function(`return ${source}`), null, []);
			return (await call(tag)).messageId;
		},
		[edgewise, String(make)] as const,
	);
	await site.until(() => site.events().some(({ messageId }) => messageId === answered));
	expect(site.events().find(({ messageId }) => messageId === answered)).toMatchObject(sent);
});

describe('the tag', () => {
	test('calls back and resolves when it is ready, also later', async () => {
		const page = await open();
		const order = await page.evaluate(async () => {
			const heard: string[] = [];
			await Reflect.get(window, 'edgewise').ready(() => heard.push('called back'));
			heard.push('resolved');
			return heard;
		});
		expect(order).toEqual(['called back', 'resolved']);
	});

	test('tells those who listen, until they stop; one that throws keeps nothing from the others', async () => {
		const page = await open();
		const heard = complaints(page);
		const told = await page.evaluate(async () => {
			const edgewise: Tracker = Reflect.get(window, 'edgewise');
			const names: string[] = [];
			const one = (event: unknown) => names.push(`one ${Object(event).event}`);
			edgewise.on('track', () => {
				throw new Error('theirs');
			});
			edgewise.on('track', one);
			edgewise.on('track', (event) => names.push(`two ${Object(event).event}`));
			edgewise.on('identify', (event) => names.push(`who ${Object(event).userId}`));
			edgewise.on('consent', (consent) => names.push(JSON.stringify(consent)));
			edgewise.on('reset', () => names.push('reset'));
			await edgewise.track('A');
			edgewise.off('track', one);
			await edgewise.track('B');
			edgewise.off('track');
			await edgewise.track('C');
			await edgewise.identify('ada');
			edgewise.consent({ personalization: false });
			edgewise.reset();
			return names;
		});
		const consent = '{"analytics":true,"personalization":false}';
		expect(told).toEqual(['one A', 'two A', 'two B', 'who ada', consent, 'reset']);
		expect(heard).toEqual([]);
	});

	test('knows who the visitor is, until it is told to forget', async () => {
		const page = await open();
		await site.until(() => names().includes('page'));
		const who = () =>
			page.evaluate(() => {
				const user = Reflect.get(window, 'edgewise').user();
				return { id: user?.id(), anonymousId: user?.anonymousId(), traits: user?.traits() };
			});
		const anonymousId = site.events()[0]?.anonymousId;
		expect(await who()).toEqual({ id: undefined, anonymousId, traits: undefined });
		await page.evaluate(() => Reflect.get(window, 'edgewise').identify('ada', { plan: 'free', seats: 1 }));
		await page.evaluate(() => Reflect.get(window, 'edgewise').identify({ plan: 'pro' }));
		expect(await who()).toEqual({ id: 'ada', anonymousId, traits: { plan: 'pro', seats: 1 } });
		await page.evaluate(() => Reflect.get(window, 'edgewise').reset());
		expect(await who()).toEqual({ id: undefined, anonymousId: null, traits: undefined });
		await site.until(() => site.requests.some(({ body }) => body.id === null));
		await page.evaluate(() => Reflect.get(window, 'edgewise').track('Somebody'));
		await site.until(() => names().includes('Somebody'));
		const somebody = site.events().find(({ event }) => event === 'Somebody');
		expect(somebody?.userId).toBeUndefined();
		expect(somebody?.anonymousId).not.toBe(anonymousId);
		expect(await who()).toMatchObject({ anonymousId: somebody?.anonymousId });
	});

	test('has sent what it can when it is flushed', async () => {
		const page = await open();
		await site.until(() => names().includes('page'));
		await page.evaluate(async () => {
			void Reflect.get(window, 'edgewise').track('Now');
			await Reflect.get(window, 'edgewise').flush();
		});
		expect(names()).toContain('Now');
	});
});
