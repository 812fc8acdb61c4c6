import { runDurableObjectAlarm } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Call, callAs } from '../../testing/sign-in.ts';
import { newVisitor, openWorkspace, secretKey, send, track } from '../../testing/workspace.ts';
import { forgetIdentities } from '../identities.ts';
import { shardOf } from '../index.ts';

const server = { key: secretKey, headers: { 'content-type': 'application/json' } };
let api: Call;

beforeEach(async () => {
	await openWorkspace();
	api = await callAs('editor');
});

/** Two users of a server, each at a device of their own, the first of them here first. */
async function twoUsers(): Promise<{ first: string; second: string }> {
	const [first, second] = [newVisitor(1), newVisitor(2)];
	const before = new Date(Date.now() - 60_000).toISOString();
	await send([track(first, 'Signed In', { userId: 'u-1', timestamp: before })], server);
	await send([track(second, 'Signed In', { userId: 'u-2' })], server);
	return { first, second };
}

/** A teammate merges them; answers the merge's id. */
async function mergeUsers(one: string, other: string, more: Record<string, unknown> = {}): Promise<string> {
	const { status } = await api('POST', `/profiles/${one}/merges`, { profileId: other, twoUsers: true, ...more });
	expect(status).toBe(200);
	const { body } = await api('GET', `/profiles/${one}/merges`);
	return (body as { items: { id: string }[] }).items[0]?.id ?? '';
}

async function eventsOf(profileId: string): Promise<string[]> {
	const { items } = await shardOf(env, profileId).timeline(profileId, Number.MAX_SAFE_INTEGER);
	return items
		.map(({ event }) => event)
		.filter((event) => event !== 'Profiles Merged' && event !== 'Profiles Separated')
		.sort();
}

