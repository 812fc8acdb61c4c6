import { expect, test } from 'vitest';
import { parseEvent } from './index.ts';

const circumstances = { receivedAt: 1_800_000_000_000, sentAt: null, mintMessageId: () => 'm' };

test('what an address and a data layer are read for has no key that an event may not have: it parses to the same again', () => {
	const url = 'https://a.example/x?utm_source=mail&utm_constructor=a&utm_prototype=b&utm___proto__=c&gclid=d';
	const items = [{ item_id: 'tent', item_constructor: 'e', item_prototype: 'f', item___proto__: 'g' }];
	const context = { page: { url }, dataLayer: true };
	const event = parseEvent(
		{ type: 'track', event: 'add_to_cart', anonymousId: 'a', properties: { items }, context },
		circumstances,
	);
	expect(event.context.campaign).toEqual({ source: 'mail', gclid: 'd' });
	expect(event).toMatchObject({ event: 'Product Added', properties: { product_id: 'tent', item_constructor: 'e' } });
	expect(parseEvent(JSON.parse(JSON.stringify(event)), circumstances)).toEqual(event);
});

function vitals(properties: object) {
	return parseEvent({ type: 'track', event: 'Web Vitals', anonymousId: 'a', properties }, circumstances);
}

test.each([
	['one that was loaded when it was asked for', 0, { lcp: 800, ttfb: 120 }],
	['one that was rendered ahead, and painted more when it was shown', 500, { lcp: 300, ttfb: 0 }],
	['one that was complete when it was shown', 5_000, { lcp: 0, ttfb: 0 }],
])('web vitals of a page count from when it was asked for: %s', (_, activationStart, since) => {
	const event = vitals({ lcp: 800, inp: 64, cls: 0.1, ttfb: 120, activationStart });
	expect(event.properties).toEqual({ inp: 64, cls: 0.1, ...since });
	expect(parseEvent(JSON.parse(JSON.stringify(event)), circumstances)).toEqual(event);
});

test.each([{ lcp: 800, ttfb: 120 }, { lcp: 800, activationStart: 'soon' }, { lcp: null, ttfb: 'fast' }, {}])(
	'web vitals that say nothing of when the page was shown stay as they are: %j',
	(properties) => {
		expect(vitals(properties).properties).toEqual(properties);
	},
);
