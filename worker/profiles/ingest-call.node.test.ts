import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Event } from '../../core/event/index.ts';
import { type IngestInput, readIngest, writeIngest } from './ingest-call.ts';

function event(messageId: string, context: Event['context'], more: Partial<Event> = {}): Event {
	return {
		...{
			messageId,
			type: 'track',
			event: 'Order Completed',
			anonymousId: null,
			userId: 'u',
			timestamp: 1,
			receivedAt: 2,
		},
		...{ properties: {}, traits: null, context, ...more },
	};
}

function call(...events: Event[]): IngestInput {
	return { siteId: 'shop', source: 'server', people: [{ profileId: 'p', events, ties: {} }] };
}

describe('what a shard is told', () => {
	test('comes as it was sent, hostile keys and all', () => {
		const bag = fc.dictionary(
			fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'context')),
			fc.jsonValue(),
		);
		fc.assert(
			fc.property(
				fc.array(fc.record({ context: bag, properties: bag, traits: fc.option(bag) }), { maxLength: 5 }),
				(all) => {
					const told = call(...all.map(({ context, ...more }, i) => event(`m${i}`, context, more)));
					expect(readIngest(writeIngest(told))).toEqual(JSON.parse(JSON.stringify(told)));
				},
			),
		);
	});

	test('has a context that many events share once', () => {
		const context = { page: { url: 'https://shop.example/', title: 'x'.repeat(1000) } };
		const text = writeIngest(call(...Array.from({ length: 100 }, (_, i) => event(`m${i}`, context))));
		expect(text.length).toBeLessThan(20_000);
		const [person] = readIngest(text).people;
		expect(person?.events).toHaveLength(100);
		expect(new Set(person?.events.map((one) => one.context)).size).toBe(1);
	});
});