describe('two users whom a teammate merges', () => {
	test('are refused until the teammate says that they know', async () => {
		const { first, second } = await twoUsers();
		const refused = await api('POST', `/profiles/${first}/merges`, { profileId: second });
		expect(refused).toMatchObject({
			status: 409,
			body: { error: { code: 'merge-two-users', path: 'twoUsers', hint: expect.stringContaining('"twoUsers": true') } },
		});
		expect((await api('GET', `/profiles/${second}`)).body).toMatchObject({ id: second, userId: 'u-2' });
	});

	test('keep the userId of who was here first, unless the other is named', async () => {
		const { first, second } = await twoUsers();
		await mergeUsers(second, first);
		expect((await api('GET', `/profiles/${second}`)).body).toMatchObject({ id: first, userId: 'u-1' });
		const others = [newVisitor(3), newVisitor(4)] as const;
		await send([track(others[0], 'Signed In', { userId: 'u-3' })], server);
		await send([track(others[1], 'Signed In', { userId: 'u-4' })], server);
		await mergeUsers(others[0], others[1], { keep: others[1] });
		expect((await api('GET', `/profiles/${others[0]}`)).body).toMatchObject({ id: others[1], userId: 'u-4' });
	});

	test('are found by either userId, with and without a device, by servers and browsers, also by what an isolate remembers', async () => {
		const { first, second } = await twoUsers();
		await mergeUsers(first, second);
		const words = () => [
			{ type: 'track', event: 'By The First', userId: 'u-1' },
			{ type: 'track', event: 'By The Second', userId: 'u-2' },
			track(first, 'At The First, The Second', { userId: 'u-2' }),
			track(second, 'At The Second, The First', { userId: 'u-1' }),
		];
		for (const forget of [() => undefined, forgetIdentities]) {
			forget();
			await send(words(), server);
			for (const word of words()) await send([word], server);
			await send([
				track(first, 'Browser As The Second', { userId: 'u-2' }),
				track(second, 'Browser As The Second', { userId: 'u-2' }),
				track(second, 'Browser As The First', { userId: 'u-1' }),
			]);
		}
		expect(await eventsOf(first)).toHaveLength(2 + 2 * (4 + 4 + 3));
		expect((await api('GET', `/profiles/${first}`)).body).toMatchObject({
			userId: 'u-1',
			identities: expect.arrayContaining([
				{ kind: 'userId', value: 'u-1', verified: true },
				{ kind: 'userId', value: 'u-2', verified: true },
			]),
		});
		expect(await env.DB.prepare('SELECT count(*) AS count FROM merge_refusals').first()).toEqual({ count: 0 });
		expect(await env.DB.prepare("SELECT count(*) AS count FROM identities WHERE kind = 'claim'").first()).toEqual({
			count: 0,
		});
		await runDurableObjectAlarm(shardOf(env, first));
		await runDurableObjectAlarm(shardOf(env, second));
		expect((await api('GET', '/profiles?search=u-2')).body).toMatchObject({ items: [{ id: first }] });
		expect((await api('GET', '/profiles')).body).toMatchObject({ items: [{ id: first }] });
	});

	test('take in further devices of either', async () => {
		const { first, second } = await twoUsers();
		await mergeUsers(first, second);
		const [laptop, tablet] = [newVisitor(5), newVisitor(6)];
		await send([track(laptop, 'Seen'), track(tablet, 'Seen')]);
		await send([track(laptop, 'Signed In', { userId: 'u-2' }), track(tablet, 'Signed In', { userId: 'u-1' })], server);
		for (const device of [laptop, tablet]) {
			expect((await api('GET', `/profiles/${device}`)).body).toMatchObject({ id: first });
		}
	});

	test('stay apart from a third user, at whatever device', async () => {
		const { first, second } = await twoUsers();
		await mergeUsers(first, second);
		await send([track(second, 'Signed In', { userId: 'u-3' })], server);
		expect((await api('GET', `/profiles/${second}`)).body).toMatchObject({ id: first, userId: 'u-1' });
		const { body } = await api('GET', '/profiles?search=u-3');
		expect((body as { items: { id: string }[] }).items.map(({ id }) => id)).not.toContain(first);
		expect(await eventsOf(first)).toEqual(['Signed In', 'Signed In']);
	});

	test('are two again when it is undone, each with what named them or came from their devices since', async () => {
		const { first, second } = await twoUsers();
		const before = [await api('GET', `/profiles/${first}`), await api('GET', `/profiles/${second}`)];
		const mergeId = await mergeUsers(first, second);
		expect((await api('POST', `/merges/${mergeId}/undo`)).body).toMatchObject({ state: 'undone' });
		expect((await api('GET', `/profiles/${second}`)).body).toEqual(before[1]?.body);
		expect((await api('GET', `/profiles/${first}`)).body).toMatchObject({ id: first, userId: 'u-1', events: 1 });
		const again = await mergeUsers(first, second);
		await send(
			[
				{ type: 'track', event: 'By The First', userId: 'u-1' },
				{ type: 'track', event: 'By The Second', userId: 'u-2' },
				track(second, 'At The Second, The First', { userId: 'u-1' }),
				track(first, 'At The First, The Second', { userId: 'u-2' }),
			],
			server,
		);
		await send([track(second, 'Device Of The Second'), track(first, 'Device Of The First')]);
		await api('POST', `/merges/${again}/undo`);
		expect(await eventsOf(first)).toEqual([
			'At The Second, The First',
			'By The First',
			'Device Of The First',
			'Signed In',
		]);
		expect(await eventsOf(second)).toEqual([
			'At The First, The Second',
			'By The Second',
			'Device Of The Second',
			'Signed In',
		]);
		expect((await api('GET', `/profiles/${first}`)).body).toMatchObject({ id: first, userId: 'u-1', events: 4 });
		expect((await api('GET', `/profiles/${second}`)).body).toMatchObject({ id: second, userId: 'u-2', events: 4 });
		forgetIdentities();
		await send([{ type: 'track', event: 'After', userId: 'u-2' }], server);
		expect(await eventsOf(second)).toContain('After');
		expect(await eventsOf(first)).not.toContain('After');
	});

	test('are not merged by events, whatever these have in common', async () => {
		const { first, second } = await twoUsers();
		const address = { email: 'ada@example.com', email_verified: true };
		await send(
			['u-1', 'u-2'].map((userId) => ({ type: 'identify', userId, traits: address })),
			server,
		);
		expect((await api('GET', `/profiles/${second}`)).body).toMatchObject({ id: second });
		expect((await api('GET', `/profiles/${first}/merges`)).body).toMatchObject({
			items: [],
			refusals: [{ reason: 'two-users', hint: expect.stringContaining('by hand') }],
		});
	});
});
