import { Agent } from 'node:http';
import { idBytes, mintId } from '../core/id/id.ts';
import type { RunningProduct } from '../e2e/product.ts';
import { type AdminApi, signIn } from '../scripts/start/admin.ts';
import { firstByte, quantile } from './load.ts';
import type { Row } from './report.ts';

const pairs = 1_000;

/** The same page from the same origin, personalised and passed through, in turns: what personalising adds to the first byte. */
export async function benchFirstByte(product: RunningProduct): Promise<Row[]> {
	const api = await signIn(product.url, product.email, product.password);
	const port = new URL(product.url).port;
	await plainTwin(api);
	const cookie = `ew_id=${await returningVisitor(product)}`;
	const agent = new Agent({ keepAlive: true, maxSockets: 1 });
	const page = `http://127.0.0.1:${port}/`;
	const personal = () => firstByte(page, `shop.localhost:${port}`, agent, { cookie });
	const plain = () => firstByte(page, `plain.localhost:${port}`, agent, { cookie });
	for (let i = 0; i < 50; i++) await Promise.all([await personal(), await plain()]);
	const personalised = await paired(personal, plain);
	const same = await paired(plain, plain);
	agent.destroy();
	return [
		{ name: 'first byte passed through, median', value: quantile(personalised.seconds, 0.5), unit: 'ms' },
		{
			name: 'first byte added by personalising, median of pairs',
			value: quantile(personalised.differences, 0.5),
			unit: 'ms',
			floor: 1,
			better: 'less',
		},
		{ name: 'the same, p90', value: quantile(personalised.differences, 0.9), unit: 'ms' },
		{ name: 'the same, p99', value: quantile(personalised.differences, 0.99), unit: 'ms' },
		{ name: 'passed through against passed through, p90', value: quantile(same.differences, 0.9), unit: 'ms' },
		{ name: 'the same, p99', value: quantile(same.differences, 0.99), unit: 'ms' },
	];
}

/** By how much one takes longer than the other, in pairs; both sorted. */
async function paired(one: () => Promise<number>, other: () => Promise<number>) {
	const differences: number[] = [];
	const seconds: number[] = [];
	for (let i = 0; i < pairs; i++) {
		// In turns which goes first, so that neither always finds the other's warm caches.
		const first = i % 2 === 0 ? await one() : await other();
		const second = i % 2 === 0 ? await other() : await one();
		differences.push(i % 2 === 0 ? first - second : second - first);
		seconds.push(i % 2 === 0 ? second : first);
	}
	return { differences: differences.sort((a, b) => a - b), seconds: seconds.sort((a, b) => a - b) };
}

/** A second site with the same origin and no release: its pages pass through. */
async function plainTwin(api: AdminApi): Promise<void> {
	const { items } = await api.get<{ items: { id: string; origin: string }[] }>('/api/sites');
	const shop = items[0];
	await api.send('POST', '/api/sites', {
		id: 'plain',
		name: 'Plain',
		hostnames: ['plain.localhost'],
		allowedOrigins: [],
		origin: shop?.origin,
		consentMode: 'implied',
	});
}

/** Somebody who has seen a page before, so that the home page greets them. */
async function returningVisitor({ url, writeKey, shards }: RunningProduct): Promise<string> {
	const anonymousId = mintId({ region: 'weur', shard: shards - 1 }, crypto.getRandomValues(new Uint8Array(idBytes)));
	const event = { type: 'page', anonymousId, timestamp: new Date().toISOString(), properties: { path: '/' } };
	const answer = await fetch(`${url}/v1/batch`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ writeKey, batch: [event] }),
	});
	if (!answer.ok) throw new Error(`batch: ${answer.status} ${await answer.text()}`);
	return anonymousId;
}
