import { describe, expect, test } from 'vitest';
import { hitOf } from './hit.ts';
import { addHit, addTally, emptyTally, others, packTally, unpackTally } from './tally.ts';
import { shardFor, visitorHash } from './visitor-hash.ts';

const view = (pages: string) => ({ isView: true, pages });
const sumOf = (counts: ReadonlyMap<string, number>) => [...counts.values()].reduce((sum, count) => sum + count, 0);

describe('a day’s tally', () => {
	test('of 10,000 different pages is small, counts them all, and still knows which are viewed most', () => {
		const tally = emptyTally();
		for (let i = 0; i < 10_000; i++) {
			addHit(tally, view(`/rubbish/${i}`));
			if (i % 20 === 0) addHit(tally, view('/cart'));
			if (i % 10 === 0) addHit(tally, view('/'));
		}
		expect(tally.views).toBe(11_500);
		expect(tally.values.pages.size).toBeLessThanOrEqual(201);
		expect(sumOf(tally.values.pages)).toBe(11_500);
		expect(tally.values.pages.get('/')).toBe(1_000);
		expect(tally.values.pages.get('/cart')).toBe(500);
		expect(JSON.stringify(packTally(tally)).length).toBeLessThan(10_000);
	});

	test('is the same after it was stored, whatever the values are called', () => {
		const tally = emptyTally();
		for (const pages of ['__proto__', 'constructor', others, '"\'</script>', '日本']) addHit(tally, view(pages));
		addHit(tally, { isView: false, events: 'Order Completed' });
		expect(unpackTally(JSON.parse(JSON.stringify(packTally(tally))))).toEqual(tally);
		expect(Object.hasOwn(Object.prototype, 'views')).toBe(false);
	});

	test('adds up with another', () => {
		const [sum, other] = [emptyTally(), emptyTally()];
		addHit(sum, view('/'));
		addHit(other, view('/'));
		addHit(other, view('/a'));
		other.visitors = 2;
		addTally(sum, other);
		expect(sum).toMatchObject({ views: 3, visitors: 2 });
		expect([...sum.values.pages]).toEqual([
			['/', 2],
			['/a', 1],
		]);
	});
});

describe('what is counted of an event', () => {
	const context = {
		geo: { country: 'CH', city: 'Thun' },
		device: { type: 'mobile', browser: 'Firefox' },
		campaign: { source: 'news', term: 'x' },
		ip: '10.0.0.0',
	};

	test('is page, source, country, device and campaign of a view, and nothing of who it was', () => {
		const properties = {
			url: 'https://shop.example/a?token=1',
			path: '/a',
			referrer: 'https://www.search.example/?q=x',
		};
		expect(hitOf({ type: 'page', event: 'Page Viewed', properties, context })).toEqual({
			isView: true,
			...{ pages: '/a', sources: 'search.example', countries: 'CH', devices: 'mobile', campaigns: 'news' },
		});
	});

	test('is the name of a track call', () => {
		const event = { type: 'track', event: 'Order Completed', properties: { email: 'a@b.c' }, context };
		expect(hitOf(event)).toEqual({ isView: false, events: 'Order Completed' });
	});

	test.each([
		['the site itself', 'https://shop.example/b'],
		['nowhere', ''],
		['an app', 'android-app://x/'],
		['something that is no address', 'javascript:alert(1)'],
	])('has no source when a visitor comes from %s', (_name, referrer) => {
		const properties = { url: 'https://shop.example/a', referrer };
		expect(hitOf({ type: 'page', event: '', properties, context: {} })).toEqual({ isView: true, pages: '/a' });
	});

	test('is nothing of calls that say who somebody is', () => {
		for (const type of ['identify', 'group', 'alias']) {
			expect(hitOf({ type, event: '', properties: {}, context: {} })).toBeNull();
		}
	});

	test('of hostile shapes is text of bounded length, or nothing', () => {
		const properties = { url: 7, path: `/${'x'.repeat(9_000)}\ud800`, referrer: { a: 1 } };
		const hit = hitOf({ type: 'page', event: '', properties, context: { geo: 'CH', page: [], device: { type: 3 } } });
		expect(hit).toEqual({ isView: true, pages: `/${'x'.repeat(119)}` });
	});
});

describe('a visitor’s hash', () => {
	const signs = { siteId: 'shop', address: '203.0.113.7', userAgent: 'Firefox' };

	test('is the same for the same signs and salt, and another for any other', async () => {
		const mine = await visitorHash('salt', signs);
		expect(mine).toMatch(/^[\w-]{20}$/);
		expect(await visitorHash('salt', { ...signs })).toBe(mine);
		for (const other of [{ siteId: 'blog' }, { address: '203.0.113.8' }, { address: null }, { userAgent: 'Chrome' }]) {
			expect(await visitorHash('salt', { ...signs, ...other })).not.toBe(mine);
		}
		expect(await visitorHash('tomorrow', signs)).not.toBe(mine);
	});

	test('does not tell apart what an IPv6 device changes by itself', async () => {
		const at = (address: string) => visitorHash('salt', { ...signs, address });
		expect(await at('2001:db8:1:2:aaaa:bbbb:cccc:dddd')).toBe(await at('2001:db8:1:2::1'));
		expect(await at('2001:db8::1')).toBe(await at('2001:db8:0:0:1:2:3:4'));
		expect(await at('2001:db8:1:2::1')).not.toBe(await at('2001:db8:1:3::1'));
	});

	test('is counted by one of the shards', () => {
		const picked = new Set(Array.from({ length: 500 }, (_, i) => shardFor(`k${i}`, 16)));
		expect([...picked].sort((a, b) => a - b)).toEqual(Array.from({ length: 16 }, (_, i) => i));
	});
});
