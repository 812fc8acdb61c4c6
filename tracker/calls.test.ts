import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readCall } from './arguments.ts';
import { backoffMs, retryAfterMs } from './backoff.ts';
import { readDecisions } from './decisions.ts';
import { load } from './index.ts';
import { isOwn, mintMessageId } from './message-id.ts';
import { setOptions } from './options.ts';
import { addEvent, nextEvents, underWay } from './outbox.ts';
import { viewOf } from './pages.ts';
import { drop, get, keys, set } from './store.ts';
import { readTold } from './told.ts';
import type { CallType } from './types.ts';

const done = () => {};

beforeEach(() => vi.stubGlobal('location', new URL('https://a.example/')));
afterEach(() => {
	for (const key of keys()) drop(key);
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

test.each<[CallType, unknown[], object]>([
	['track', ['Bought', { total: 5 }], { event: 'Bought', properties: { total: 5 } }],
	['track', ['Bought', done], { event: 'Bought', properties: {} }],
	['page', [], { name: undefined, properties: {} }],
	['page', ['Home'], { name: 'Home', properties: {} }],
	['page', ['Docs', 'Start', { a: 1 }], { category: 'Docs', name: 'Start', properties: { a: 1 } }],
	['page', [{ a: 1 }], { name: undefined, properties: { a: 1 } }],
	['identify', ['u1', { plan: 'pro' }], { userId: 'u1', traits: { plan: 'pro' } }],
	['identify', [{ plan: 'pro' }], { userId: undefined, traits: { plan: 'pro' } }],
	['identify', [null, { plan: 'pro' }], { userId: undefined, traits: { plan: 'pro' } }],
	['identify', [42], { userId: 42, traits: {} }],
	['group', ['acme', { seats: 3 }], { groupId: 'acme', traits: { seats: 3 } }],
	['alias', ['new', 'old'], { userId: 'new', previousId: 'old', traits: {} }],
])('%s(%j) reads as in analytics.js', (type, args, fields) => {
	expect(JSON.parse(JSON.stringify(readCall(type, args).fields))).toEqual(JSON.parse(JSON.stringify(fields)));
});

test('options and callback follow the properties, wherever the callback stands', () => {
	const call = readCall('track', ['Bought', {}, { timestamp: 5, context: { a: 1 } }, done]);
	expect(call).toMatchObject({ options: { timestamp: 5, context: { a: 1 } }, callback: done });
	expect(readCall('page', [done]).callback).toBe(done);
});

test('message ids sort as they were made, begin with when, and tell by which page', () => {
	vi.useFakeTimers({ now: 1_763_000_000_123 });
	const ids = [mintMessageId(), mintMessageId(), mintMessageId()];
	expect([...ids].reverse().sort()).toEqual(ids);
	expect(new Set(ids).size).toBe(3);
	expect(ids[0]).toMatch(new RegExp(`^${(1_763_000_000_123).toString(36)}-`));
	expect(ids.every(isOwn)).toBe(true);
	expect(isOwn('mhxyz-abcdefghijklmn')).toBe(false);
});

test('failures wait twice as long each time, at most five minutes, half of it by chance', () => {
	expect([1, 2, 3].map((attempt) => backoffMs(attempt, 1))).toEqual([1_000, 2_000, 4_000]);
	expect(backoffMs(3, 0)).toBe(2_000);
	expect(backoffMs(500, 1)).toBe(300_000);
});

test.each([
	['7', 7_000],
	['soon', 0],
	[null, 0],
	[undefined, 0],
])('Retry-After %j waits %i ms', (header, ms) => {
	expect(retryAfterMs(header)).toBe(ms);
});

describe('an outbox, where storage is forbidden', () => {
	const id = (at: number) => `${at.toString(36)}-page`;
	const add = (at: number, size = 0) => addEvent(id(at), JSON.stringify({ type: 'track', pad: 'x'.repeat(size) }));
	const names = () => [...nextEvents(false).keys()].map((key) => key.slice(9));
	const now = 1_763_000_000_000;
	beforeEach(() => vi.useFakeTimers({ now }));

	test('gives the oldest first, of one page where that is wanted, and nothing that is on its way', () => {
		add(now + 2);
		add(now + 1);
		expect(names()).toEqual([id(now + 1), id(now + 2)]);
		const own = mintMessageId();
		addEvent(own, '{"type":"track"}');
		expect([...nextEvents(true).keys()]).toEqual([`ew.event.${own}`]);
		underWay.add(`ew.event.${id(now + 1)}`);
		expect(names()).toEqual([id(now + 2), own]);
		underWay.clear();
	});

	test('holds the newest thousand, for seven days', () => {
		for (let i = 0; i < 1_003; i++) add(now + i);
		expect(keys()).toHaveLength(1_000);
		expect(keys()).not.toContain(`ew.event.${id(now + 2)}`);
		vi.setSystemTime(now + 8 * 24 * 3_600_000);
		expect(names()).toEqual([]);
	});

	test('keeps a batch small enough to outlive its page, and sends one large event alone', () => {
		for (const [i, size] of [30_000, 12_000, 5_000, 12_000].entries()) add(now + i, size);
		const sizes: number[] = [];
		for (let batch = nextEvents(false); batch.size; batch = nextEvents(false)) {
			sizes.push(batch.size);
			for (const key of batch.keys()) drop(key);
		}
		expect(sizes).toEqual([1, 2, 1]);
	});

	test('drops what another script broke, and sends the rest', () => {
		set('ew.event.nonsense', '{}');
		set(`ew.event.${id(now)}`, '{"cut');
		set(`ew.event.${id(now + 1)}`, 'null');
		add(now + 2);
		expect(names()).toEqual([id(now + 2)]);
		expect(keys()).toHaveLength(1);
	});
});

test('a store that may not be opened keeps things in memory', () => {
	set('a', '1');
	expect([get('a'), keys()]).toEqual(['1', ['a']]);
	drop('a');
	expect(get('a')).toBeUndefined();
});

test.each([
	['https://a.example/x#part', 'https://a.example/x', {}],
	['https://a.example/x#/route', 'https://a.example/x#/route', {}],
	['https://a.example/x#part', 'https://a.example/x#part', { hash: '' }],
])('%s is the view %s with %j', (url, view, more) => {
	setOptions({ key: 'k', base: 'https://a.example/_ew/', shard: 'weur00', ...more });
	expect(viewOf(url)).toBe(view);
});

test.each(['', 'null', '7', '[]', '{"decisions":{}}', '{"applied":[null,{"experienceId":1}],"edits":"x"}'])(
	'the state %j decides nothing',
	(json) => {
		expect(readDecisions(json)).toMatchObject({ decisions: [] });
	},
);

test('on a server the tracker answers and does nothing', async () => {
	const before = Object.keys(globalThis);
	const edgewise = load({ key: 'k', base: 'https://a.example/_ew/' });
	expect(await edgewise.track('Bought')).toBeUndefined();
	expect(await edgewise.consent({ analytics: true })).toBeUndefined();
	expect(await edgewise.user()).toBeUndefined();
	expect(Object.keys(globalThis)).toEqual(before);
});

test.each([
	['it says', '{"shard":"enam03","id":"","links":["a.example"]}', { shard: 'enam03', id: '', links: ['a.example'] }],
	['nobody answers', null, { shard: 'weur00' }],
	['another server answers', '<!doctype html>', { shard: 'weur00' }],
	['it says something else', '{"shard":7}', { shard: 'weur00' }],
	['it says nothing', 'null', { shard: 'weur00' }],
])('a bundle’s tag begins with what the edge tells it: %s', async (_, body, told) => {
	vi.stubGlobal('fetch', async () => {
		if (body === null) throw new TypeError('Failed to fetch');
		return new Response(body);
	});
	expect(await readTold('https://a.example/_ew/')).toEqual(told);
});
