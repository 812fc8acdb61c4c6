import { idBytes, mintId } from '../core/id/id.ts';
import type { Product, RunningProduct } from '../e2e/product.ts';
import { signIn } from '../scripts/start/admin.ts';
import { type LoadResult, load, nothingRate, quantile } from './load.ts';
import { runtimeMemory } from './memory.ts';
import type { Row } from './report.ts';

export const clients = 32;
const seconds = 10;
export const headers = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/150 Safari/537.36' };

/** What a visitor does beside viewing the page. The demo's journey begins when a product is added. */
export const browsing = ['Product List Viewed', 'Product Viewed', 'Product Viewed', 'Cart Viewed'];
const filling = ['Product List Viewed', 'Product Viewed', 'Product Added', 'Cart Viewed'];
export const ten = [...browsing, ...browsing, 'Product Viewed'];

/** All load comes from one address, which the limits are made to stop. */
export const withoutLimits = ['--address-limit', 'off', '--public-key-limit', 'off'];

/** New visitors each time, five events a call, acknowledged when on disk: calls a second, and what the runtime weighs after. */
export async function benchIngest(product: RunningProduct, pid: number): Promise<Row[]> {
	const target = `${product.url.replace('localhost', '127.0.0.1')}/_ew/v1/batch`;
	const run = (events: readonly string[], forSeconds: number) =>
		load(target, () => newVisitor(product, events), { clients, seconds: forSeconds, headers });
	const warm = await run(browsing, 2);
	const nothing = await nothingRate(product.url, clients, headers);
	const plain = await run(browsing, seconds);
	const memory = runtimeMemory(pid);
	const entering = await run(filling, seconds / 2);
	const tens = await run(ten, seconds / 2);
	const bulk = await load(target, () => bulkBody(product), { clients: 1, seconds: 3, headers });
	const memoryAfterAll = runtimeMemory(pid);
	const everyone = warm.calls + plain.calls + entering.calls + tens.calls + bulk.calls * bulkPeople;
	return [
		{ name: 'shards', value: product.shards, unit: 'shards' },
		{ name: 'requests that do nothing, for comparison', value: nothing, unit: 'calls/s' },
		{
			name: 'durable calls of 5 events, new visitor each',
			value: rate(plain),
			unit: 'calls/s',
			floor: 1000,
			better: 'more',
		},
		{ name: 'the same, median latency', value: quantile(plain.latencies, 0.5), unit: 'ms' },
		{ name: 'the same, p99 latency', value: quantile(plain.latencies, 0.99), unit: 'ms' },
		{ name: 'the same when each visitor enters a journey', value: rate(entering), unit: 'calls/s' },
		{
			name: 'durable events in calls of 10',
			value: rate(tens) * 10,
			unit: 'events/s',
			floor: 6000,
			better: 'more',
		},
		{
			name: 'one body of 2,500 events of 250 people, median',
			value: quantile(bulk.latencies, 0.5),
			unit: 'ms',
			floor: 300,
			better: 'less',
		},
		{
			name: 'calls that failed',
			value: plain.failures + entering.failures + tens.failures + bulk.failures,
			unit: 'calls',
			floor: 0,
			better: 'less',
		},
		...(memory === null
			? []
			: [
					{
						name: 'runtime memory after the calls of 5',
						value: memory,
						unit: 'MB',
						floor: 250,
						better: 'less' as const,
					},
				]),
		...(memoryAfterAll === null ? [] : [{ name: 'runtime memory after all of it', value: memoryAfterAll, unit: 'MB' }]),
		await behind(product, everyone),
	];
}

/** Calls that went well, a second. */
export function rate({ calls, failures, seconds: took }: LoadResult): number {
	return (calls - failures) / took;
}

/** How long until D1's table has everyone. */
async function behind(product: RunningProduct, atLeast: number): Promise<Row> {
	const api = await signIn(product.url, product.email, product.password);
	const begin = performance.now();
	for (;;) {
		const { profiles } = await api.get<{ profiles: number }>('/api/overview');
		const tookMs = performance.now() - begin;
		if (profiles >= atLeast || tookMs > 30_000) {
			return { name: 'until D1 has all of them', value: tookMs, unit: 'ms', floor: 5000, better: 'less' };
		}
	}
}

function newId(shards: number): string {
	const random = crypto.getRandomValues(new Uint8Array(idBytes + 1));
	return mintId({ region: 'weur', shard: (random[idBytes] ?? 0) % shards }, random);
}

/** The body of a call by somebody who was never here before: a page view, and these. */
export function newVisitor({ writeKey, shards }: Product, events: readonly string[]): string {
	const anonymousId = newId(shards);
	const timestamp = new Date().toISOString();
	const page = { url: 'http://shop.localhost/p/tent?utm_source=bench', path: '/p/tent', title: 'A tent', referrer: '' };
	const context = {
		page,
		locale: 'en-GB',
		timezone: 'Europe/Berlin',
		consent: { analytics: true, personalization: true },
	};
	const common = { anonymousId, timestamp, context };
	const batch = [
		{ ...common, type: 'page', messageId: `${anonymousId}-0`, properties: page },
		...events.map((event, i) => ({
			...common,
			type: 'track',
			event,
			messageId: `${anonymousId}-${i + 1}`,
			properties: { product_id: 'tent', price: 199, currency: 'EUR', quantity: 1 },
		})),
	];
	return JSON.stringify({ writeKey, sentAt: timestamp, batch });
}

const bulkPeople = 250;

/** As many events as one body may have: what an import or a backlog sends. */
function bulkBody({ writeKey, shards }: Product): string {
	const timestamp = new Date().toISOString();
	const batch = Array.from({ length: bulkPeople }, () => newId(shards)).flatMap((anonymousId) =>
		Array.from({ length: 10 }, (_, i) => ({
			type: 'track',
			event: 'Seen',
			anonymousId,
			messageId: `${anonymousId}-${i}`,
		})),
	);
	return JSON.stringify({ writeKey, sentAt: timestamp, batch });
}
