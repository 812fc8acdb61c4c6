import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { parseEvent } from '../../../core/event/index.ts';
import { database } from '../../database.ts';
import { retention } from '../../retention/schema.ts';
import { addRollUp, group, settle } from '../../testing/accounts.ts';
import { callAs } from '../../testing/sign-in.ts';
import { addSegment, newVisitor, openWorkspace, secretKey, send, track } from '../../testing/workspace.ts';
import { announceDefinitions, restoreHistory, shardOf } from '../index.ts';
import { join } from '../merge/join.ts';
import { packEvent } from '../stored-event.ts';
import { homeOf } from './homes.ts';

const cause = { kind: 'teammate', value: 'Ada' };
const server = { key: secretKey };
const minuteMs = 60_000;

beforeEach(async () => {
	await openWorkspace();
	await addRollUp('orders', { event: 'Order Completed', count: true });
	await addRollUp('spent', { event: 'Order Completed', sum: 'properties.total', within: '30d' });
});
afterEach(() => vi.useRealTimers());

async function account(id: string) {
	return (await (await homeOf(env, id))?.account(id)) ?? null;
}

async function members(id: string, standing: 'member' | 'former' | 'claimed' = 'member'): Promise<string[]> {
	const page = await (await homeOf(env, id))?.accountMembers(id, standing, null);
	return page?.members.map(({ profileId }) => profileId).sort() ?? [];
}

async function row(id: string) {
	return env.DB.prepare('SELECT * FROM accounts WHERE id = ?').bind(id).first<Record<string, unknown>>();
}

async function segmentsOf(profileId: string): Promise<string[]> {
	const detail = await shardOf(env, profileId).detail(profileId);
	return detail?.segments.map(({ id }) => id).sort() ?? [];
}

async function valuesOf(id: string): Promise<Record<string, unknown>> {
	const traits = (await account(id))?.traits ?? {};
	return Object.fromEntries(Object.entries(traits).map(([key, { value }]) => [key, value]));
}

function ago(minutes: number): string {
	return new Date(Date.now() - minutes * minuteMs).toISOString();
}

function order(person: string, total: number, minutes = 0) {
	return track(person, 'Order Completed', { properties: { total }, timestamp: ago(minutes) });
}

describe('an account', () => {
	test('has the traits and members that group calls say, on whatever shards they are', async () => {
		const [ada, ben] = [newVisitor(1), newVisitor(2)];
		await send([group(ada, 'acme', { traits: { name: 'Acme', plan: 'pro' } })], server);
		await send([group(ben, 'acme', { traits: { employees: 12 } })], server);
		await settle();
		expect(await row('acme')).toMatchObject({
			name: 'Acme',
			traits: JSON.stringify({ name: 'Acme', plan: 'pro', employees: 12 }),
			members: 2,
			is_verified: 1,
		});
		expect(await members('acme')).toEqual([ada, ben].sort());
	});

	test('lets its members into segments that ask about it, and tells those of other shards', async () => {
		await addSegment('big', { 'account.computed.orders': { $gte: 2 } });
		await addSegment('pro', { 'account.traits.plan': 'pro', 'account.members': 2 });
		const [ada, ben] = [newVisitor(1), newVisitor(2)];
		await send([group(ada, 'acme', { traits: { plan: 'pro' } }), order(ada, 1)], server);
		await send([group(ben, 'acme')], server);
		await settle();
		expect(await segmentsOf(ada)).toEqual(['pro']);
		await send([order(ben, 1)]);
		await settle();
		expect(await segmentsOf(ada)).toEqual(['big', 'pro']);
		expect(await segmentsOf(ben)).toEqual(['big', 'pro']);
	});

	test('counts what members did while they were members, in whatever order that is told', async () => {
		const ada = newVisitor(1);
		await send([order(ada, 1, 90), group(ada, 'acme', { timestamp: ago(60) }), order(ada, 10, 30)], server);
		await settle();
		expect((await account('acme'))?.computed).toEqual({ orders: 1, spent: 10 });
		// It turns out that they came sooner, and had left for another one in between.
		await send([order(ada, 100, 20), group(ada, 'other', { timestamp: ago(40) })], server);
		await settle();
		expect((await account('acme'))?.computed).toEqual({ orders: 0, spent: 0 });
		expect((await account('other'))?.computed).toEqual({ orders: 2, spent: 110 });
		await send([group(ada, 'acme', { timestamp: ago(100) }), group(ada, 'acme', { timestamp: ago(25) })], server);
		await settle();
		expect((await account('acme'))?.computed).toEqual({ orders: 2, spent: 101 });
		expect((await account('other'))?.computed).toEqual({ orders: 1, spent: 10 });
		expect(await members('other', 'former')).toEqual([ada]);
		expect(await members('acme')).toEqual([ada]);
	});

	test('counts what is sent twice once, also when its answer is lost each time', async () => {
		const ada = newVisitor(1);
		const batch = [group(ada, 'acme'), order(ada, 5), order(ada, 6)];
		await send(batch, server);
		await settle();
		await send(batch, server);
		await send([order(ada, 7)]);
		await settle();
		expect((await account('acme'))?.computed).toEqual({ orders: 3, spent: 18 });
	});

	test('of much history is worked out anew after a pause, and right in the end', async () => {
		const [ada, ben] = [newVisitor(1), newVisitor(2)];
		await send(
			[group(ada, 'acme', { timestamp: ago(90) }), ...Array.from({ length: 2_200 }, () => order(ada, 1, 80))],
			server,
		);
		await send([group(ben, 'acme', { timestamp: ago(90) }), order(ben, 10, 60)], server);
		await settle();
		expect((await account('acme'))?.computed).toEqual({ orders: 2_201, spent: 2_210 });
		const late = async (groupId: string, minutes: number) => {
			await send([group(ben, groupId, { timestamp: ago(minutes) }), order(ada, 1)], server);
			await settle(2, 10);
		};
		await late('other', 70);
		// So much was just read for Ada's order: it is not read again at once, and till then the values stand as they were.
		expect((await account('acme'))?.computed).toEqual({ orders: 2_202, spent: 2_211 });
		await settle(1);
		expect((await account('acme'))?.computed).toEqual({ orders: 2_201, spent: 2_201 });
		await late('acme', 65);
		await late('other', 62);
		await late('acme', 61);
		await settle();
		expect((await account('acme'))?.computed).toEqual({ orders: 2_205, spent: 2_214 });
		expect((await account('other'))?.computed).toEqual({ orders: 0, spent: 0 });
	});

	test('is another one’s when a server says so, whatever browsers claim', async () => {
		const ada = newVisitor(1);
		await send([group(ada, 'acme', { timestamp: ago(10) })], server);
		await send([group(ada, 'rival'), order(ada, 5)]);
		await settle();
		expect((await account('acme'))?.computed).toEqual({ orders: 1, spent: 5 });
		expect(await account('rival')).toBeNull();
	});
});

