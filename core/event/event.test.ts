import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../refusal.ts';
import {
	type EventContext,
	type EventType,
	eventMaxBytes,
	eventTypes,
	parseBatch,
	parseEvent,
	readInstant,
} from './index.ts';

interface Case {
	name: string;
	type?: EventType;
	sentAt?: number;
	input: unknown;
	expect?: object;
	refuse?: { code: string; path?: string };
}

const { receivedAt, cases }: { receivedAt: number; cases: Case[] } = JSON.parse(
	readFileSync(new URL('../cases/event.json', import.meta.url), 'utf8'),
);
const context: EventContext = { receivedAt, sentAt: null, mintMessageId: () => 'minted' };
const track = { type: 'track', event: 'E', userId: 'u' };

function refusal(act: () => unknown): Refusal {
	try {
		act();
	} catch (error) {
		if (error instanceof Refusal) return error;
		throw error;
	}
	throw new Error('nothing was refused');
}

test.each(cases)('$name', ({ input, type, sentAt = null, ...wanted }) => {
	const parse = () => parseEvent(input, { ...context, sentAt, ...(type && { type }) });
	if (wanted.refuse) expect(refusal(parse)).toMatchObject(wanted.refuse);
	else expect(parse()).toMatchObject(wanted.expect ?? {});
});

test.each(['Asia/Tokyo', 'America/New_York'])('a time without zone is UTC on a machine in %s too', (zone) => {
	const before = process.env.TZ;
	process.env.TZ = zone;
	try {
		expect(new Date(2026, 0, 1).getTime()).not.toBe(Date.UTC(2026, 0, 1));
		expect(readInstant('2026-11-05T11:00:00')).toBe(Date.UTC(2026, 10, 5, 11));
		expect(readInstant('2026-11-05')).toBe(Date.UTC(2026, 10, 5));
	} finally {
		if (before === undefined) delete process.env.TZ;
		else process.env.TZ = before;
	}
});

describe('limits', () => {
	const keys = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, 1]));

	test('a thousand traits are taken, ten thousand are refused', () => {
		expect(parseEvent({ ...track, traits: keys(1_000) }, context).traits).toHaveProperty('k999');
		expect(refusal(() => parseEvent({ ...track, traits: keys(10_000) }, context))).toMatchObject({
			code: 'event-keys',
			path: 'traits',
		});
	});

	test('ids and names of 200 characters are taken, longer ones are refused', () => {
		const long = 'x'.repeat(200);
		expect(parseEvent({ ...track, event: long, userId: long, messageId: long }, context).userId).toBe(long);
		for (const field of ['event', 'userId', 'messageId']) {
			expect(refusal(() => parseEvent({ ...track, [field]: `${long}x` }, context)).path).toBe(field);
		}
	});

	test('32 KB are counted in UTF-8 bytes, wherever they stand', () => {
		const sized = (bytes: number, filler: string) => {
			const rest = JSON.stringify({ ...track, filler: '' }).length;
			const count = Math.floor((bytes - rest) / new TextEncoder().encode(filler).length);
			return { ...track, filler: filler.repeat(count) };
		};
		for (const filler of ['x', 'é', '漢']) {
			expect(parseEvent(sized(eventMaxBytes, filler), context).event).toBe('E');
			expect(refusal(() => parseEvent(sized(eventMaxBytes + 4, filler), context)).code).toBe('event-size');
		}
	});

	test('a body that is known to fit is not measured again', () => {
		const unmeasurable = { ...track, toJSON: () => expect.unreachable() };
		expect(parseEvent(unmeasurable, { ...context, bytes: 900 }).event).toBe('E');
	});
});

