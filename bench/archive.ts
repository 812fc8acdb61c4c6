import type { RunningProduct } from '../e2e/product.ts';
import { signIn } from '../scripts/start/admin.ts';
import { browsing, clients, headers, newVisitor, rate } from './ingest.ts';
import { load } from './load.ts';
import { runtimeMemory } from './memory.ts';
import type { Row } from './report.ts';

const seconds = 10;

/**
 * Ingest while every shard archives each second, all that it accepted: what archiving costs when it costs most. The product is
 * started with `--archive-seconds 1`.
 */
export async function benchArchive(product: RunningProduct, pid: number): Promise<Row[]> {
	const target = `${product.url.replace('localhost', '127.0.0.1')}/_ew/v1/batch`;
	const run = (forSeconds: number) =>
		load(target, () => newVisitor(product, browsing), { clients, seconds: forSeconds, headers });
	await run(2);
	const archiving = await run(seconds);
	const memory = runtimeMemory(pid);
	const api = await signIn(product.url, product.email, product.password);
	const begin = performance.now();
	await api.send('POST', '/api/archive/write');
	const took = performance.now() - begin;
	const { items } = await api.get<{ items: { events: number; bytes: number; objects: number }[] }>('/api/archive');
	const sum = (of: 'events' | 'bytes' | 'objects') => items.reduce((total, day) => total + day[of], 0);
	return [
		{ name: 'durable calls of 5 events while all is archived each second', value: rate(archiving), unit: 'calls/s' },
		{ name: 'calls that failed', value: archiving.failures, unit: 'calls', floor: 0, better: 'less' },
		...(memory === null ? [] : [{ name: 'runtime memory after it', value: memory, unit: 'MB' }]),
		{ name: 'until the rest is archived', value: took, unit: 'ms' },
		{ name: 'an archived event', value: sum('bytes') / sum('events'), unit: 'bytes' },
		{ name: 'events in an object', value: sum('events') / sum('objects'), unit: 'events' },
	];
}
