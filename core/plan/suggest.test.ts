import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compilePlan } from './index.ts';
import { joinObservations, observe } from './observe.ts';
import { suggestEvents } from './suggest.ts';

const order = (properties: object, event = 'Order Completed') => ({
	event,
	properties: { ...properties },
	traits: null,
});

describe('a suggestion', () => {
	test('says the types that were seen, what every one of several had, and the format of text', () => {
		const seen = [1, 2.5, 3, 4, 5].map((total) =>
			order({
				total,
				at: '2026-11-05T09:30:00Z',
				...(total > 2 && { coupon: 'SPRING' }),
				products: [{ sku: 'a', count: 1 }],
			}),
		);
		expect(suggestEvents(observe(seen))).toEqual([
			{
				seen: 5,
				event: {
					name: 'Order Completed',
					properties: {
						properties: {
							total: { type: 'number' },
							at: { type: 'string', format: 'date-time' },
							coupon: { type: 'string' },
							products: {
								type: 'array',
								items: {
									type: 'object',
									properties: { sku: { type: 'string' }, count: { type: 'number' } },
									required: ['sku', 'count'],
								},
							},
						},
						required: ['total', 'at', 'products'],
					},
				},
			},
		]);
	});

	test('of few events calls nothing required', () => {
		expect(suggestEvents(observe([order({ a: 1 })]))[0]?.event.properties).toEqual({
			properties: { a: { type: 'number' } },
		});
	});

	test('of traits is made for people and accounts, whose calls do not all carry them', () => {
		const calls = Array.from({ length: 6 }, (_, i) => ({
			event: 'Identified',
			properties: {},
			traits: i > 0 ? { email: 'a@b.example' } : null,
		}));
		expect(suggestEvents(observe(calls))[0]?.event).toEqual({
			name: 'Identified',
			traits: { properties: { email: { type: 'string', format: 'email' } } },
		});
		expect(suggestEvents(observe([{ ...order({}), traits: { a: 1 } }]))[0]?.event).toEqual({ name: 'Order Completed' });
	});

	test('leaves out Edgewise’s own events, and keys without end', () => {
		const map = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`k${i}`, i]));
		expect(suggestEvents(observe([order({}, 'Consent Updated')]))).toEqual([]);
		expect(suggestEvents(observe([order({ map })]))[0]?.event.properties?.properties).toEqual({
			map: { type: 'object' },
		});
		expect(observe(Array.from({ length: 1_000 }, (_, i) => order({}, `E${i}`)))).toHaveLength(100);
	});

	test('compiles, and nothing that was seen breaks it, wherever it was seen', () => {
		// The makers of addresses that fast-check has are most of such a test's time.
		const texts = ['https://shop.example/?a', 'ada@example.com', '2026-11-05', '2026-11-05T09:30:00Z', 'text'];
		const bag = fc.dictionary(
			fc.constantFrom('a', 'b', 'toString', 'c.d', '', '__proto__', 'x'.repeat(300)),
			fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom(...texts)),
		);
		const seen = fc.record({ event: fc.constantFrom('A', 'B', 'Identified'), properties: bag, traits: fc.option(bag) });
		fc.assert(
			fc.property(fc.array(fc.array(seen, { maxLength: 8 }), { maxLength: 2 }), (places) => {
				const events = suggestEvents(joinObservations(places.map(observe))).map(({ event }) => event);
				const plan = compilePlan({ unplanned: 'violation', events });
				for (const one of places.flat()) expect(plan.checkEvent({ type: 'track', ...one })).toEqual([]);
			}),
			{ numRuns: 60 },
		);
	});
});
