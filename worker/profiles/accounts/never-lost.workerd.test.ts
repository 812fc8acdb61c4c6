import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { compileAmount } from '../../../core/condition/index.ts';
import { addRollUp, group, settle } from '../../testing/accounts.ts';
import { addSegment, newVisitor, openWorkspace, secretKey, send, track } from '../../testing/workspace.ts';
import { allShards, shardOf } from '../index.ts';
import { homeOf } from './homes.ts';

const server = { key: secretKey };
const amounts = {
	orders: { event: 'Order Completed', count: true },
	spent: { event: 'Order Completed', sum: 'properties.total', where: { 'properties.total': { $gte: 3 } } },
	lately: { event: 'Order Completed', count: true, within: '2h' },
	average: { event: 'Order Completed', avg: 'properties.total', within: '3h' },
	largest: { event: 'Order Completed', max: 'properties.total' },
	smallest: { event: 'Order Completed', min: 'properties.total', within: '4h' },
	kinds: { event: 'Order Completed', distinct: 'properties.kind' },
	mostly: { event: 'Order Completed', mostFrequent: 'properties.kind' },
	idle: { event: 'Order Completed', daysSinceLast: true },
};

beforeEach(() => openWorkspace());
afterEach(() => {
	vi.restoreAllMocks();
	vi.useRealTimers();
});

async function computedOf(id: string): Promise<Record<string, unknown>> {
	return (await (await homeOf(env, id))?.account(id))?.computed ?? {};
}

function order(person: string, properties: object, timestamp = new Date().toISOString()) {
	return track(person, 'Order Completed', { properties, timestamp });
}

/** Tables that a telling writes, in each of the shards that have a part in it. */
const steps = [
	['account_links', 'UPDATE'],
	['account_links', 'INSERT'],
	['account_news', 'DELETE'],
	['accounts', 'INSERT'],
	['accounts', 'UPDATE'],
	['account_members', 'INSERT'],
	['account_events', 'INSERT'],
	['account_copies', 'INSERT'],
	['behind', 'INSERT'],
] as const;

/** From now on a write of this kind fails in every shard, as when the process dies just then; until it is taken away. */
async function breakAt(table: string, kind: string, when = 'true'): Promise<() => Promise<void>> {
	const each = async (sql: string) => {
		for (const shard of await allShards(env))
			await runInDurableObject(shard, (_, { storage }) => void storage.sql.exec(sql));
	};
	await each(
		`CREATE TRIGGER IF NOT EXISTS broken BEFORE ${kind} ON ${table} WHEN ${when} BEGIN SELECT RAISE(ABORT, 'the disk is gone'); END`,
	);
	return () => each('DROP TRIGGER IF EXISTS broken');
}

describe('what members do', () => {
	test.each(steps)(
		'counts once at their account though every write to %s fails for a while (%s)',
		async (table, kind) => {
			vi.spyOn(console, 'error').mockReturnValue();
			await addRollUp('orders', amounts.orders);
			await addSegment('big', { 'account.computed.orders': { $gte: 4 } });
			const [ada, ben] = [newVisitor(1), newVisitor(2)];
			await send([group(ada, 'hooli'), order(ada, {})], server);
			await settle();
			await send([group(ben, 'hooli')], server);
			await send([order(ada, {})], server);
			const mend = await breakAt(table, kind);
			await settle(2);
			// What was told, and could not be noted, is told again together with this.
			await send([order(ada, {})], server);
			await settle(2);
			for (const shard of await allShards(env)) await evictDurableObject(shard);
			await mend();
			await settle();
			expect(await computedOf('hooli')).toEqual({ orders: 3 });
			await send([order(ben, {})], server);
			await settle();
			expect(await computedOf('hooli')).toEqual({ orders: 4 });
			for (const person of [ada, ben]) {
				const detail = await shardOf(env, person).detail(person);
				expect(detail?.segments.map(({ id }) => id)).toEqual(['big']);
			}
		},
	);
});

test('an account that cannot hear holds up no other, and hears all of it later', async () => {
	vi.spyOn(console, 'error').mockReturnValue();
	await addRollUp('orders', amounts.orders);
	// More than are told of in one turn stand before the one who could be.
	const ofHooli = Array.from({ length: 211 }, () => newVisitor(1)).sort();
	const ben = ofHooli.pop() ?? '';
	await send([group(ben, 'globex')], server);
	await settle();
	const mend = await breakAt('account_members', 'INSERT', "NEW.account_id = 'hooli'");
	await addHome('hooli', 'globex');
	for (const person of ofHooli) await send([group(person, 'hooli'), order(person, {})], server);
	await send([order(ben, {})], server);
	await settle(4);
	expect(await computedOf('globex')).toEqual({ orders: 1 });
	expect(await computedOf('hooli')).toEqual({});
	await mend();
	await settle();
	expect(await computedOf('hooli')).toEqual({ orders: 210 });
});