describe('a browser that only claims', () => {
	test('makes an account of its own word where no server ever spoke', async () => {
		const [ada, ben] = [newVisitor(1), newVisitor(2)];
		await addSegment('big', { 'account.computed.orders': { $gte: 2 } });
		await send([group(ada, 'acme', { traits: { plan: 'free' } }), order(ada, 1)]);
		await send([group(ben, 'acme'), order(ben, 2)]);
		await settle();
		expect(await account('acme')).toMatchObject({ isVerified: false, members: 2, computed: { orders: 2, spent: 3 } });
		expect(await segmentsOf(ada)).toEqual(['big']);
	});

	test('learns nothing of what teammates say of an account that no server has named', async () => {
		const ada = newVisitor(1);
		await addSegment('gold', { 'account.traits.tier': 'gold' });
		await send([group(ada, 'acme', { traits: { plan: 'free' } })]);
		await settle();
		const editor = await callAs('editor');
		expect(await editor('PATCH', '/accounts/acme/traits', { traits: { tier: 'gold' } })).toMatchObject({ status: 204 });
		await settle();
		const view = await shardOf(env, ada).view(ada, { events: [], backMs: 0, changes: [] });
		expect(view?.attributes.account).toMatchObject({ traits: { plan: 'free' } });
		expect(JSON.stringify(view)).not.toContain('gold');
		expect(await segmentsOf(ada)).toEqual([]);
		await send([group(ada, 'acme')], server);
		await settle();
		expect(await segmentsOf(ada)).toEqual(['gold']);
	});

	test('neither adds to an account that a server has named, nor learns of it', async () => {
		const [ada, mallory] = [newVisitor(1), newVisitor(2)];
		await addSegment('pro', { 'account.traits.plan': 'pro' });
		await addSegment('any', { 'account.members': { $exists: true } });
		await send([group(ada, 'acme', { traits: { plan: 'pro' } }), order(ada, 1)], server);
		await settle();
		await send([group(mallory, 'acme', { traits: { plan: 'free', bad: true } }), order(mallory, 1000)]);
		await settle();
		expect(await account('acme')).toMatchObject({ members: 1, claimed: 1, computed: { orders: 1, spent: 1 } });
		expect(await valuesOf('acme')).toEqual({ plan: 'pro' });
		expect(await segmentsOf(mallory)).toEqual([]);
		const view = await shardOf(env, mallory).view(mallory, { events: [], backMs: 0, changes: [] });
		expect(view?.attributes.account).toEqual({ id: 'acme' });
		expect(await segmentsOf(ada)).toEqual(['any', 'pro']);
	});

	test('counts no more, and has said nothing, once a server names the account', async () => {
		const [ada, mallory] = [newVisitor(1), newVisitor(2)];
		await addSegment('any', { 'account.members': { $exists: true } });
		await send([group(mallory, 'acme', { traits: { bad: true, plan: 'free' } }), order(mallory, 1000)]);
		await settle();
		expect(await segmentsOf(mallory)).toEqual(['any']);
		await send([group(ada, 'acme', { traits: { plan: 'pro' } }), order(ada, 1)], server);
		await settle();
		expect(await account('acme')).toMatchObject({ members: 1, claimed: 1, computed: { orders: 1, spent: 1 } });
		expect(await valuesOf('acme')).toEqual({ plan: 'pro' });
		expect(await segmentsOf(mallory)).toEqual([]);
	});

	test('is a member like any other once a server says so', async () => {
		const ada = newVisitor(1);
		await send([group(ada, 'acme', { timestamp: ago(60) }), order(ada, 10, 30)]);
		await settle();
		await send([group(ada, 'acme', { timestamp: ago(20) })], server);
		await send([order(ada, 1)]);
		await settle();
		expect(await account('acme')).toMatchObject({ isVerified: true, members: 1, computed: { orders: 1, spent: 1 } });
	});
});

