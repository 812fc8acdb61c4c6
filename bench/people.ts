import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { RunningProduct } from '../e2e/product.ts';
import { type AdminApi, signIn } from '../scripts/start/admin.ts';
import { load, nothingRate, quantile } from './load.ts';
import { runtimeCpu, runtimeMemory } from './memory.ts';
import { showProgress } from './progress.ts';
import type { Row } from './report.ts';

const dayMs = 86_400_000;
const eventsAPerson = 10;
const bodyEvents = 2_500;
const segmentsBeside = 100;
const impatientMs = 300_000;
/** The runtime rests when it has taken less CPU than so much, in ms, in each of so many seconds. */
const restingMs = 100;
const restSeconds = 3;
const headers = { 'content-type': 'application/json' };

interface Order {
	readonly daysAgo: number;
	readonly total: number;
}

/** Asked of everyone at once; each is of another kind. */
const asked: readonly (readonly [string, object])[] = [
	[
		'who ordered for 100 in a year',
		{ $did: { event: 'Order Completed', sum: 'properties.total', $gte: 100, within: '365d' } },
	],
	['who ordered twice in 90 days', { $did: { event: 'Order Completed', count: { $gte: 2 }, within: '90d' } }],
	['who is on a plan', { 'traits.plan': 'pro' }],
	[
		'who looked and did not order',
		{ $sequence: [{ event: 'Product Viewed' }, { event: 'Order Completed', within: '7d', absent: true }] },
	],
];

/**
 * Many people with ten events each, on disk: how long it takes to ask everyone, to decide a changed segment anew, and from an
 * event to a membership. @param file purchases as CDNOW_master.txt has them, repeated as often as there are people; made up without.
 */
export async function benchPeople(product: RunningProduct, count: number, file: string | null): Promise<Row[]> {
	const api = await signIn(product.url, product.email, product.password);
	const customers = file === null ? madeUp(2_000) : readPurchases(readFileSync(file, 'utf8'));
	const began = performance.now();
	const events = await fill(product, customers, count);
	const filledMs = performance.now() - began;
	const behindMs = await atRest(product);
	const bytes = sizeOf(path.join(product.dataDir, 'do'));
	const opened = performance.now();
	await api.get('/api/vocabulary');
	await api.send('POST', '/api/segments/preview', { condition: { $did: { event: 'Never' } } });
	const openedMs = performance.now() - opened;
	const asking = await timesOfAsking(api, 'preview');
	const changed = await timeOfChange(api);
	for (let i = 0; i < segmentsBeside - 1; i++) await api.send('POST', '/api/segments', segmentNumber(i));
	const sweeping = await latencies(product);
	await everyoneAsked(api);
	await atRest(product);
	const askingBeside = await timesOfAsking(api, 'preview beside 100 segments');
	const listing = performance.now();
	await api.get('/api/segments');
	const listedMs = performance.now() - listing;
	const nothing = await nothingRate(product.url, 16, headers);
	const moving = await latencies(product);
	return [
		{ name: 'people', value: count, unit: 'people' },
		{ name: 'their events, durable', value: events / (filledMs / 1000), unit: 'events/s' },
		{ name: 'until all of it is archived, and D1 has everyone', value: behindMs / 1000, unit: 's' },
		{ name: 'on disk, a person with ten events', value: bytes / count, unit: 'bytes' },
		{ name: 'on disk, an event with its share of all else', value: bytes / events, unit: 'bytes' },
		{ name: 'the builder opened for the first time, until it can count', value: openedMs / 1000, unit: 's' },
		...asking,
		...askingBeside,
		{ name: '100 segments, listed with their sizes', value: listedMs / 1000, unit: 's' },
		{ name: 'a changed segment, decided for all', value: changed, unit: 's', floor: 60, better: 'less' },
		{ name: 'requests that do nothing, for comparison', value: nothing, unit: 'calls/s' },
		{
			name: 'event to membership, 100 segments, median',
			...{ value: quantile(moving, 0.5), unit: 'ms', floor: 20, better: 'less' },
		},
		{ name: 'the same, p99', value: quantile(moving, 0.99), unit: 'ms', floor: 250, better: 'less' },
		{ name: 'the same while everyone is asked anew, median', value: quantile(sweeping, 0.5), unit: 'ms' },
		{ name: 'the same, p99', value: quantile(sweeping, 0.99), unit: 'ms' },
		{
			name: 'runtime memory after it',
			...{ value: runtimeMemory(product.pid) ?? Number.NaN, unit: 'MB', floor: 400, better: 'less' },
		},
	];
}

