import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { idBytes, mintId } from '../core/id/id.ts';
import { runTool } from '../scripts/run-command.ts';
import { adminApi, tokenOf } from '../scripts/start/admin.ts';
import { userAgent } from './browser.ts';
import { eventually } from './people.ts';
import { startProduct } from './product.ts';

const product = inject('product');
let folder: string;
beforeAll(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'edgewise-archive-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function send(anonymousId: string, ...batch: object[]): Promise<void> {
	const answer = await fetch(`${product.url}/_ew/v1/batch`, {
		method: 'POST',
		headers: { 'content-type': 'text/plain', 'user-agent': userAgent },
		body: JSON.stringify({
			writeKey: product.writeKey,
			batch: batch.map((event) => ({ anonymousId, ...event })),
		}),
	});
	expect(answer.ok).toBe(true);
}

test('an event is in a downloaded archive, from which another workspace knows the same person', async () => {
	const visitor = mintId(
		{ region: 'weur', shard: product.shards - 1 },
		crypto.getRandomValues(new Uint8Array(idBytes)),
	);
	const messageId = `archived-${visitor}`;
	await send(visitor, { type: 'identify', traits: { firstName: 'Ada', plan: 'pro' } });
	await send(visitor, { type: 'track', event: 'Product Viewed', messageId, properties: { text: 'a\nb\u2028c' } });

	const token = await tokenOf(product.url, product.email, product.password);
	const here = adminApi(product.url, token);
	await here.send('POST', '/api/archive/write');
	const { items } = await here.get<{ items: { day: string; events: number; bytes: number }[] }>('/api/archive');
	expect(items[0]?.events).toBeGreaterThanOrEqual(2);
	const from = `${items.at(-1)?.day}T00:00:00Z`;
	const to = new Date(Date.now() + 3_600_000).toISOString();
	const answer = await fetch(`${product.url}/api/archive/events?from=${from}&to=${to}&gzip=true`, {
		headers: { authorization: `Bearer ${token}` },
	});
	const file = Buffer.from(await answer.arrayBuffer());
	const lines = gunzipSync(file).toString('utf8').split('\n').filter(Boolean);
	const archived = lines.map((line) => JSON.parse(line)).filter((line) => line.messageId === messageId);
	expect(archived).toMatchObject([
		{ profileId: visitor, event: 'Product Viewed', properties: { text: 'a\nb\u2028c' } },
	]);

	mkdirSync(path.join(folder, 'files'));
	writeFileSync(path.join(folder, 'files', 'all.ndjson.gz'), file);
	const other = await startProduct(path.join(folder, 'data'), ['--no-demo']);
	try {
		const otherToken = await tokenOf(other.url, other.email, other.password);
		const replay = () =>
			runTool('node', ['scripts/replay.ts', path.join(folder, 'files'), '--to', other.url, '--token', otherToken]);
		const first = await replay();
		expect(first.output).toMatch(/100%/);
		expect(first.output).toMatch(/refused\D+0\b/i);
		const there = adminApi(other.url, otherToken);
		const restored = await there.get<{ traits: unknown; events: number }>(`/api/profiles/${visitor}`);
		const original = await here.get<{ traits: unknown; events: number }>(`/api/profiles/${visitor}`);
		expect(restored).toMatchObject({ traits: original.traits, events: original.events });
		const second = await replay();
		expect(second.output).toMatch(/restored\D+0\b/i);
		await eventually(async () => (await there.get<{ profiles: number }>('/api/overview')).profiles > 0);
	} finally {
		await other.stop();
	}
});