/** Gives an account the home of another one, so that both hear in one call. */
async function addHome(id: string, like: string): Promise<void> {
	await env.DB.prepare('INSERT INTO accounts (id, home) SELECT ?, home FROM accounts WHERE id = ?')
		.bind(id, like)
		.run();
}

/** What somebody said twice is said once more where another word comes between. */
const saidAgain = [
	{ person: 1, hoursAgo: 1, what: 'x' as const, then: false },
	{ person: 1, hoursAgo: 2, what: 'x' as const, then: false },
	{ person: 1, hoursAgo: 1, what: { total: 0, kind: 'a' as const }, then: false },
	{ person: 1, hoursAgo: 2, what: 'y' as const, then: false },
];

test('roll-ups are what working them out from all events gives, whatever members do, in whatever order it is told', async () => {
	const hourMs = 3_600_000;
	for (const [id, amount] of Object.entries(amounts)) await addRollUp(id, amount);
	const begin = Date.now();
	const step = fc.record({
		person: fc.nat(2),
		hoursAgo: fc.integer({ min: 1, max: 300 }),
		what: fc.oneof(
			{ weight: 3, arbitrary: fc.record({ total: fc.nat(9), kind: fc.constantFrom('a', 'b', 'c') }) },
			{ weight: 2, arbitrary: fc.constantFrom('x', 'y') },
		),
		then: fc.boolean(),
	});
	let round = 0;
	await fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (said) => {
			round++;
			const people = [newVisitor(1), newVisitor(2), newVisitor(2)];
			const name = (account: string) => `${account}-${round}`;
			// No two things happen in one moment, so that first and last are plain.
			const told = said.map(({ person, hoursAgo, what, then }, i) => {
				const at = begin - hoursAgo * (hourMs / 60) * 2 + i;
				return { person, at, what, then };
			});
			for (const { person, at, what, then } of told) {
				const who = people[person] ?? '';
				const timestamp = new Date(at).toISOString();
				await send(
					[typeof what === 'string' ? group(who, name(what), { timestamp }) : order(who, what, timestamp)],
					server,
				);
				if (then) await settle(2);
			}
			await settle(4);
			for (const account of ['x', 'y']) {
				const memberships = told.filter(({ what }) => typeof what === 'string').toSorted((a, b) => a.at - b.at);
				const events = told
					.flatMap(({ person, at, what }) => {
						if (typeof what === 'string') return [];
						const last = memberships.findLast((one) => one.person === person && one.at <= at);
						return last?.what === account ? [{ event: 'Order Completed', at, properties: what }] : [];
					})
					.toSorted((a, b) => a.at - b.at);
				const exists = memberships.some(({ what }) => what === account);
				const now = Date.now();
				const expected = Object.entries(amounts).map(([id, amount]) => {
					return [id, compileAmount(amount).of({ attributes: {}, events, segments: [] }, now).value];
				});
				expect(await computedOf(name(account))).toEqual(exists ? Object.fromEntries(expected) : {});
			}
		}),
		{ numRuns: 12, examples: [[saidAgain]] },
	);
}, 120_000);

test('an account of ten thousand members counts all of them, and tells those who are concerned', async () => {
	await addRollUp('orders', amounts.orders);
	await addSegment('big', { 'account.computed.orders': { $gte: 2 } });
	const people = Array.from({ length: 10_000 }, (_, i) => newVisitor(i % 4));
	for (let from = 0; from < people.length; from += 500)
		await send(
			people.slice(from, from + 500).map((person) => group(person, 'hooli')),
			server,
		);
	const [first = '', last = ''] = [people[0], people.at(-1)];
	const home = async () => (await homeOf(env, 'hooli'))?.account('hooli');
	while ((await home())?.members !== people.length) await settle(1);
	await send([order(first, {}), order(last, {})], server);
	const isBig = async (person: string) => (await shardOf(env, person).detail(person))?.segments.length === 1;
	// Telling so many is worth a pause: the next time is a minute away at most.
	for (let second = 0; second < 60 && !(await isBig(people[5_001] ?? '')); second++) await settle(1);
	while ((await countIn('big')) !== people.length) await settle(1);
	expect(await computedOf('hooli')).toEqual({ orders: 2 });
}, 180_000);

async function countIn(segment: string): Promise<number> {
	const rows = 'SELECT count(*) AS people FROM profiles, json_each(profiles.segments) WHERE value = ?';
	return (await env.DB.prepare(rows).bind(segment).first<number>('people')) ?? 0;
}
