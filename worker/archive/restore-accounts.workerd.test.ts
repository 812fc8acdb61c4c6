import { applyD1Migrations, reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { forgetIdentities } from '../profiles/identities.ts';
import { group, settle } from '../testing/accounts.ts';
import { type Call, callAs, ORIGIN, sessionOf } from '../testing/sign-in.ts';
import { call, newVisitor, openWorkspace, secretKey, send } from '../testing/workspace.ts';

let api: Call;

async function open(): Promise<void> {
	await openWorkspace();
	api = await callAs('editor');
}

beforeEach(open);
afterEach(() => vi.useRealTimers());

/** A workspace with the same sites, and nobody in it. */
async function emptied(): Promise<void> {
	await reset();
	await applyD1Migrations(env.DB, env.MIGRATIONS);
	forgetIdentities();
	await open();
}

async function archive(path: string, init: RequestInit<IncomingRequestCfProperties> = {}): Promise<Response> {
	const headers = { authorization: `Bearer ${await sessionOf('editor')}`, ...init.headers };
	return call(`${ORIGIN}/api/archive${path}`, { ...init, headers });
}

async function download(): Promise<string> {
	expect((await archive('/write', { method: 'POST' })).status).toBe(204);
	const response = await archive('/events?from=2000-01-01T00:00:00Z&to=2040-01-01T00:00:00Z');
	return new TextDecoder().decode(await response.arrayBuffer());
}

async function restore(body: string): Promise<Record<string, unknown>> {
	const headers = { 'content-type': 'application/x-ndjson' };
	return (await archive('/restore', { method: 'POST', body, headers })).json();
}

/** Accounts as a teammate sees them, but for when they were first heard of here. */
async function accounts(...ids: readonly string[]): Promise<unknown[]> {
	return Promise.all(
		ids.map(async (id) => {
			const { status, body } = await api('GET', `/accounts/${id}`);
			const { createdAt: _, ...rest } = body as Record<string, unknown>;
			return [status, rest];
		}),
	);
}

async function say(id: string, traits: Record<string, unknown>): Promise<void> {
	expect(await api('PATCH', `/accounts/${id}/traits`, { traits })).toMatchObject({ status: 204 });
}

describe('what a teammate says of an account', () => {
	test('is in the archive, and gives the same accounts in an empty workspace', async () => {
		const ada = newVisitor(1);
		await send([group(ada, 'acme', { traits: { name: 'Acme', plan: 'free' } })], { key: secretKey });
		await send([group(newVisitor(2), 'claimed', { traits: { name: 'Claimed' } })]);
		await settle();
		await say('acme', { plan: 'gold', 'a "note" of \u2028 $ours': ['x', 1] });
		await settle();
		await say('acme', { plan: null, owner: 'Grace' });
		await say('claimed', { owner: 'Ada' });
		await settle();
		const before = await accounts('acme', 'claimed');
		expect(before).toMatchObject([
			[200, { isVerified: true, traits: { owner: { value: 'Grace', source: 'teammate' } } }],
			[200, { isVerified: false, traits: { owner: { value: 'Ada', source: 'teammate' } } }],
		]);
		const lines = await download();
		expect(lines.match(/"profileId":null,"siteId":"shop","source":"teammate"/g)).toHaveLength(3);
		for (const archived of [lines, lines.trimEnd().split('\n').toReversed().join('\n')]) {
			await emptied();
			expect(await restore(archived)).toMatchObject({ restored: 5, refused: 0 });
			await settle();
			expect(await accounts('acme', 'claimed')).toEqual(before);
			expect(await restore(archived)).toMatchObject({ restored: 0, duplicates: 5, refused: 0 });
			await settle();
			expect(await accounts('acme', 'claimed')).toEqual(before);
		}
		// What was restored is archived like everything else, and says the same.
		const second = await download();
		await emptied();
		await restore(second);
		await settle();
		expect(await accounts('acme', 'claimed')).toEqual(before);
	});

	test('is erased with the account, from the archive too, and what others say stays there', async () => {
		const ada = newVisitor(1);
		await send([group(ada, 'acme', { traits: { name: 'Acme' } }), group(ada, 'other')], { key: secretKey });
		await settle();
		await say('acme', { secret: 'of acme' });
		await say('other', { secret: 'of other' });
		expect(await download()).toContain('of acme');
		await say('acme', { secret: 'later, of acme' });
		expect(await api('DELETE', '/accounts/acme')).toMatchObject({ status: 204 });
		await settle();
		const lines = await download();
		expect(lines).not.toContain('of acme');
		expect(lines).toContain('of other');
		expect(lines).toContain('"name":"Acme"');
		await emptied();
		await restore(lines);
		await settle();
		expect(await accounts('acme', 'other')).toMatchObject([
			[404, {}],
			[200, { traits: { secret: { value: 'of other' } } }],
		]);
	});

	test('is refused where a line says nothing of whom, and nobody else is', async () => {
		await send([group(newVisitor(1), 'acme')], { key: secretKey });
		await settle();
		await say('acme', { plan: 'gold' });
		const line = (await download()).split('\n').find((text) => text.includes('"profileId":null')) ?? '';
		await emptied();
		const like = (change: object) => JSON.stringify({ ...JSON.parse(line), ...change });
		const body = [
			like({ groupId: null }),
			like({ type: 'identify' }),
			like({ source: 'browser' }),
			like({ siteId: null }),
			line,
		].join('\n');
		const { refusals, ...counts } = await restore(body);
		expect(counts).toMatchObject({ lines: 5, restored: 1, refused: 4 });
		expect((refusals as { line: number; path: string }[]).map(({ line: at, path }) => [at, path])).toEqual([
			[1, 'groupId'],
			[2, 'profileId'],
			[3, 'profileId'],
			[4, 'siteId'],
		]);
	});
});
