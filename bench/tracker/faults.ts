import type { RunningProduct } from '../../e2e/product.ts';
import { runSeed, type SeedResult } from '../../e2e/tracker/faults/run-seed.ts';
import type { Options } from '../options.ts';
import { showProgress } from '../progress.ts';
import type { Row } from '../report.ts';

/** Browsers at a time: two cores run a few. */
const atOnce = 3;

/** Visitors on bad roads to the real edge, seed after seed, until enough events were tracked. Prints the story of each that went wrong. */
export async function benchFaults(product: RunningProduct, { events, seed: first }: Options): Promise<Row[]> {
	const results: SeedResult[] = [];
	let seed = first;
	const tracked = () => results.reduce((sum, result) => sum + result.tracked, 0);
	const worker = async () => {
		while (tracked() < events) {
			results.push(await runSeed(product, seed++));
			showProgress(tracked(), events, 'events tracked');
		}
	};
	await Promise.all(Array.from({ length: events > 0 ? atOnce : 1 }, worker));
	const all = (pick: (result: SeedResult) => readonly string[]) => results.flatMap(pick);
	for (const result of results) tell(result);
	const sum = (pick: (result: SeedResult) => number) => results.reduce((total, result) => total + pick(result), 0);
	const requests = sum((result) => result.requests);
	const recovered = Math.max(...results.map(({ recoveredMs }) => recoveredMs));
	return [
		{ name: `events tracked by ${results.length} visitors`, value: tracked(), unit: 'events' },
		{ name: 'requests with events', value: requests, unit: 'requests' },
		{ name: 'of those unharmed', value: (sum(({ passed }) => passed) / requests) * 100, unit: '%' },
		{ name: 'lost', value: all(({ lost }) => lost).length, unit: 'events', floor: 0, better: 'less' },
		{ name: 'counted twice', value: all(({ doubled }) => doubled).length, unit: 'events', floor: 0, better: 'less' },
		{
			name: 'refused for good, and kept or counted all the same',
			value: all(({ stuck }) => stuck).length,
			unit: 'events',
			floor: 0,
			better: 'less',
		},
		{ name: 'arrived more than once, and counted once', value: sum(({ repeated }) => repeated), unit: 'events' },
		{
			name: 'lost in a killed browser that had not written them',
			value: all(({ unwritten }) => unwritten).length,
			unit: 'events',
		},
		{ name: 'longest until all was there, once the road was mended', value: recovered / 1000, unit: 's' },
	];
}

function tell({ lost, doubled, stuck, unwritten }: SeedResult): void {
	for (const story of lost) console.log(`LOST: ${story}`);
	for (const story of doubled) console.log(`TWICE: ${story}`);
	for (const story of stuck) console.log(`STUCK: ${story}`);
	for (const story of unwritten) console.log(`unwritten: ${story}`);
}
