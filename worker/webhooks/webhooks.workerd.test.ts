import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, inject, test, vi } from 'vitest';
import { signatureOf } from '../enrichment/sign.ts';
import { shardOf } from '../profiles/index.ts';
import { ProfileShard } from '../profiles/shard.ts';
import { type Call, callAs } from '../testing/sign-in.ts';
import { soon } from '../testing/soon.ts';
import { addSegment, newVisitor, openWorkspace, secretKey, send, track } from '../testing/workspace.ts';
import { givenUpMs } from './caller.ts';

const endpoint = inject('endpointUrl');
const server = { key: secretKey, headers: { 'content-type': 'application/json' } };
const bought = { $did: { event: 'Order Completed' } };

let api: Call;
/** What this test's endpoint is called: the server is one for all. */
let name = '';
let names = 0;

beforeEach(async () => {
	await openWorkspace();
	api = await callAs('editor');
	name = `w${names++}-${Date.now()}`;
	await addSegment('buyers', bought);
});
afterEach(() => vi.useRealTimers());

async function say(status: number): Promise<void> {
	await fetch(`${endpoint}/say/${name}`, { method: 'POST', body: JSON.stringify({ status, body: 'thanks' }) });
}

interface Heard {
	readonly body: string;
	readonly headers: Readonly<Record<string, string>>;
}

async function heard(): Promise<Heard[]> {
	return (await fetch(`${endpoint}/heard/${name}`)).json();
}

/** What the endpoint was told: who did what with which segment. */
async function told(): Promise<string[]> {
	return (await heard()).map(({ body }) => {
		const { type, segment, profile } = JSON.parse(body);
		return `${type} ${segment.id} ${profile.userId ?? profile.id}`;
	});
}

const settings = (more: Record<string, unknown> = {}) => ({
	name: 'CRM',
	enabled: true,
	url: `${endpoint}/answer/${name}`,
	moves: ['entered', 'left'],
	...more,
});

async function webhook(more: Record<string, unknown> = {}): Promise<{ id: string; signingSecret: string }> {
	const { status, body } = await api('POST', '/webhooks', settings(more));
	expect(status).toBe(201);
	return body as { id: string; signingSecret: string };
}

const shard = () => shardOf(env, newVisitor(3));

async function waiting(): Promise<number> {
	return runInDurableObject(
		shard(),
		(_, { storage }) => storage.sql.exec<{ n: number }>('SELECT count(*) AS n FROM webhook_calls').one().n,
	);
}

/** Does what the shard's alarm does, and waits until so many calls are left. */
async function ring(left = 0): Promise<void> {
	await runInDurableObject(shard(), (instance) => instance instanceof ProfileShard && instance.alarm());
	await soon(async () => expect(await waiting()).toBe(left));
}

async function standing(id: string): Promise<Record<string, unknown>> {
	const { body } = await api('GET', `/webhooks/${id}`);
	return (body as { standing: Record<string, unknown> }).standing;
}

async function identify(userId: string, more: Record<string, unknown> = {}): Promise<string> {
	const anonymousId = newVisitor(3);
	await send([{ type: 'identify', anonymousId, userId, traits: { email: `${userId}@example.com` }, ...more }], server);
	return anonymousId;
}

