import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { forgetIdentities, ownersOf } from '../profiles/identities.ts';
import { shardOf, writeArchives } from '../profiles/index.ts';
import { openTables } from '../profiles/tables.ts';
import { ORIGIN, sessionOf } from '../testing/sign-in.ts';
import { soon } from '../testing/soon.ts';
import {
	addJourney,
	addMessage,
	addSegment,
	call,
	newVisitor,
	openWorkspace,
	secretKey,
	send,
	track,
} from '../testing/workspace.ts';
import { attendErasures } from './erase.ts';
import { insertErasures } from './storage.ts';

beforeEach(() => openWorkspace());

async function api(
	method: string,
	path: string,
	{ body, role = 'editor' }: { body?: unknown; role?: 'editor' | 'viewer' } = {},
) {
	const response = await call(`${ORIGIN}/api${path}`, {
		method,
		headers: {
			authorization: `Bearer ${await sessionOf(role)}`,
			...(body !== undefined && { 'content-type': 'application/json' }),
		},
		...(body !== undefined && { body: JSON.stringify(body) }),
	});
	const text = await response.text();
	return { status: response.status, body: text === '' ? null : JSON.parse(text) };
}

/** Rings until nothing is to be erased any more, and everything is written behind. */
async function untilErased(profileId: string): Promise<void> {
	const shard = shardOf(env, profileId);
	do await runDurableObjectAlarm(shard);
	while (
		await runInDurableObject(shard, (_, { storage }) => {
			const { erasures, outbox } = openTables(storage.sql);
			return erasures.next() !== null || outbox.isBehind();
		})
	);
}

async function erase(profileId: string): Promise<void> {
	expect((await api('POST', `/profiles/${profileId}/erase`, { body: { reference: 'letter 7' } })).status).toBe(202);
	await untilErased(profileId);
}

/** Everything anywhere, as text. */
async function everything(): Promise<string> {
	const tables = await env.DB.prepare(
		"SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB '_*'",
	).all<{ name: string }>();
	const rows = await Promise.all(tables.results.map(({ name }) => env.DB.prepare(`SELECT * FROM "${name}"`).all()));
	const objects = (await env.ARCHIVE.list()).objects;
	const archived = await Promise.all(
		objects.map(async ({ key }) => {
			const object = await env.ARCHIVE.get(key);
			return new Response(object?.body.pipeThrough(new DecompressionStream('gzip'))).text();
		}),
	);
	const { results } = await env.DB.prepare('SELECT name FROM shards').all<{ name: string }>();
	const stored = await Promise.all(
		results.map(({ name }) =>
			runInDurableObject(env.PROFILES.get(env.PROFILES.idFromName(name)), (_, { storage }) =>
				[
					'profiles',
					'batches',
					'enrollments',
					'deliveries',
					'behind',
					'erasures',
					'meta',
					'traffic',
					'departures',
					'luggage',
				].map((table) => storage.sql.exec(`SELECT * FROM ${table}`).toArray()),
			),
		),
	);
	return JSON.stringify([rows.map(({ results }) => results), archived, stored]);
}

const ownerOf = async (userId: string) => {
	forgetIdentities();
	const identity = { kind: 'userId' as const, value: userId };
	return (await ownersOf(env, [identity], true)).get(identity)?.profileId ?? '';
};

/** Somebody with something in every store, beside somebody else in the same shard. */
async function somebody(): Promise<{ ada: string; bob: string }> {
	await addMessage('hello');
	await addSegment('pro', { 'traits.plan': 'pro' });
	const steps = { send: { kind: 'message', messageId: 'hello', next: 'end' }, end: { kind: 'exit' } } as const;
	await addJourney({
		id: 'j',
		name: 'J',
		version: 1,
		trigger: { kind: 'event', event: 'Signed Up' },
		entry: 'send',
		steps,
		reentry: 'always',
		exitWhen: null,
	});
	const [ada, bob] = [newVisitor(), newVisitor()];
	const traits = { email: 'ada-secret@example.com', plan: 'pro' };
	await send(
		[
			{ type: 'identify', anonymousId: ada, userId: 'ada-secret', messageId: 'i1', traits },
			track(ada, 'Signed Up', { properties: { note: 'ada-secret' } }),
		],
		{ key: secretKey },
	);
	await send([track(bob, 'Seen', { properties: { note: 'bob-stays' } })]);
	await soon(async () => {
		await runDurableObjectAlarm(shardOf(env, ada));
		expect((await shardOf(env, ada).detail(ada))?.deliveries).toMatchObject([{ state: 'sent' }]);
	});
	await writeArchives(env);
	await send([track(ada, 'Seen', { userId: 'ada-secret', properties: { note: 'ada-secret' } })], { key: secretKey });
	await runDurableObjectAlarm(shardOf(env, ada));
	return { ada, bob };
}

