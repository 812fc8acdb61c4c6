import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type RunningProduct, startProduct } from '../e2e/product.ts';
import { build } from '../scripts/build.ts';
import { root } from '../scripts/run-command.ts';
import { benchArchive } from './archive.ts';
import { benchCondition } from './condition.ts';
import { benchDecide } from './decide.ts';
import { benchFirstByte } from './first-byte.ts';
import { benchIngest, withoutLimits } from './ingest.ts';
import { readOptions } from './options.ts';
import { benchPeople } from './people.ts';
import { print, type Row } from './report.ts';
import { benchResults } from './results.ts';
import { benchRewrite } from './rewrite.ts';
import { benchSelector } from './selector/index.ts';
import { benchSteady } from './steady.ts';
import { benchCost } from './tracker/cost.ts';
import { benchDelivery } from './tracker/delivery.ts';
import { benchFaults } from './tracker/faults.ts';
import { installPeers } from './tracker/install-peers.ts';
import { type Peer, peers } from './tracker/peers/index.ts';
import { benchSize } from './tracker/size.ts';

/** Of the peers, those whose cost is measured unless others are named: the smallest, the best known, the largest. */
const costly = ['counterscale', 'plausible', 'snowplow', 'segment', 'posthog'];

/** What can be measured. `npm run bench` runs all, each briefly; `npm run bench -- delivery faults` those two, at length. */
const sections: Readonly<Record<string, () => Promise<void>>> = {
	conditions: async () => print('Conditions (core, in Node)', benchCondition()),
	decide: async () => print('Decide (core, in Node)', benchDecide()),
	rewrite: async () => {
		await installPeers();
		print('Rewriting a page (on the real runtime)', await benchRewrite());
	},
	start: async () => print('Start, from installed to serving and stopped again', await benchStart()),
	ingest: async () =>
		print(
			'Ingest (through HTTP, durable)',
			await withProduct((product) => benchIngest(product, product.pid), withoutLimits),
		),
	steady: async () =>
		print(
			'Memory over 200,000 events (through HTTP, durable)',
			await withProduct((product) => benchSteady(product, product.pid), withoutLimits),
		),
	people: async () =>
		print(
			'Many people on disk (through HTTP)',
			await withProduct(
				(product) => benchPeople(product, options.people, options.purchases),
				[...withoutLimits, ...['--secret-key-limit', 'off']],
			),
		),
	results: async () =>
		print(
			'The results of a large experiment (through HTTP)',
			await withProduct(
				(product) => benchResults(product, options.exposed),
				[...withoutLimits, ...['--secret-key-limit', 'off']],
			),
		),
	archive: async () =>
		print(
			'The archive (the same, archiving everything at once)',
			await withProduct((product) => benchArchive(product, product.pid), [...withoutLimits, '--archive-seconds', '1']),
		),
	page: async () => print('A personalised page (through HTTP)', await withProduct(benchFirstByte)),
	selector: async () => {
		await installPeers();
		await benchSelector(options.seed);
	},
	size: async () => {
		await beside();
		benchSize();
	},
	cost: async () =>
		benchCost(
			(await beside()).filter(({ name }) => options.only !== null || costly.includes(name)),
			options,
		),
	delivery: async () =>
		benchDelivery(
			(await beside()).filter(({ hasEvents }) => hasEvents),
			options,
		),
	faults: async () =>
		print(
			'Faults: browsers on bad roads to the real edge',
			await withProduct((product) => benchFaults(product, options), withoutLimits),
		),
};

/** Each against its floor, in one run on this machine. Load goes to 127.0.0.1 only and stops by itself. */
const options = readOptions(process.argv.slice(2), Object.keys(sections));
for (const name of options.sections) await sections[name]?.();

/** The peers to compare ours with, installed and built. */
async function beside(): Promise<readonly Peer[]> {
	await build((line) => console.log(line), ['tracker']);
	await installPeers();
	return peers.filter(({ name }) => options.only?.includes(name) ?? true);
}

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
	const shards = options.shards === null ? [] : ['--shards', options.shards];
	const product = await startProduct(dataDir, [...args, ...shards]);
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
