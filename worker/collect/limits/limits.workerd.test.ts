import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Env } from '../../env.ts';
import worker from '../../index.ts';
import { newVisitor, openWorkspace, secretKey, track, writeKey } from '../../testing/workspace.ts';

beforeEach(() => openWorkspace());

let hosts = 0;
/** An address that no other test has: buckets outlive a test. */
function newAddress(): string {
	hosts++;
	return `198.51.100.${hosts}`;
}

interface Sent {
	readonly status: number;
	readonly retryAfter: string | null;
	readonly code: string | undefined;
}

/** Sends events from an address under limits of its own. Nothing answers 429 that has asked a shard or D1. */
async function send(
	limits: Partial<Env>,
	{ from, key = writeKey, events = 1, basic = false }: { from: string; key?: string; events?: number; basic?: boolean },
): Promise<Sent> {
	const batch = Array.from({ length: events }, () => track(newVisitor(), 'Seen'));
	const request = new Request<unknown, IncomingRequestCfProperties>('https://own.example/v1/batch', {
		method: 'POST',
		headers: {
			...{ 'cf-connecting-ip': from, origin: 'https://app.example' },
			...(basic && { authorization: `Basic ${btoa(`${key}:`)}` }),
		},
		body: JSON.stringify(basic ? { batch } : { writeKey: key, batch }),
	});
	const response = await worker.fetch(request, { ...env, ...limits }, createExecutionContext());
	const body = await response.json<{ error?: { code: string } }>();
	return { status: response.status, retryAfter: response.headers.get('retry-after'), code: body.error?.code };
}

const narrow = { ADDRESS_LIMIT: '1/10', PUBLIC_KEY_LIMIT: 'off', SECRET_KEY_LIMIT: 'off' };

describe('an address', () => {
	test('that sends more than its share is asked to come again, and others are not', async () => {
		const [greedy, modest] = [newAddress(), newAddress()];
		expect((await send(narrow, { from: greedy, events: 10 })).status).toBe(200);
		const shed = await send(narrow, { from: greedy, events: 5 });
		expect(shed).toMatchObject({ status: 429, code: 'too-many-events' });
		expect(Number(shed.retryAfter)).toBeGreaterThanOrEqual(1);
		expect(Number(shed.retryAfter)).toBeLessThanOrEqual(5);
		expect((await send(narrow, { from: modest })).status).toBe(200);
	});

	test('pays for each event, and for a request that was refused as for one', async () => {
		const from = newAddress();
		for (let i = 0; i < 10; i++) expect((await send(narrow, { from, key: `ewp_guess_${i}` })).status).toBe(401);
		expect((await send(narrow, { from, key: 'ewp_guess' })).status).toBe(429);
	});

	test('may send one batch that is larger than its share, when it has sent nothing before', async () => {
		const from = newAddress();
		expect((await send(narrow, { from, events: 50 })).status).toBe(200);
		expect(Number((await send(narrow, { from })).retryAfter)).toBeGreaterThan(30);
	});

	test('of IPv6 shares with its network', async () => {
		expect((await send(narrow, { from: '2001:db8:7:7::1', events: 10 })).status).toBe(200);
		expect((await send(narrow, { from: '2001:db8:7:7:ffff::2', events: 5 })).status).toBe(429);
		expect((await send(narrow, { from: '2001:db8:7:8::1', events: 5 })).status).toBe(200);
	});

	test('is not counted for a server’s secret key, in the header or in the body', async () => {
		const from = newAddress();
		for (const basic of [true, false, true]) {
			expect((await send(narrow, { from, key: secretKey, events: 20, basic })).status).toBe(200);
		}
	});

	test('that pages have emptied still lets a server through, by the key in its header', async () => {
		const from = newAddress();
		await send(narrow, { from, events: 10 });
		expect((await send(narrow, { from })).status).toBe(429);
		expect((await send(narrow, { from, key: secretKey, basic: true })).status).toBe(200);
	});
});

describe('a key', () => {
	test('has a share too, whatever the addresses', async () => {
		const limits = { ADDRESS_LIMIT: 'off', PUBLIC_KEY_LIMIT: '1/30', SECRET_KEY_LIMIT: '1/30' };
		for (const key of [writeKey, secretKey]) {
			expect((await send(limits, { from: newAddress(), key, events: 30 })).status).toBe(200);
			expect((await send(limits, { from: newAddress(), key, events: 20 })).status).toBe(429);
		}
	});
});

test('a page of another origin may read when to come again', async () => {
	const from = newAddress();
	await send(narrow, { from, events: 20 });
	const response = await worker.fetch(
		new Request<unknown, IncomingRequestCfProperties>('https://own.example/v1/t', {
			method: 'POST',
			headers: { origin: 'https://app.example', 'cf-connecting-ip': from },
			body: '{}',
		}),
		{ ...env, ...narrow },
		createExecutionContext(),
	);
	expect(response.status).toBe(429);
	expect(response.headers.get('access-control-allow-origin')).toBe('https://app.example');
	expect(response.headers.get('access-control-expose-headers')).toContain('retry-after');
});

test('a limit that cannot be read leaves the default in force', async () => {
	const from = newAddress();
	const broken = { ADDRESS_LIMIT: 'lots', PUBLIC_KEY_LIMIT: '5', SECRET_KEY_LIMIT: '' };
	expect((await send(broken, { from, events: 100 })).status).toBe(200);
});
