import { runDurableObjectAlarm } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { settle } from '../testing/accounts.ts';
import { type Call, callAs } from '../testing/sign-in.ts';
import { newVisitor, openWorkspace, secretKey, send } from '../testing/workspace.ts';
import { shardOf } from './index.ts';

const server = { key: secretKey, headers: { 'content-type': 'application/json' } };
let api: Call;

beforeEach(async () => {
	await openWorkspace();
	api = await callAs('viewer');
	await person('ada', {
		name: 'Ada Lovelace',
		plan: 'Pro',
		employees: 120,
		vip: true,
		address: { city: 'London', lines: ['St James\u2019s Square 12'] },
		quote: 'say "hi" \\ 100%_sure',
	});
	await person('ben', { name: 'Ben Pro', plan: 'free', employees: 12, vip: false, nickname: null });
});

afterEach(() => vi.useRealTimers());

async function person(userId: string, traits: Record<string, unknown>): Promise<void> {
	const anonymousId = newVisitor(2);
	await send([{ type: 'identify', anonymousId, userId, traits }], server);
	await runDurableObjectAlarm(shardOf(env, anonymousId));
}

async function found(search: string): Promise<string[]> {
	const { status, body } = await api('GET', `/profiles?search=${encodeURIComponent(search)}`);
	expect(status).toBe(200);
	return (body as { items: { userId: string }[] }).items.map(({ userId }) => userId).sort();
}

describe('people are found', () => {
	test.each([
		['london', ['ada']],
		['James\u2019s Square', ['ada']],
		['pro', ['ada', 'ben']],
		['plan:pro', ['ada']],
		['plan = PRO', ['ada']],
		['plan:fre', ['ben']],
		['city:london', ['ada']],
		['address.city:lon', ['ada']],
		['employees:12', ['ada', 'ben']],
		['employees:120', ['ada']],
		['vip:true', ['ada']],
		['vip:false', ['ben']],
		['say "hi"', ['ada']],
		['hi" \\ 100%_', ['ada']],
		['100%x', []],
		['address', []],
		['plan', []],
		['St James\u2019s Square 12 and more than fifty bytes of anything else'.repeat(5), []],
		['plan:', []],
		['vip:1', []],
		[':pro', []],
		['nickname:null', []],
		["'; DROP TABLE profiles; --", []],
	])('by a trait, as %j', async (search, expected) => {
		expect(await found(search)).toEqual(expected);
	});
});

test('companies are found by a part of their name or id, however long it is', async () => {
	const name = `The ${'very '.repeat(20)}long company`;
	await send([{ type: 'group', userId: 'ada', groupId: 'acme', traits: { name } }], server);
	await settle();
	const search = async (text: string) => (await api('GET', `/accounts?search=${encodeURIComponent(text)}`)).body;
	for (const text of [name.toUpperCase(), 'ACM', 'very long'])
		expect(await search(text)).toMatchObject({ items: [{ id: 'acme' }] });
	expect(await search('a%e')).toMatchObject({ items: [] });
});
