import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HistoryEvent } from '../condition/types.ts';
import { catalogOf, joinTallied, ProductTally, productEvents, recommend, type Tallied } from './index.ts';

const always = () => true;

function viewed(id: string, at = 0, more: object = {}): HistoryEvent {
	const properties = { product_id: id, name: id.toUpperCase(), url: `/p/${id}`, price: 10, ...more };
	return { event: 'Product Viewed', at, properties };
}

function ordered(...ids: string[]): HistoryEvent {
	const products = ids.map((id) => viewed(id).properties);
	return { event: 'Order Completed', at: 1, properties: { order_id: 'o', products } };
}

function tallyOf(people: readonly (readonly HistoryEvent[])[]): Tallied {
	const tally = new ProductTally();
	for (const events of people) tally.addPerson(events);
	return tally.tallied();
}

/** So many people did the same. */
function times(count: number, ...events: HistoryEvent[]): HistoryEvent[][] {
	return Array.from({ length: count }, () => events);
}

function idsOf(people: readonly (readonly HistoryEvent[])[], own: readonly HistoryEvent[] = []): string[] {
	return recommend(catalogOf(tallyOf(people)), own, always).map(({ product_id: id, reason }) => `${id} ${reason}`);
}

describe('recommendations', () => {
	const shop = [
		...times(9, viewed('tent')),
		...times(4, viewed('stove'), viewed('pot')),
		...times(5, viewed('lamp')),
		...times(3, ordered('rope')),
	];

	test('are what many look at, for whom nothing is known; an order says more than a view', () => {
		expect(idsOf(shop)).toEqual(['rope popular', 'tent popular', 'lamp popular', 'pot popular', 'stove popular']);
	});

	test('begin with what goes with what somebody looked at', () => {
		expect(idsOf(shop, [viewed('stove')])).toEqual([
			'pot related',
			...['rope popular', 'tent popular', 'lamp popular', 'stove popular'],
		]);
	});

	test('are never what somebody ordered, nor what may not be shown here', () => {
		expect(idsOf(shop, [ordered('rope', 'tent')])).not.toContain('rope popular');
		const shown = recommend(catalogOf(tallyOf(shop)), [], ({ url }) => url !== '/p/tent');
		expect(shown.map(({ product_id: id }) => id)).not.toContain('tent');
	});

	test('tell what most people were told of a product', () => {
		const [first] = recommend(
			catalogOf(tallyOf([...times(4, viewed('a')), ...times(3, viewed('a', 0, { name: 'Buy at evil.example' }))])),
			[],
			always,
		);
		expect(first).toEqual({
			...{ product_id: 'a', name: 'A', url: '/p/a', image_url: null, price: 10, currency: null, category: null },
			reason: 'popular',
		});
	});

	test('need three people: what one or two say of a product is shown to nobody', () => {
		expect(idsOf([...times(2, viewed('fake')), [viewed('fake', 0, { name: 'Other' })]])).toEqual([]);
		expect(idsOf(Array.from({ length: 50 }, () => [viewed('once')]).slice(0, 2))).toEqual([]);
	});

	test('count a person once, however often they come back', () => {
		const often = Array.from({ length: 500 }, (_, at) => viewed('spam', at));
		expect(idsOf([often, often, ...times(3, viewed('tent'))])).toEqual(['tent popular']);
	});

	test.each([
		['no id', {}],
		['an id that is none', { product_id: { a: 1 } }],
		['a long id', { product_id: 'x'.repeat(300) }],
	])('pass over %s', (_, properties) => {
		expect(tallyOf([[{ event: 'Product Viewed', at: 0, properties }]])).toEqual({ products: [], pairs: [] });
	});

	test.each([
		'javascript:alert(1)',
		'//evil.example/x',
		'/\\evil.example',
		'data:text/html,x',
		'no address',
		5,
		['/x'],
	])('keep no address %j', (url) => {
		const { products } = tallyOf([[viewed('a', 0, { url, image_url: url })]]);
		expect(JSON.parse(products[0]?.details[0]?.[0] ?? '')).toMatchObject({ url: null, image_url: null });
	});

	test('are the same, whichever shards people are on, and whatever events say', () => {
		const anything = fc.oneof(fc.string(), fc.integer({ min: 0, max: 5 }), fc.constant(null), fc.object());
		const event = fc.record({
			event: fc.constantFrom(...productEvents, 'Page Viewed'),
			at: fc.integer({ min: 0, max: 100 }),
			properties: fc.record({
				product_id: fc.oneof(fc.constantFrom('a', 'b', 'c', '__proto__', 'constructor'), anything),
				name: anything,
				products: fc.oneof(fc.array(fc.record({ product_id: anything, price: anything })), anything),
			}),
		});
		const person = fc.array(event, { maxLength: 6 });
		fc.assert(
			fc.property(fc.array(person, { maxLength: 12 }), fc.integer({ min: 0, max: 12 }), person, (people, cut, own) => {
				const whole = catalogOf(joinTallied([tallyOf(people)]));
				const parts = joinTallied([tallyOf(people.slice(0, cut)), tallyOf(people.slice(cut))]);
				expect(catalogOf(parts).products.map((one) => one.product_id)).toEqual(
					whole.products.map((one) => one.product_id),
				);
				for (const { product_id: id } of recommend(whole, own, always)) expect(typeof id).toBe('string');
			}),
		);
	});
});
