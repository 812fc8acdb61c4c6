import { Agent } from 'node:http';
import { idBytes, mintId } from '../core/id/id.ts';
import type { RunningProduct } from '../e2e/product.ts';
import { type AdminApi, signIn } from '../scripts/start/admin.ts';
import { firstByte, quantile } from './load.ts';
import { runtimeCpuClock } from './memory.ts';
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
	const cpu = runtimeCpuClock(product.pid);
	const visit = async (host: string): Promise<Visit> => {
		const before = cpu?.() ?? Number.NaN;
		const firstByteMs = await firstByte(page, `${host}.localhost:${port}`, agent, { cookie });
		return { firstByteMs, cpuMs: (cpu?.() ?? Number.NaN) - before };
	};
	const personal = () => visit('shop');
	const plain = () => visit('plain');
	for (let i = 0; i < 50; i++) await Promise.all([await personal(), await plain()]);
	const personalised = await paired(personal, plain);
	const same = await paired(plain, plain);
	agent.destroy();
	const added = (of: keyof Visit, pairs: readonly Pair[]) =>
		pairs.map(([one, other]) => one[of] - other[of]).sort(byValue);
	const [bytes, cpus] = [added('firstByteMs', personalised), added('cpuMs', personalised)];
	const noise = added('firstByteMs', same);
	const firstBytes = personalised.map(([{ firstByteMs }]) => firstByteMs).sort(byValue);
	const passedThrough = personalised.map(([, { firstByteMs }]) => firstByteMs).sort(byValue);
	const atMost = { floor: 1, better: 'less' } as const;
	return [
		{ name: 'first byte passed through, median', value: quantile(passedThrough, 0.5), unit: 'ms' },
		{
			name: 'first byte added by personalising, median of pairs',
			...{ value: quantile(bytes, 0.5), unit: 'ms', ...atMost },
		},
		{ name: 'the same, p90', value: quantile(bytes, 0.9), unit: 'ms' },
		{ name: 'the same, p99', value: quantile(bytes, 0.99), unit: 'ms' },
		{
			name: 'first byte personalised, p99, less that of passed through',
			...{ value: quantile(firstBytes, 0.99) - quantile(passedThrough, 0.99), unit: 'ms' },
		},
		{ name: 'passed through against passed through, p90', value: quantile(noise, 0.9), unit: 'ms' },
		{ name: 'the same, p99', value: quantile(noise, 0.99), unit: 'ms' },
		{ name: 'CPU added for the whole page, median of pairs', value: quantile(cpus, 0.5), unit: 'ms', ...atMost },
		{ name: 'the same, p90', value: quantile(cpus, 0.9), unit: 'ms', ...atMost },
		{ name: 'the same, p99', value: quantile(cpus, 0.99), unit: 'ms', ...atMost },
	];
}

interface Visit {
	readonly firstByteMs: number;
	/** What the runtime took for all of the page, in its own code and the system's: neighbours count little. */
	readonly cpuMs: number;
}

type Pair = readonly [Visit, Visit];

/** What one page takes and what another takes, in pairs. */
async function paired(one: () => Promise<Visit>, other: () => Promise<Visit>): Promise<Pair[]> {
	const visits: Pair[] = [];
	for (let i = 0; i < pairs; i++) {
		// In turns which goes first, so that neither always finds the other's warm caches.
		if (i % 2 === 0) visits.push([await one(), await other()]);
		else {
			const second = await other();
			visits.push([await one(), second]);
		}
	}
	return visits;
}

function byValue(a: number, b: number): number {
	return a - b;
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