/** How long each question takes when everyone is asked, with how many people meet it. */
async function timesOfAsking(api: AdminApi, what: string): Promise<Row[]> {
	const rows: Row[] = [];
	for (const [name, condition] of asked) {
		const begin = performance.now();
		const { count } = await api.send<{ count: number }>('POST', '/api/segments/preview', { condition });
		const value = (performance.now() - begin) / 1000;
		rows.push({ name: `${what}: ${name} (${count})`, value, unit: 's', floor: 2, better: 'less' });
	}
	return rows;
}

/** Sends everyone's history as a server does, in bodies as large as may be. Returns how many events that were. */
async function fill(product: RunningProduct, customers: readonly (readonly Order[])[], count: number): Promise<number> {
	let batch: object[] = [];
	let sent = 0;
	const send = async () => {
		const response = await fetch(`${product.url}/v1/batch`, {
			method: 'POST',
			headers: { ...headers, authorization: `Basic ${Buffer.from(`${product.secretKey}:`).toString('base64')}` },
			body: JSON.stringify({ batch }),
		});
		if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
		sent += batch.length;
		batch = [];
	};
	for (let i = 0; i < count; i++) {
		batch.push(...historyOf(`customer-${i}`, customers[i % customers.length] ?? [], i));
		if (batch.length > bodyEvents - eventsAPerson) await send();
		if (i % 1000 === 0) showProgress(i, count, 'people');
	}
	if (batch.length > 0) await send();
	return sent;
}

/** One person's events: who they are, what they ordered, shifted by up to a month, and views of products for the rest. */
function historyOf(userId: string, orders: readonly Order[], i: number): object[] {
	const shift = (i * 7) % 30;
	const at = (daysAgo: number) => new Date(Date.now() - (daysAgo + shift) * dayMs).toISOString();
	const kept = orders.slice(-(eventsAPerson - 2));
	const views = Array.from({ length: eventsAPerson - 1 - kept.length }, (_, k) => ({
		...{ type: 'track', userId, event: 'Product Viewed', timestamp: at(k * 9) },
		properties: { product_id: `p-${(i + k) % 500}`, category: ['tents', 'lamps', 'boots'][(i + k) % 3] },
	}));
	return [
		{
			type: 'identify',
			userId,
			timestamp: at(0),
			traits: { plan: i % 5 === 0 ? 'pro' : 'free', email: `${userId}@example.com` },
		},
		...kept.map(({ daysAgo, total }, k) => ({
			...{ type: 'track', userId, event: 'Order Completed', timestamp: at(daysAgo) },
			properties: { order_id: `${userId}-${k}`, total, currency: 'EUR' },
		})),
		...views,
	];
}

/** Waits until the runtime has told D1 and the archive of everything, and rests. Returns how long that took, ms. */
async function atRest({ pid }: RunningProduct): Promise<number> {
	const begin = performance.now();
	for (let quiet = 0; quiet < restSeconds && performance.now() - begin < impatientMs; ) {
		const before = runtimeCpu(pid) ?? 0;
		await new Promise((resolve) => setTimeout(resolve, 1000));
		quiet = (runtimeCpu(pid) ?? 0) - before < restingMs ? quiet + 1 : 0;
	}
	return performance.now() - begin - restSeconds * 1000;
}

