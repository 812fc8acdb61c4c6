import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { idBytes, mintId } from '../core/id/id.ts';
import type { Journey } from '../core/journey/types.ts';
import { signIn } from '../scripts/start/admin.ts';
import { userAgent } from './browser.ts';
import { eventually } from './people.ts';
import { type RunningProduct, startProduct } from './product.ts';

/** The process dies without a word, in the middle of things, and is started again on the same data. */
describe('a runtime that is killed', () => {
	let dataDir: string;
	let product: RunningProduct;

	beforeAll(async () => {
		dataDir = mkdtempSync(path.join(tmpdir(), 'edgewise-crash-'));
		product = await startProduct(dataDir);
	});
	afterAll(async () => {
		await product.stop();
		rmSync(dataDir, { recursive: true, force: true });
	});

	const newVisitor = (shard: number) =>
		mintId({ region: 'weur', shard }, crypto.getRandomValues(new Uint8Array(idBytes)));

	async function send(anonymousId: string, ...events: object[]): Promise<boolean> {
		return sendAll(events.map((event) => ({ anonymousId, ...event })));
	}

	async function sendAll(batch: readonly object[]): Promise<boolean> {
		const answer = await fetch(`${product.url}/_ew/v1/batch`, {
			method: 'POST',
			headers: { 'content-type': 'text/plain', 'user-agent': userAgent },
			body: JSON.stringify({ writeKey: product.writeKey, batch }),
		}).catch(() => null);
		return (
			answer?.ok === true &&
			(await answer.text().then(
				() => true,
				() => false,
			))
		);
	}

	const api = () => signIn(product.url, product.email, product.password);

	test('has everything that it acknowledged', async () => {
		const acknowledged: string[] = [];
		let dead = false;
		const clients = Array.from({ length: 8 }, async (_, client) => {
			while (!dead) {
				const id = newVisitor(client % product.shards);
				if (await send(id, { type: 'track', event: 'Seen', messageId: `m-${id}` })) acknowledged.push(id);
			}
		});
		await eventually(async () => acknowledged.length > 150);
		await product.kill();
		dead = true;
		await Promise.all(clients);

		product = await startProduct(dataDir);
		const admin = await api();
		const lost: string[] = [];
		for (const id of acknowledged) {
			const timeline = await admin
				.get<{ items: { messageId: string }[] }>(`/api/profiles/${id}/events`)
				.catch(() => ({ items: [] }));
			if (!timeline.items.some(({ messageId }) => messageId === `m-${id}`)) lost.push(id);
		}
		expect(lost).toEqual([]);
		// And D1 hears of those too whom it had not heard of before the end.
		await eventually(
			async () => (await admin.get<{ profiles: number }>('/api/overview')).profiles >= acknowledged.length,
		);
	});

	test('sends once what fell due while it was dead', async () => {
		const admin = await api();
		const journey = await admin.get<Journey>('/api/journeys/left-cart');
		const steps = Object.entries(journey.steps).map(([id, step]) => [
			id,
			step.kind === 'wait' ? { ...step, for: '5s' } : step,
		]);
		await admin.send('PUT', '/api/journeys/left-cart', { ...journey, steps: Object.fromEntries(steps) });
		const people = Array.from({ length: 5 }, (_, i) => ({
			id: newVisitor(i % product.shards),
			email: `due-${i}@shop.example`,
		}));
		// At once, so that it is dead before the first falls due: what it dies over is not sent again.
		const sent = await sendAll(
			people.flatMap(({ id: anonymousId, email }) => [
				{ anonymousId, type: 'identify', traits: { email } },
				{ anonymousId, type: 'track', event: 'Product Added', properties: { name: 'Tent', price: 200 } },
			]),
		);
		expect(sent).toBe(true);
		await product.kill();
		product = await startProduct(dataDir);
		const mailbox = async () => (await (await api()).get<{ items: { to: string }[] }>('/api/mailbox')).items;
		const again = await api();
		const mails = await eventually(async () => {
			const { items } = await again.get<{ items: { to: string }[] }>('/api/mailbox');
			return items.length >= people.length && items;
		});
		expect(mails.map(({ to }) => to).sort()).toEqual(people.map(({ email }) => email));
		// Killed once more and started again, nothing is sent a second time.
		await product.kill();
		product = await startProduct(dataDir);
		await send(newVisitor(0), { type: 'track', event: 'Seen' });
		expect(await mailbox()).toHaveLength(people.length);
	});
});