describe('members who turn out to be one person', () => {
	async function two() {
		const [known, nameless] = [newVisitor(1), newVisitor(2)];
		await send(
			[
				{ type: 'identify', anonymousId: known, userId: 'u-1' },
				order(known, 1),
				group(known, 'acme', { timestamp: ago(5) }),
			],
			server,
		);
		await send([group(nameless, 'acme', { timestamp: ago(5) }), order(nameless, 10)], server);
		await settle();
		return { known, nameless };
	}

	test('are one member, and what they did counts once', async () => {
		const { known, nameless } = await two();
		expect(await account('acme')).toMatchObject({ members: 2, computed: { orders: 2, spent: 11 } });
		await join(env, { sourceId: nameless, targetId: known, cause });
		await settle();
		expect(await account('acme')).toMatchObject({ members: 1, computed: { orders: 2, spent: 11 } });
		await send([order(nameless, 100)]);
		await settle();
		expect(await account('acme')).toMatchObject({ members: 1, computed: { orders: 3, spent: 111 } });
		expect(await members('acme')).toEqual([known]);
	});

	test('never count twice or not at all on the way', async () => {
		const { known, nameless } = await two();
		await join(env, { sourceId: nameless, targetId: known, cause });
		for (let round = 0; round < 4; round++) {
			await settle(1);
			expect((await account('acme'))?.computed).toEqual({ orders: 2, spent: 11 });
		}
	});

	test('are two again when that is undone', async () => {
		const { known, nameless } = await two();
		const joined = await join(env, { sourceId: nameless, targetId: known, cause });
		await settle();
		await send([order(nameless, 100)]);
		await settle();
		const mergeId = joined.kind === 'one' ? (joined.mergeId ?? '') : '';
		expect(await shardOf(env, nameless).returnFrom(nameless, mergeId, 'Ada')).toBe(true);
		await settle();
		expect(await account('acme')).toMatchObject({ members: 2, computed: { orders: 3, spent: 111 } });
		await send([order(nameless, 1000)]);
		await settle();
		expect((await account('acme'))?.computed).toEqual({ orders: 4, spent: 1111 });
	});

	test('take the one’s account along to the other', async () => {
		const [known, nameless] = [newVisitor(1), newVisitor(2)];
		await send([{ type: 'identify', anonymousId: known, userId: 'u-1' }], server);
		await send([group(nameless, 'acme'), order(nameless, 10)], server);
		await settle();
		await join(env, { sourceId: nameless, targetId: known, cause });
		await settle();
		expect(await members('acme')).toEqual([known]);
		expect((await account('acme'))?.computed).toEqual({ orders: 1, spent: 10 });
	});
});

describe('who is erased', () => {
	test('is no member any more, and nothing that they did is left at the account', async () => {
		const [ada, ben] = [newVisitor(1), newVisitor(2)];
		await send([group(ada, 'acme'), order(ada, 1)], server);
		await send([group(ben, 'acme'), order(ben, 10)], server);
		await settle();
		await shardOf(env, ben).erase('erasure-1', ben, []);
		await settle();
		expect(await account('acme')).toMatchObject({ members: 1, computed: { orders: 1, spent: 1 } });
		expect(await members('acme')).toEqual([ada]);
		const timeline = await (await homeOf(env, 'acme'))?.accountTimeline('acme', Number.MAX_SAFE_INTEGER);
		expect(timeline?.items.map(({ profileId }) => profileId)).not.toContain(ben);
	});
});

