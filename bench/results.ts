import { idBytes, mintId } from '../core/id/id.ts';
import { randomFrom } from '../core/stats/testing/random.ts';
import { seed as demo } from '../demo/seed.ts';
import type { RunningProduct } from '../e2e/product.ts';
import { type AdminApi, signIn } from '../scripts/start/admin.ts';
import { runtimeCpu } from './memory.ts';
import { showProgress } from './progress.ts';
import type { Row } from './report.ts';

const dayMs = 86_400_000;
const experienceId = 'measured';
const variantIds = ['as-it-is', 'bold'];
const bodyEvents = 600;
const eventsAtMost = 6;

const goals = [
	{ id: 'm-orders', name: 'Orders', kind: 'conversion', event: 'Order Completed', windowHours: 168 },
	{
		...{ id: 'm-revenue', name: 'Revenue', kind: 'sum', event: 'Order Completed', value: 'properties.total' },
		...{ windowHours: 168, cap: { kind: 'percentile', share: 0.99 } },
	},
	{ id: 'm-views', name: 'Products', kind: 'count', event: 'Product Viewed', windowHours: 168 },
];

/**
 * Many people in an experiment, on disk: what it costs to count its results for the first time, and again. CPU is that of the runtime's process,
 * so that neighbours on the machine count little.
 */
export async function benchResults(product: RunningProduct, people: number): Promise<Row[]> {
	const api = await signIn(product.url, product.email, product.password);
	await setUp(api);
	const events = await fill(product, people);
	return [
		{ name: 'people in the experiment', value: people, unit: 'people' },
		{ name: 'their events', value: events, unit: 'events' },
		...(await measured(product, api, people, 'counted for the first time')),
		...(await measured(product, api, people, 'counted again', { atMost: 0.3 + people / 50_000 })),
		...(await measured(product, api, people, 'counted again, by device', { by: 'device' })),
	];
}

/** Counts once, and tells how long it took and the runtime's CPU. Throws where anybody is missing. */
async function measured(
	product: RunningProduct,
	api: AdminApi,
	people: number,
	name: string,
	{ by = 'none', atMost }: { by?: string; atMost?: number } = {},
): Promise<Row[]> {
	const cpu = runtimeCpu(product.pid) ?? Number.NaN;
	const began = performance.now();
	const results = await api.get<{ people: { people: number }[] }>(
		`/api/experiences/${experienceId}/results?anew=true&by=${by}`,
	);
	const took = performance.now() - began;
	const counted = results.people.reduce((sum, one) => sum + one.people, 0);
	if (counted !== people) throw new Error(`${counted} people were counted of ${people}`);
	const value = ((runtimeCpu(product.pid) ?? Number.NaN) - cpu) / 1000;
	return [
		{ name: `${name}, CPU`, value, unit: 's', ...(atMost && { floor: atMost, better: 'less' as const }) },
		{ name: `${name}, until it is shown`, value: took / 1000, unit: 's' },
	];
}

async function setUp(api: AdminApi): Promise<void> {
	for (const goal of goals) await api.send('POST', '/api/goals', goal);
	const variants = variantIds.map((id) => ({ id, name: id, weight: 0.5, edits: [] }));
	const draft = { id: experienceId, name: 'Measured', kind: 'experiment', status: 'paused', variants };
	await api.send('POST', `/api/sites/${demo.site.id}/experiences`, draft);
	const roles = goals.map(({ id }, i) => ({ goalId: id, role: i === 0 ? 'primary' : 'secondary' }));
	await api.send('PUT', `/api/experiences/${experienceId}/judging`, { goals: roles });
}

/** Sends everyone's events as a server does. Answers how many events that were. */
async function fill(product: RunningProduct, people: number): Promise<number> {
	const random = randomFrom(1);
	let batch: object[] = [];
	let sent = 0;
	const send = async () => {
		const response = await fetch(`${product.url}/v1/batch`, {
			method: 'POST',
			headers: {
				'content-type': 'application/json',
				authorization: `Basic ${Buffer.from(`${product.secretKey}:`).toString('base64')}`,
			},
			body: JSON.stringify({ batch }),
		});
		if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
		sent += batch.length;
		batch = [];
	};
	for (let i = 0; i < people; i++) {
		batch.push(...visitOf(i, product.shards, random));
		if (batch.length > bodyEvents - eventsAtMost) await send();
		if (i % 1000 === 0) showProgress(i, people, 'people');
	}
	if (batch.length > 0) await send();
	return sent;
}

/** A view, what was shown, some products, and perhaps an order, within the last three weeks. */
function visitOf(i: number, shards: number, random: () => number): object[] {
	const bytes = Uint8Array.from({ length: idBytes }, () => Math.floor(random() * 256));
	const anonymousId = mintId({ region: 'weur', shard: i % shards }, bytes);
	const began = Date.now() - Math.floor(random() * 20 * dayMs) - dayMs;
	const path = `/products/${i % 300}`;
	const page = { url: `https://shop.example${path}`, path, title: `Product ${i % 300}`, referrer: '', search: '' };
	const context = {
		page,
		userAgent: `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${130 + (i % 20)} Safari/537.36`,
		...{ locale: 'de-CH', timezone: 'Europe/Zurich', screen: { width: 1920, height: 1080 } },
	};
	const call = (seconds: number, more: object) => ({
		...{ anonymousId, context, timestamp: new Date(began + seconds * 1000).toISOString() },
		...more,
	});
	const product = { product_id: `p-${i % 300}`, category: 'lamps', price: 10 + (i % 90) };
	const views = Array.from({ length: Math.floor(random() * 3) }, (_, k) =>
		call(10 + k, { type: 'track', event: 'Product Viewed', properties: product }),
	);
	const orders = random() < 0.1 + (i % 2) * 0.02;
	const total = 20 + Math.floor(random() * 200);
	return [
		call(0, { type: 'page', properties: page }),
		call(1, {
			...{ type: 'track', event: 'Experience Viewed' },
			properties: { experienceId, variantId: variantIds[i % 2], release: 3 },
		}),
		...views,
		...(orders ? [call(60, { type: 'track', event: 'Order Completed', properties: { total, currency: 'EUR' } })] : []),
	];
}