describe('a webhook', () => {
	test('hears at once who enters and leaves a segment, signed, with what is known of them', async () => {
		const { signingSecret } = await webhook();
		await addSegment('pros', { 'traits.plan': 'pro' });
		const ada = await identify('ada', { traits: { plan: 'pro', email: 'ada@example.com' } });
		await send([track(ada, 'Consent Updated', { properties: { email: true } }), track(ada, 'Order Completed')]);
		await ring();
		await send([{ type: 'identify', anonymousId: ada, traits: { plan: 'free' } }], server);
		await ring();
		expect(await told()).toEqual(['segment.entered pros ada', 'segment.entered buyers ada', 'segment.left pros ada']);
		const calls = await heard();
		const [, { body = '', headers = {} } = {}] = calls;
		expect(JSON.parse(body)).toEqual({
			id: headers['idempotency-key'],
			type: 'segment.entered',
			at: expect.stringMatching(/^20.*Z$/),
			segment: { id: 'buyers', name: 'buyers' },
			profile: { id: ada, userId: 'ada', email: 'ada@example.com', consent: { email: true } },
		});
		const [, seconds] = /^t=(\d+),v1=/.exec(headers['x-edgewise-signature'] ?? '') ?? [];
		expect(headers['x-edgewise-signature']).toBe(await signatureOf(signingSecret, body, Number(seconds)));
		expect(new Set(calls.map((call) => call.headers['idempotency-key'])).size).toBe(3);
	});

	test('hears of the segments and moves that it is for, of decisions by hand, and of nobody who stays', async () => {
		await addSegment('others', { 'traits.plan': 'pro' });
		await webhook({ segments: ['buyers'], moves: ['entered'] });
		const ada = await identify('ada', { traits: { plan: 'pro' } });
		await send([track(ada, 'Order Completed'), track(ada, 'Order Completed')]);
		await ring();
		await addSegment('buyers', { $did: { event: 'Order Completed', count: { $gte: 1 } } });
		await ring();
		expect(await told()).toEqual(['segment.entered buyers ada']);
		const ben = await identify('ben');
		await api('POST', '/segments/buyers/members', { people: [ben], membership: 'in' });
		await api('POST', '/segments/buyers/members', { people: [ada], membership: 'out' });
		await ring();
		expect(await told()).toEqual(['segment.entered buyers ada', 'segment.entered buyers ben']);
	});

	test('that fails is called again, with the same id, and says what is wrong', async () => {
		const { id } = await webhook();
		await say(500);
		const now = Date.now();
		vi.useFakeTimers({ now, toFake: ['Date'] });
		const ada = await identify('ada');
		await send([track(ada, 'Order Completed')]);
		await ring(1);
		await soon(async () => expect(await standing(id)).toMatchObject({ state: 'failing' }));
		expect(await standing(id)).toMatchObject({ lastError: 'It answers with 500.', lastAnswerAt: null, givenUp: 0 });
		await ring(1);
		expect(await heard()).toHaveLength(1);
		await say(204);
		vi.useFakeTimers({ now: now + 10_000, toFake: ['Date'] });
		await ring();
		const ids = (await heard()).map(({ headers }) => headers['idempotency-key']);
		expect(ids).toHaveLength(2);
		expect(ids[0]).toBe(ids[1]);
		expect(await standing(id)).toMatchObject({ state: 'working', failingSince: null });
	});

	test('that fails for a day loses what is older, and counts it', async () => {
		const { id } = await webhook();
		await say(503);
		const now = Date.now();
		vi.useFakeTimers({ now, toFake: ['Date'] });
		const ada = await identify('ada');
		await send([track(ada, 'Order Completed')]);
		await ring(1);
		await soon(async () => expect(await standing(id)).toMatchObject({ state: 'failing' }));
		vi.useFakeTimers({ now: now + givenUpMs + 1000, toFake: ['Date'] });
		await ring();
		await soon(async () => expect(await standing(id)).toMatchObject({ givenUp: 1 }));
	});

	test('holds up nobody while it hangs, and no other webhook', async () => {
		await webhook({ name: 'Hangs', url: `${endpoint}/hang/${name}-other` });
		await webhook();
		const ada = await identify('ada');
		await send([track(ada, 'Order Completed')]);
		await ring(1);
		expect(await told()).toEqual(['segment.entered buyers ada']);
		expect(await api('GET', `/profiles/${ada}`)).toMatchObject({ status: 200, body: { segments: [{ id: 'buyers' }] } });
	});

	test('hears nothing of who was erased, nor once it is off', async () => {
		const { id } = await webhook();
		await say(500);
		const [ada, ben] = [await identify('ada'), await identify('ben')];
		await send([track(ada, 'Order Completed'), track(ben, 'Order Completed')]);
		await ring(2);
		expect(await api('POST', `/profiles/${ada}/erase`, {})).toMatchObject({ status: 202 });
		await soon(async () => expect(await waiting()).toBe(1));
		expect(await api('PUT', `/webhooks/${id}`, settings({ enabled: false }))).toMatchObject({
			status: 200,
			body: { standing: { state: 'off' } },
		});
		await ring(0);
	});

	test('keeps the segments that it names', async () => {
		const { id } = await webhook({ segments: ['buyers'] });
		expect(await api('DELETE', '/segments/buyers')).toMatchObject({
			status: 409,
			body: { error: { code: 'segment-in-use', message: 'The segment is used by the webhook “CRM”.' } },
		});
		await api('DELETE', `/webhooks/${id}`);
		// One that is told of all of them does without.
		await webhook();
		expect(await api('DELETE', '/segments/buyers')).toMatchObject({ status: 204 });
	});

	test('is tried by a teammate, and told apart from a real call', async () => {
		const { id } = await webhook();
		await say(200);
		expect(await api('POST', `/webhooks/${id}/test`)).toMatchObject({
			status: 200,
			body: { isHeard: true, status: 200, says: null, text: 'thanks', body: { type: 'test' } },
		});
		await say(410);
		expect(await api('POST', `/webhooks/${id}/test`)).toMatchObject({
			body: { isHeard: false, status: 410, says: 'It answers with 410.' },
		});
	});

	test.each([
		[{ url: 'ftp://example.com' }, 'url'],
		[{ url: 'https://user:secret@example.com' }, 'url'],
		[{ url: 'https://10.0.0.1/x' }, 'url'],
		[{ segments: ['buyers', 'nope'] }, 'segments.1'],
		[{ moves: [] }, 'moves'],
		[{ name: '' }, 'name'],
	])('is refused with %j', async (more, path) => {
		expect(await api('POST', '/webhooks', settings(more))).toMatchObject({ status: 400, body: { error: { path } } });
	});

	test('is changed, signed anew and deleted by editors only, and noted in the audit', async () => {
		const { id, signingSecret } = await webhook();
		const viewer = await callAs('viewer');
		expect(await viewer('GET', '/webhooks')).toMatchObject({ status: 200, body: { items: [{ id }] } });
		expect(JSON.stringify((await viewer('GET', `/webhooks/${id}`)).body)).not.toContain(signingSecret);
		for (const [method, path] of [
			['POST', '/webhooks'],
			['PUT', `/webhooks/${id}`],
			['POST', `/webhooks/${id}/signing-secret`],
			['POST', `/webhooks/${id}/test`],
			['DELETE', `/webhooks/${id}`],
		] as const)
			expect(await viewer(method, path, settings())).toMatchObject({ status: 403 });
		const { body } = await api('POST', `/webhooks/${id}/signing-secret`);
		expect((body as { signingSecret: string }).signingSecret).not.toBe(signingSecret);
		expect(await api('DELETE', `/webhooks/${id}`)).toMatchObject({ status: 204 });
		expect(await api('GET', `/webhooks/${id}`)).toMatchObject({ status: 404 });
		const { results } = await env.DB.prepare('SELECT action FROM audit ORDER BY rowid').all<{ action: string }>();
		expect(results.map(({ action }) => action).filter((action) => action.startsWith('webhook.'))).toEqual([
			'webhook.create',
			'webhook.sign',
			'webhook.delete',
		]);
	});
});