describe('a person who is erased', () => {
	test('is nowhere any more, and whoever shared the same objects and shard is as before', async () => {
		const { ada, bob } = await somebody();
		const before = await everything();
		for (const trace of ['ada-secret', ada, 'bob-stays']) expect(before).toContain(trace);
		await erase(ada);
		const after = await everything();
		expect(after).not.toContain('ada-secret');
		expect(after).not.toContain(ada);
		expect(after).toContain('bob-stays');
		expect(await shardOf(env, bob).detail(bob)).toMatchObject({ events: 1 });
		expect(await shardOf(env, ada).detail(ada)).toBeNull();
	});

	test('leaves a receipt that says what was erased where, when and by whom, and not who it was', async () => {
		const { ada } = await somebody();
		await erase(ada);
		const { body } = await api('GET', '/erasures');
		expect(body.items).toMatchObject([
			{
				state: 'done',
				reference: 'letter 7',
				requestedBy: 'editor',
				doneAt: expect.any(String),
				report: {
					events: 5,
					enrollments: 1,
					deliveries: 1,
					database: { profiles: 1, identities: 1, deliveries: 1, mailbox: 1 },
					archive: { objects: 2, lines: 4 },
				},
			},
		]);
		const { results } = await env.DB.prepare("SELECT target FROM audit WHERE action = 'profile.erase'").all();
		expect(results).toEqual([{ target: body.items[0].id }]);
	});

	test('comes back as somebody new: by the same device, and by the same userId', async () => {
		const { ada } = await somebody();
		await erase(ada);
		await send([track(ada, 'Seen')]);
		await untilErased(ada);
		expect(await shardOf(env, ada).detail(ada)).toMatchObject({ events: 1, userId: null, traits: {} });
		forgetIdentities();
		await send([{ type: 'identify', userId: 'ada-secret', traits: { plan: 'free' } }], { key: secretKey });
		const owner = await ownerOf('ada-secret');
		expect(owner).not.toBe(ada);
		expect(await shardOf(env, owner).detail(owner)).toMatchObject({ events: 1, deliveries: [], segments: [] });
		const listed = await env.DB.prepare('SELECT id FROM profiles WHERE id = ?').bind(ada).all();
		expect(listed.results).toHaveLength(1);
	});

	test('whose last event was the newest of the shard gives its number to nobody: what comes next is archived and told', async () => {
		const [ada, bob] = [newVisitor(), newVisitor()];
		await send([track(ada, 'Seen')]);
		await writeArchives(env);
		await untilErased(ada);
		await erase(ada);
		await send([track(bob, 'Seen', { properties: { note: 'bob-stays' } })]);
		await writeArchives(env);
		await untilErased(bob);
		const told = await env.DB.prepare('SELECT id FROM profiles').all();
		expect(told.results).toEqual([{ id: bob }]);
		expect((await env.ARCHIVE.list()).objects).toHaveLength(1);
	});

	test('before anything of them was archived never gets there', async () => {
		const ada = newVisitor();
		await send([track(ada, 'Seen', { properties: { note: 'ada-secret' } })]);
		await erase(ada);
		await writeArchives(env);
		expect(await everything()).not.toContain('ada-secret');
	});

	test('while a message is being sent to them stays in D1 until nobody can put anything there any more', async () => {
		const { ada } = await somebody();
		const leaseUntil = Date.now() + 60_000;
		await runInDurableObject(shardOf(env, ada), (_, { storage }) => {
			const { deliveries } = openTables(storage.sql);
			for (const delivery of deliveries.of(ada)) deliveries.save({ ...delivery, state: 'claimed', leaseUntil }, null);
		});
		await api('POST', `/profiles/${ada}/erase`, { body: {} });
		await runDurableObjectAlarm(shardOf(env, ada));
		expect((await api('GET', '/erasures')).body.items).toMatchObject([{ state: 'underway' }]);
		vi.useFakeTimers({ now: leaseUntil, toFake: ['Date'] });
		await untilErased(ada);
		vi.useRealTimers();
		expect(await everything()).not.toContain('ada-secret');
	});

	test.each([
		['of another shard', 5],
		['of the same shard', 3],
	])('takes with them whom they were merged with, %s, and what could undo that', async (_, number) => {
		const [first, second] = [newVisitor(3), newVisitor(number)];
		await send([track(second, 'Seen', { properties: { note: 'ada-secret' } })]);
		for (const anonymousId of [first, second]) {
			await send(
				[{ type: 'identify', anonymousId, userId: 'ada-secret', traits: { email: 'ada-secret@example.com' } }],
				{
					key: secretKey,
				},
			);
		}
		await soon(async () => {
			await runDurableObjectAlarm(shardOf(env, second));
			const { results } = await env.DB.prepare('SELECT state FROM merges').all();
			expect(results).toEqual([{ state: 'done' }]);
		});
		await writeArchives(env);
		expect(await everything()).toContain('ada-secret');
		// By the id of the one who was merged, as a link of before has it.
		const { body } = await api('POST', `/profiles/${second}/erase`, { body: {} });
		expect(body.ids).toHaveLength(2);
		await untilErased(first);
		await untilErased(second);
		const after = await everything();
		for (const trace of ['ada-secret', first, second]) expect(after).not.toContain(trace);
	});

	test.each([
		['who stayed, and who left', true],
		['who left, and whoever stayed keeps what is theirs', false],
	])('takes with them what came while two were merged who have been separated again: %s', async (_, areBoth) => {
		const [ada, grace] = [newVisitor(3), newVisitor(5)];
		await send([track(ada, 'Seen'), track(grace, 'Seen')]);
		const { body } = await api('POST', `/profiles/${grace}/merges`, { body: { profileId: ada } });
		const [stays, leaves] = body.profileId === ada ? [ada, grace] : [grace, ada];
		await writeArchives(env);
		vi.useFakeTimers({ now: Date.now() + 2 * 3_600_000, toFake: ['Date'] });
		await send([
			track(leaves, 'Seen', { properties: { note: 'ada-secret' } }),
			track(stays, 'Seen', { properties: { note: 'stays-here' } }),
		]);
		await writeArchives(env);
		const { items } = (await api('GET', `/profiles/${stays}/merges`)).body;
		expect((await api('POST', `/merges/${items[0].id}/undo`, { body: {} })).status).toBe(200);
		if (areBoth) await erase(stays);
		await erase(leaves);
		await untilErased(stays);
		const after = await everything();
		expect(after).not.toContain('ada-secret');
		// Nor that it was they who had been merged, but for the log of what teammates did.
		expect(after.replaceAll(/"action":"[^"]*","target":"[^"]*"/g, '')).not.toContain(leaves);
		// In the shard, and in the archive.
		expect((after.match(/stays-here/g) ?? []).length > 1).toBe(!areBoth);
		vi.useRealTimers();
	});
});