describe('a batch', () => {
	test('gives its context to each event, under the event’s own', () => {
		const batch = parseBatch({
			writeKey: 'k',
			sentAt: '2026-11-05T12:00:00Z',
			context: { locale: 'de', ip: 'x' },
			batch: [{ ...track, context: { locale: 'en' } }, 'no event', { ...track, context: 5 }],
		});
		expect(batch).toMatchObject({ writeKey: 'k', sentAt: receivedAt });
		expect(parseEvent(batch.items[0], context).context).toEqual({ locale: 'en', ip: 'x' });
		expect(refusal(() => parseEvent(batch.items[1], context)).code).toBe('event-shape');
		expect(refusal(() => parseEvent(batch.items[2], context)).path).toBe('context');
	});

	test('may come without key, time and context', () => {
		expect(parseBatch({ batch: [] })).toEqual({ writeKey: null, sentAt: null, items: [], context: {} });
	});

	test.each([null, 'x', [], {}, { batch: {} }])('%j is none', (body) => {
		expect(refusal(() => parseBatch(body)).code).toBe('batch-shape');
	});

	test('of more than 2,500 events is refused', () => {
		expect(parseBatch({ batch: Array(2_500).fill(track) }).items).toHaveLength(2_500);
		expect(refusal(() => parseBatch({ batch: Array(2_501).fill(track) }))).toMatchObject({
			code: 'batch-size',
			status: 413,
		});
	});
});

describe('whatever comes in', () => {
	const field = fc.oneof(fc.anything({ withBigInt: true, withDate: true, withMap: true }), fc.string(), fc.integer());
	const call = fc.record(
		{
			type: fc.oneof(fc.constantFrom(...eventTypes), field),
			event: fc.oneof(fc.string({ unit: 'binary' }), field),
			anonymousId: fc.oneof(fc.uuid(), field),
			userId: fc.oneof(fc.nat(), fc.string({ unit: 'binary' }), field),
			groupId: fc.oneof(fc.uuid(), field),
			previousId: fc.oneof(fc.uuid(), field),
			messageId: fc.oneof(fc.uuid(), field),
			timestamp: fc.oneof(fc.integer({ min: receivedAt - 1e12, max: receivedAt + 1e9 }), field),
			name: field,
			properties: fc.oneof(fc.object(), field),
			traits: fc.oneof(fc.object({ withUnicodeString: true }), field),
			context: fc.oneof(fc.object(), field),
		},
		{ requiredKeys: [] },
	);

	test('an event comes out, or a refusal', () => {
		fc.assert(
			fc.property(fc.oneof(call, fc.anything()), (input) => {
				try {
					parseEvent(input, context);
				} catch (error) {
					expect(error).toBeInstanceOf(Refusal);
				}
			}),
			{ numRuns: 1_000 },
		);
	});

	test('parsing an event again changes nothing', () => {
		const valid = fc.record({
			type: fc.constantFrom(...eventTypes),
			event: fc.string({ minLength: 1, unit: 'binary' }).filter((text) => text.trim() !== ''),
			anonymousId: fc.uuid(),
			userId: fc.nat(),
			groupId: fc.uuid(),
			previousId: fc.uuid(),
			timestamp: fc.integer({ min: receivedAt - 1e9, max: receivedAt + 8e7 }),
			name: fc.string({ unit: 'binary' }),
			properties: fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 })),
			traits: fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ maxDepth: 4 })),
		});
		fc.assert(
			fc.property(valid, (input) => {
				const json = JSON.stringify(input);
				fc.pre(!/"(__proto__|constructor|prototype)":/.test(json));
				const once = parseEvent(JSON.parse(json), context);
				expect(parseEvent(JSON.parse(JSON.stringify(once)), context)).toEqual(once);
			}),
		);
	});

	test('no prototype is ever touched', () => {
		const body: unknown = JSON.parse(
			`{"type":"track","event":"E","userId":"u","__proto__":{"x":1},"properties":{"a":1}}`,
		);
		expect(Object.getPrototypeOf(parseEvent(body, context).properties)).toBe(Object.prototype);
		expect({}).not.toHaveProperty('x');
	});
});
