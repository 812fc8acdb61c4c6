import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type RunningProduct, startProduct } from '../e2e/product.ts';
import { root } from '../scripts/run-command.ts';
import { benchArchive } from './archive.ts';
import { benchDecide } from './decide.ts';
import { benchFirstByte } from './first-byte.ts';
import { benchIngest, withoutLimits } from './ingest.ts';
import { print, type Row } from './report.ts';

/**
 * `npm run bench`: each against its floor, in one run on this machine; `npm run bench -- ingest` only one of decide, start,
 * ingest, archive and page. Load goes to 127.0.0.1 only and stops by itself.
 */
const wanted = process.argv.slice(2);
const parts: Readonly<Record<string, () => Promise<void>>> = {
	async decide() {
		print('Decide (core, in Node)', benchDecide());
	},
	async start() {
		print('Start, from installed to serving and stopped again', await benchStart());
	},
	async ingest() {
		print(
			'Ingest (through HTTP, durable)',
			await withProduct((product) => benchIngest(product, product.pid), withoutLimits),
		);
	},
	async archive() {
		print(
			'The archive (the same, archiving everything at once)',
			await withProduct((product) => benchArchive(product, product.pid), [...withoutLimits, '--archive-seconds', '1']),
		);
	},
	async page() {
		print('A personalised page (through HTTP)', await withProduct(benchFirstByte));
	},
};
for (const [name, part] of Object.entries(parts)) if (wanted.length === 0 || wanted.includes(name)) await part();

async function benchStart(): Promise<Row[]> {
	forgetBuilds();
	const cold = await timed(() => withProduct(async () => []));
	const warm = await timed(() => withProduct(async () => []));
	return [
		{ name: 'with every part built anew', value: cold, unit: 's', floor: 15, better: 'less' },
		{ name: 'with nothing to build', value: warm, unit: 's' },
	];
}

async function withProduct(
	measure: (product: RunningProduct) => Promise<Row[]>,
	args: readonly string[] = [],
): Promise<Row[]> {
	const dataDir = mkdtempSync(path.join(tmpdir(), 'edgewise-bench-'));
	const product = await startProduct(dataDir, args);
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
