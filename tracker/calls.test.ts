import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readCall } from './arguments.ts';
import { backoffMs, retryAfterMs } from './backoff.ts';
import { readDecisions } from './decisions.ts';
import { mintedAt, mintMessageId } from './message-id.ts';
import { openOutbox } from './outbox.ts';
import { viewOf } from './pages.ts';
import { openStore, type Store } from './store.ts';
import type { CallType, SentEvent } from './types.ts';
import { version } from './version.ts';

/** A store that may only use memory. */
function memoryStore(): Store {
	return openStore(() => {
		throw new Error('forbidden');
	});
}

const done = () => {};
const random = new Uint8Array(8).fill(255);

test.each<[CallType, unknown[], object | null]>([
	['track', ['Bought', { total: 5 }], { event: 'Bought', properties: { total: 5 } }],
	['track', ['Bought', done], { event: 'Bought', properties: {} }],
	['track', [{ total: 5 }], null],
	['page', [], { name: undefined, properties: {} }],
	['page', ['Home'], { name: 'Home', properties: {} }],
	['page', ['Docs', 'Start', { a: 1 }], { category: 'Docs', name: 'Start', properties: { a: 1 } }],
	['page', [{ a: 1 }], { name: undefined, properties: { a: 1 } }],
	['identify', ['u1', { plan: 'pro' }], { userId: 'u1', traits: { plan: 'pro' } }],
	['identify', [{ plan: 'pro' }], { userId: undefined, traits: { plan: 'pro' } }],
	['identify', [null, { plan: 'pro' }], { userId: undefined, traits: { plan: 'pro' } }],
	['identify', [42], { userId: '42', traits: {} }],
	['group', ['acme', { seats: 3 }], { groupId: 'acme', traits: { seats: 3 } }],
	['group', [], null],
	['alias', ['new', 'old'], { userId: 'new', previousId: 'old' }],
])('%s(%j) reads as in analytics.js', (type, args, fields) => {
	expect(readCall(type, args)?.fields ?? null).toEqual(fields);
});

test('options and callback follow the properties, wherever the callback stands', () => {
	const call = readCall('track', ['Bought', {}, { timestamp: 5, context: { a: 1 }, integrations: {} }, done]);
	expect(call).toMatchObject({ options: { timestamp: 5, context: { a: 1 } }, callback: done });
	expect(readCall('page', [done])?.callback).toBe(done);
});

test('message ids sort by time, then by sequence, and tell when they were made', () => {
	const ids = [mintMessageId(1, 9, random), mintMessageId(2, 1, random), mintMessageId(2, 2, random)];
	expect([...ids].reverse().sort()).toEqual(ids);
	expect(mintedAt(mintMessageId(1_763_000_000_123, 0, random))).toBe(1_763_000_000_123);
	expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('failures wait twice as long each time, at most five minutes, half of it by chance', () => {
	expect([1, 2, 3].map((attempt) => backoffMs(attempt, 1))).toEqual([1_000, 2_000, 4_000]);
	expect(backoffMs(3, 0)).toBe(2_000);
	expect(backoffMs(500, 1)).toBe(300_000);
});

test.each([
	['7', 7_000],
	['Thu, 01 Jan 1970 00:00:12 GMT', 2_000],
	['Thu, 01 Jan 1970 00:00:01 GMT', 0],
	['soon', 0],
	['-5', 0],
	['99999999', 3_600_000],
	[null, 0],
])('Retry-After %j waits %i ms', (header, ms) => {
	expect(retryAfterMs(header, 10_000)).toBe(ms);
});

function event(nowMs: number, sequence: number, size = 0): SentEvent {
	const messageId = mintMessageId(nowMs, sequence, random);
	return { messageId, type: 'track', anonymousId: 'a', timestamp: '', context: { pad: 'x'.repeat(size) } };
}

function ids(store: Store, nowMs: number): string[] {
	return [
		...openOutbox(store, () => nowMs)
			.next(new Set())
			.keys(),
	];
}

test('an outbox gives the oldest first, without what is under way, until it is removed', () => {
	const store = memoryStore();
	const outbox = openOutbox(store, () => 1_000);
	const [first, second] = [event(1, 0), event(2, 0)];
	outbox.add(second);
	outbox.add(first);
	expect(ids(store, 1_000)).toEqual([first.messageId, second.messageId]);
	expect([...outbox.next(new Set([first.messageId])).keys()]).toEqual([second.messageId]);
	outbox.remove([second.messageId]);
	expect(ids(store, 1_000)).toEqual([first.messageId]);
});

test('an outbox holds the newest thousand, for seven days', () => {
	const store = memoryStore();
	const outbox = openOutbox(store, () => 1_000);
	for (let i = 0; i < 1_003; i++) outbox.add(event(1, i));
	expect(store.keys()).toHaveLength(1_000);
	expect(store.keys()).toContain(`ew.event.${event(1, 1_002).messageId}`);
	expect(store.keys()).not.toContain(`ew.event.${event(1, 2).messageId}`);
	expect(ids(store, 8 * 24 * 3_600_000)).toEqual([]);
});

test('a batch stays small enough to outlive its page, and one large event goes alone', () => {
	const store = memoryStore();
	const outbox = openOutbox(store, () => 1_000);
	for (const [i, size] of [40_000, 20_000, 5_000, 20_000].entries()) outbox.add(event(i, 0, size));
	const sizes: number[] = [];
	for (let batch = outbox.next(new Set()); batch.size; batch = outbox.next(new Set())) {
		sizes.push(batch.size);
		outbox.remove(batch.keys());
	}
	expect(sizes).toEqual([1, 2, 1]);
});

test('what another script broke in the store is dropped, not sent', () => {
	const store = memoryStore();
	store.set('ew.event.nonsense', '{}');
	store.set(`ew.event.${mintMessageId(1, 0, random)}`, '{"cut');
	expect(ids(store, 1_000)).toEqual([]);
	expect(store.keys()).toEqual([]);
});

test('a store that may not be opened keeps things in memory', () => {
	const store = memoryStore();
	store.set('a', '1');
	expect([store.get('a'), store.keys()]).toEqual(['1', ['a']]);
	store.remove('a');
	expect(store.get('a')).toBeNull();
});

test.each([
	['https://a.example/x#part', 'https://a.example/x'],
	['https://a.example/x#/route', 'https://a.example/x#/route'],
])('%s is the view %s', (url, view) => {
	expect(viewOf(url)).toBe(view);
});

test.each(['', 'null', '7', '[]', '{"decisions":{}}', '{"applied":[null,{"experienceId":1}],"edits":"x"}'])(
	'the state %j decides nothing',
	(json) => {
		expect(readDecisions(json)).toMatchObject({ decisions: [], edits: [] });
	},
);

test('the version is the package’s', () => {
	expect(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version).toBe(version);
});
