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