/** An erasure that was written down, and of which no shard has heard. */
function underway(id: string, profileId: string) {
	return { id, profileId, mergeIds: [], state: 'underway', reference: '', requestedBy: 'x', requestedAt: 1 } as const;
}

describe('an erasure that is interrupted', () => {
	test('after it was written down, and before the shard heard of it, goes on with the cron', async () => {
		const { ada } = await somebody();
		await insertErasures(env, [underway('era_1', ada)]);
		await attendErasures(env);
		await untilErased(ada);
		expect(await everything()).not.toContain('ada-secret');
		expect((await api('GET', '/erasures')).body.items).toMatchObject([{ id: 'era_1', state: 'done' }]);
	});

	test('and is told again when it is over, erases nobody new', async () => {
		const { ada } = await somebody();
		const { body } = await api('POST', `/profiles/${ada}/erase`, { body: {} });
		await untilErased(ada);
		await send([track(ada, 'Seen')]);
		await shardOf(env, ada).erase(body.ids[0], ada, []);
		expect(await shardOf(env, ada).detail(ada)).toMatchObject({ events: 1 });
	});

	test('while it is under way is one, however often it is asked for', async () => {
		const { ada } = await somebody();
		await insertErasures(env, [underway('era_1', ada)]);
		expect((await api('POST', `/profiles/${ada}/erase`, { body: {} })).body).toEqual({ ids: ['era_1'] });
	});
});

describe('all that is kept of a person', () => {
	test('is one JSON object: profile, rows of D1, events and archived lines, and nothing of others', async () => {
		const { ada } = await somebody();
		const { body } = await api('GET', `/profiles/${ada}/export`);
		expect(body.profile).toMatchObject({ userId: 'ada-secret', traits: { plan: { value: 'pro' } } });
		expect(Object.keys(body.database)).toEqual(
			expect.arrayContaining(['profiles', 'identities', 'deliveries', 'mailbox', 'merges by target_id']),
		);
		expect(body.database.identities).toEqual(
			expect.arrayContaining([expect.objectContaining({ kind: 'userId', value: 'ada-secret' })]),
		);
		expect(body.database.mailbox).toHaveLength(1);
		expect(body.events.map(({ event }: { event: string }) => event).sort()).toEqual([
			'Identified',
			'Message Sent',
			'Seen',
			'Segment Entered',
			'Signed Up',
		]);
		expect(body.archive.map(({ event }: { event: string }) => event).sort()).toEqual([
			'Identified',
			'Message Sent',
			'Segment Entered',
			'Signed Up',
		]);
		expect(JSON.stringify(body)).not.toContain('bob-stays');
		const places = await shardOf(env, ada).archivePlaces(ada);
		expect(places.map(({ prefix }) => prefix.split('/')[1]).sort()).toEqual(['@workspace', 'shop']);
	});
});

test('viewers erase nobody, and take nobody with them', async () => {
	const { ada } = await somebody();
	expect((await api('POST', `/profiles/${ada}/erase`, { body: {}, role: 'viewer' })).status).toBe(403);
	expect((await api('GET', `/profiles/${ada}/export`, { role: 'viewer' })).status).toBe(403);
	expect((await api('GET', '/erasures', { role: 'viewer' })).status).toBe(403);
	expect((await api('POST', `/profiles/${newVisitor()}/erase`, { body: {} })).status).toBe(404);
});