/** Until a segment's members are those of its new meaning, as the preview counts them. */
async function timeOfChange(api: AdminApi): Promise<number> {
	const meaning = (total: number) => ({
		name: 'Spenders',
		condition: { $did: { event: 'Order Completed', sum: 'properties.total', $gte: total } },
	});
	const { id } = await api.send<{ id: string }>('POST', '/api/segments', meaning(1_000_000));
	const { count } = await api.send<{ count: number }>('POST', '/api/segments/preview', {
		condition: meaning(50).condition,
	});
	const begin = performance.now();
	await api.send('PUT', `/api/segments/${id}`, meaning(50));
	for (;;) {
		const { members } = await api.get<{ members: number }>(`/api/segments/${id}`);
		const tookMs = performance.now() - begin;
		if (members === count || tookMs > impatientMs) return tookMs / 1000;
		await new Promise((resolve) => setTimeout(resolve, 200));
	}
}

/** Until every shard has asked everyone about segments that changed. */
async function everyoneAsked(api: AdminApi): Promise<void> {
	for (;;) {
		const { isOver } = await api.get<{ isOver: boolean }>('/api/sweep');
		if (isOver) return;
		await new Promise((resolve) => setTimeout(resolve, 500));
	}
}

function segmentNumber(i: number): object {
	return {
		name: `Segment ${i}`,
		condition: {
			$and: [
				{ 'traits.plan': i % 2 === 0 ? 'pro' : 'free' },
				{
					$did: {
						event: i % 3 === 0 ? 'Order Completed' : 'Product Viewed',
						count: { $gte: 1 + (i % 5) },
						within: `${7 + i}d`,
					},
				},
			],
		},
	};
}

/** What is acknowledged has been matched: the answer's time is the time from the event to the membership. */
async function latencies(product: RunningProduct): Promise<readonly number[]> {
	let i = 0;
	const body = () => {
		i++;
		const event = {
			type: 'track',
			userId: `customer-${i % 5_000}`,
			event: 'Order Completed',
			properties: { total: 10 },
		};
		return JSON.stringify({ writeKey: product.secretKey, batch: [event] });
	};
	const target = `${product.url.replace('localhost', '127.0.0.1')}/v1/batch`;
	// Definitions are new to the shards, and people to the caches.
	await load(target, body, { clients: 16, seconds: 3, headers });
	return (await load(target, body, { clients: 16, seconds: 10, headers })).latencies;
}

/** Purchases by customer, oldest first, in days before the last of all. */
function readPurchases(text: string): (readonly Order[])[] {
	const rows = text
		.split('\n')
		.map((line) => line.trim().split(/\s+/))
		.filter((cells) => cells.length === 4 && cells.every((cell) => Number.isFinite(Number(cell))));
	const dated = rows.map(([id = '', day = '', , value = '']) => ({
		id,
		at: Date.parse(`${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6, 8)}`),
		total: Number(value),
	}));
	const last = dated.reduce((latest, { at }) => Math.max(latest, at), 0);
	const customers = new Map<string, Order[]>();
	for (const { id, at, total } of dated) {
		const orders = customers.get(id) ?? [];
		if (orders.push({ daysAgo: (last - at) / dayMs, total }) === 1) customers.set(id, orders);
	}
	return [...customers.values()];
}

/** Most order once or never, a few often: about as customers do. */
function madeUp(count: number): (readonly Order[])[] {
	return Array.from({ length: count }, (_, i) =>
		Array.from({ length: i % 3 === 0 ? 0 : Math.floor(8 / (1 + (i % 8))) }, (_, k) => ({
			daysAgo: 400 - ((i * 37 + k * 53) % 400),
			total: 5 + ((i * 13 + k * 29) % 120),
		})),
	);
}

function sizeOf(folder: string): number {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0);
}
