import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Heard, type RunningEndpoint, startEndpoint } from '../testing/endpoint.node.ts';
import { type Call, callEndpoint } from './call-endpoint.ts';
import type { Endpoint } from './post-signed.ts';

let running: RunningEndpoint;

beforeAll(async () => {
	running = await startEndpoint();
});
afterAll(() => running.stop());

const input = { traits: { email: 'ada@example.com' }, identities: {} };

function call(path: string, more: Partial<Endpoint> = {}): Promise<Call> {
	const url = more.url ?? `${running.url}${path}`;
	return callEndpoint(
		{ url, headers: [], signingSecret: 'ewh_s', timeoutMs: 3000, ownMachine: true, ...more },
		input,
		'key-1',
	);
}

async function say(name: string, status: number, body: string, headers: Record<string, string> = {}): Promise<void> {
	await fetch(`${running.url}/say/${name}`, { method: 'POST', body: JSON.stringify({ status, body, headers }) });
}

describe('calling an endpoint', () => {
	test('sends what is known, signed, with the owner’s headers', async () => {
		await say('signed', 200, '{"company":"Analytical Engines"}');
		const { outcome, status } = await call('/answer/signed', { headers: [['authorization', 'Bearer s3cret']] });
		expect([outcome, status]).toEqual([{ kind: 'answer', body: { company: 'Analytical Engines' } }, 200]);
		const [heard]: Heard[] = await (await fetch(`${running.url}/heard/signed`)).json();
		expect(JSON.parse(heard?.body ?? '')).toEqual(input);
		expect(heard?.headers).toMatchObject({
			authorization: 'Bearer s3cret',
			'content-type': 'application/json',
			'idempotency-key': 'key-1',
		});
		const [, at, signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(heard?.headers['x-edgewise-signature'])) ?? [];
		expect(Math.abs(Number(at) - Date.now() / 1000)).toBeLessThan(10);
		expect(signature).toBe(createHmac('sha256', 'ewh_s').update(`${at}.${heard?.body}`).digest('hex'));
	});

	test.each([
		[204, '', { kind: 'nothing' }],
		[404, 'nobody', { kind: 'nothing' }],
		[200, '', { kind: 'nothing' }],
		[200, 'null', { kind: 'nothing' }],
		[200, '{}', { kind: 'nothing' }],
		[422, '', { kind: 'refused', says: 'It answers with 422.' }],
		[401, '', { kind: 'failure', says: 'It answers with 401.' }],
		[500, '{"company":"x"}', { kind: 'failure', says: 'It answers with 500.' }],
		[200, '<html>', { kind: 'failure', says: 'The answer is no JSON.' }],
		[200, '[1]', { kind: 'failure', says: 'The answer is no JSON object.' }],
		[200, '"text"', { kind: 'failure', says: 'The answer is no JSON object.' }],
	])('takes %d %j for what it is', async (status, body, outcome) => {
		await say('statuses', status, body);
		expect((await call('/answer/statuses')).outcome).toEqual(outcome);
	});

	test('hears when it is to come again', async () => {
		await say('busy', 429, '', { 'retry-after': '30' });
		expect((await call('/answer/busy')).outcome).toEqual({
			kind: 'failure',
			says: 'It answers with 429.',
			afterMs: 30_000,
		});
		await say('busy', 503, '', { 'retry-after': 'tomorrow' });
		expect((await call('/answer/busy')).outcome).toEqual({ kind: 'failure', says: 'It answers with 503.' });
	});

	test.each(['/hang/x', '/half/x'])('waits no longer than it is told: %s', async (path) => {
		const { outcome, ms } = await call(path, { timeoutMs: 200 });
		expect(outcome).toEqual({ kind: 'failure', says: 'No answer within 0.2 seconds.' });
		expect(ms).toBeLessThan(2000);
	});

	test('reads no more than it may', async () => {
		expect((await call('/huge/x')).outcome).toEqual({ kind: 'failure', says: 'The answer has more than 256 KB.' });
	});

	test('follows no redirect, wherever it leads', async () => {
		expect((await call('/redirect/x')).outcome).toEqual({
			kind: 'failure',
			says: 'It answers with 302: redirects are not followed.',
		});
	});

	test('says that nobody is there', async () => {
		expect((await call('/hangup/x')).outcome).toEqual({ kind: 'failure', says: 'It cannot be reached.' });
		expect((await call('', { url: 'http://127.0.0.1:1' })).outcome).toEqual({
			kind: 'failure',
			says: 'It cannot be reached.',
		});
	});

	test('calls no address that must not be called, whatever is stored', async () => {
		const { outcome, status } = await call('/answer/inner', { ownMachine: false });
		expect([outcome, status]).toEqual([{ kind: 'failure', says: 'The address must begin with https://.' }, null]);
		expect(await (await fetch(`${running.url}/heard/inner`)).json()).toEqual([]);
	});
});
