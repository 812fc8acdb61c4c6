import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, test } from 'vitest';
import { addSegment, newVisitor, openWorkspace, secretKey, send, track } from '../testing/workspace.ts';
import { shardOf } from './index.ts';
import type { ShownVisits } from './show-visits.ts';

const minute = 60_000;
const shop = 'https://shop.example';

beforeEach(async () => {
	await openWorkspace();
});

/** A page view so many minutes ago. */
function page(anonymousId: string, minutesAgo: number, path = '/', referrer?: string): Record<string, unknown> {
	const timestamp = new Date(Date.now() - minutesAgo * minute).toISOString();
	return { type: 'page', anonymousId, timestamp, properties: { url: shop + path, referrer } };
}

async function visitsOf(visitor: string): Promise<ShownVisits | undefined> {
	return (await shardOf(env, visitor).detail(visitor))?.visits;
}

describe('visits', () => {
	test('are told apart by pauses and campaigns, in whatever order their events arrive', async () => {
		const views = (visitor: string) => [
			page(visitor, 300, '/?utm_source=mail&utm_campaign=spring'),
			page(visitor, 290, '/p/tent'),
			page(visitor, 120, '/', 'https://www.google.com/search'),
			page(visitor, 110, '/?gclid=abc'),
			page(visitor, 5, '/p/lamp', `${shop}/`),
		];
		const [ordered, reversed] = [newVisitor(), newVisitor()];
		await send(views(ordered));
		for (const view of views(reversed).reverse()) await send([view]);
		const visits = await visitsOf(ordered);
		expect(visits).toMatchObject({
			sessions: 4,
			lastSession: { pages: 1, landing: `${shop}/p/lamp`, campaign: null },
			firstTouch: { path: '/', utm: { source: 'mail', name: 'spring' }, referrerHost: null },
			lastTouch: { utm: { gclid: 'abc' } },
		});
		expect(await visitsOf(reversed)).toMatchObject({
			sessions: 4,
			lastSession: { pages: 1, landing: `${shop}/p/lamp` },
			firstTouch: { utm: { source: 'mail', name: 'spring' } },
			lastTouch: { utm: { gclid: 'abc' } },
		});
	});

	test('keep a campaign’s words, and not whatever a sender calls a campaign', async () => {
		const visitor = newVisitor();
		const campaign = { source: 'mail', long: 'x'.repeat(5000), deep: { a: 1 }, list: ['b'] };
		await send([{ ...page(visitor, 1), context: { campaign } }]);
		const utm = { source: 'mail', long: 'x'.repeat(200) };
		expect((await visitsOf(visitor))?.firstTouch?.utm).toEqual(utm);
		expect((await visitsOf(visitor))?.lastSession?.campaign).toEqual(utm);
	});

	test('are not what servers tell, unless they tell of pages', async () => {
		const visitor = newVisitor();
		await send([page(visitor, 90)]);
		await send([track(visitor, 'Order Completed')], { key: secretKey });
		expect(await visitsOf(visitor)).toMatchObject({ sessions: 1, lastSession: { events: 1 } });
	});

	test('can be asked for', async () => {
		await addSegment('third visit', { 'visit.sessions': { $gte: 3 } });
		await addSegment('from mail', { 'firstTouch.utm.source': 'mail', 'lastTouch.referrerHost': 'google.com' });
		await addSegment('landed on a tent', { 'session.landing': { $regex: '/p/tent' } });
		const visitor = newVisitor();
		const segments = async () =>
			(await shardOf(env, visitor).detail(visitor))?.segments.map(({ name }) => name).toSorted();
		await send([page(visitor, 200, '/?utm_source=mail')]);
		await send([page(visitor, 100, '/', 'https://www.google.com/')]);
		expect(await segments()).toEqual(['from mail']);
		await send([page(visitor, 1, '/p/tent')]);
		expect(await segments()).toEqual(['from mail', 'landed on a tent', 'third visit']);
	});
});