describe('events that are dropped, or come back', () => {
	test('count no more once they are older than what the workspace keeps', async () => {
		const ada = newVisitor(1);
		const day = 24 * 60;
		await send([group(ada, 'acme', { timestamp: ago(9 * day) }), order(ada, 1, 8 * day), order(ada, 10)], server);
		await settle();
		expect((await account('acme'))?.computed).toEqual({ orders: 2, spent: 11 });
		await database(env).insert(retention).values({ id: 'workspace', eventDays: 7, updatedAt: 0 });
		await announceDefinitions(env);
		await settle();
		expect(await account('acme')).toMatchObject({ members: 1, computed: { orders: 1, spent: 10 } });
	});

	test('make the same account of it when they are restored from the archive', async () => {
		const ada = newVisitor(1);
		const parsed = [group(ada, 'acme', { traits: { plan: 'pro' } }), order(ada, 5)].map((sent) =>
			parseEvent(sent, { receivedAt: Date.now(), sentAt: null, mintMessageId: () => 'm' }),
		);
		const events = parsed.map((event) =>
			packEvent({ event, siteId: 'shop', source: 'server', elsewhere: [], byClaim: false }),
		);
		await restoreHistory(env, [{ profileId: ada, events }]);
		await restoreHistory(env, [{ profileId: ada, events }]);
		await settle();
		expect(await account('acme')).toMatchObject({ isVerified: true, members: 1, computed: { orders: 1, spent: 5 } });
		expect(await valuesOf('acme')).toEqual({ plan: 'pro' });
	});
});

describe('an account that is erased', () => {
	test('is gone, its members are nobody’s, and it begins anew when somebody names it again', async () => {
		const [ada, ben] = [newVisitor(1), newVisitor(2)];
		await addSegment('any', { 'account.id': { $exists: true } });
		await send([group(ada, 'acme', { traits: { plan: 'pro' } }), order(ada, 1)], server);
		await send([group(ben, 'acme')], server);
		await settle();
		expect(await segmentsOf(ben)).toEqual(['any']);
		expect(await (await homeOf(env, 'acme'))?.eraseAccount('acme')).toBe(true);
		await settle();
		expect(await account('acme')).toBeNull();
		expect(await row('acme')).toBeNull();
		expect(await segmentsOf(ben)).toEqual([]);
		await send([order(ada, 1)]);
		await settle();
		expect(await row('acme')).toBeNull();
		await send([group(ada, 'acme', { traits: { plan: 'free' } }), order(ada, 5)], server);
		await settle();
		expect(await account('acme')).toMatchObject({ members: 1, computed: { orders: 1, spent: 5 } });
		expect(await valuesOf('acme')).toEqual({ plan: 'free' });
		expect(await segmentsOf(ada)).toEqual(['any']);
		expect(await segmentsOf(ben)).toEqual([]);
	});
});

describe('hostile words', () => {
	test('a groupId of 10 KB is refused, and nothing else of its batch', async () => {
		const ada = newVisitor(1);
		const { body } = await send([group(ada, 'x'.repeat(10_240)), order(ada, 1)], server);
		expect(body).toMatchObject({ accepted: 1, refused: [{ index: 0, code: 'event-id', path: 'groupId' }] });
	});

	test.each(['a.b.c', '$gte', '__proto__', 'constructor', 'Müller & Söhne / “x” %', "'; DROP TABLE accounts; --"])(
		'an account may be called %s',
		async (id) => {
			const ada = newVisitor(1);
			await addSegment('its', { 'account.id': id, 'account.traits.plan': 'pro' });
			const traits = JSON.parse('{ "plan": "pro", "a.b": 1, "$gt": 2, "toString": 3 }');
			await send([group(ada, id, { traits }), order(ada, 1)], server);
			await settle();
			expect(await account(id)).toMatchObject({ id, members: 1, computed: { orders: 1 } });
			expect(await valuesOf(id)).toEqual(traits);
			expect(await segmentsOf(ada)).toEqual(['its']);
		},
	);

	test('more traits than an account has room for leave those that are there, and say so', async () => {
		const ada = newVisitor(1);
		const large = (at: number) => Object.fromEntries([[`t${at}`, 'x'.repeat(20_000)]]);
		for (let at = 0; at < 5; at++) await send([group(ada, 'acme', { traits: large(at) })], server);
		await settle();
		expect(await account('acme')).toMatchObject({ isFull: true });
		expect(Object.keys(await valuesOf('acme'))).toEqual(['t0', 't1', 't2']);
	});
});
