import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type RunningProduct, startProduct } from '../e2e/product.ts';
import { root } from '../scripts/run-command.ts';
import { benchDecide } from './decide.ts';
import { benchFirstByte } from './first-byte.ts';
import { benchIngest } from './ingest.ts';
import { print, type Row } from './report.ts';

/** `npm run bench`: each against its floor, in one run on this machine. Load goes to 127.0.0.1 only and stops by itself. */
print('Decide (core, in Node)', benchDecide());

const cold = await timed(() => withProduct(forgetBuilds, async () => []));
const warm = await timed(() =>
	withProduct(
		() => undefined,
		async () => [],
	),
);
print('Start, from installed to serving and stopped again', [
	{ name: 'with every part built anew', value: cold, unit: 's', floor: 15, better: 'less' },
	{ name: 'with nothing to build', value: warm, unit: 's' },
]);
print(
	'Ingest (through HTTP, durable)',
	await withProduct(
		() => undefined,
		(product) => benchIngest(product, product.pid),
	),
);
print('A personalised page (through HTTP)', await withProduct(() => undefined, benchFirstByte));

async function withProduct(before: () => void, measure: (product: RunningProduct) => Promise<Row[]>): Promise<Row[]> {
	const dataDir = mkdtempSync(path.join(tmpdir(), 'edgewise-bench-'));
	before();
	const product = await startProduct(dataDir);
	try {
		return await measure(product);
	} finally {
		await product.stop();
		rmSync(dataDir, { recursive: true, force: true });
	}
}

async function timed(work: () => Promise<unknown>): Promise<number> {
	const begin = performance.now();
	await work();
	return (performance.now() - begin) / 1000;
}

function forgetBuilds(): void {
	for (const name of readdirSync(path.join(root, 'dist'))) {
		if (name.startsWith('.built-')) rmSync(path.join(root, 'dist', name));
	}
}
