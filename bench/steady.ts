import type { RunningProduct } from '../e2e/product.ts';
import { clients, headers, newVisitor, ten } from './ingest.ts';
import { load } from './load.ts';
import { runtimeMemory } from './memory.ts';
import type { Row } from './report.ts';

const marks = [50_000, 100_000, 150_000, 200_000];
/** Of one look at the clock. */
const spellSeconds = 1;

/** What the runtime weighs as events come in, ten a call, a new visitor each: it may fill its caches, and no more. */
export async function benchSteady(product: RunningProduct, pid: number): Promise<Row[]> {
	const target = `${product.url.replace('localhost', '127.0.0.1')}/_ew/v1/batch`;
	const weighed: Row[] = [];
	let events = 0;
	for (const mark of marks) {
		while (events < mark) {
			const { calls, failures } = await load(target, () => newVisitor(product, ten), {
				...{ clients, headers, seconds: spellSeconds },
			});
			events += (calls - failures) * (ten.length + 1);
		}
		weighed.push({
			name: `runtime memory after ${events} events`,
			value: runtimeMemory(pid) ?? Number.NaN,
			unit: 'MB',
		});
	}
	const [, early, , late] = weighed.map(({ value }) => value);
	return [
		...weighed,
		{
			name: 'grown in the second half',
			value: (late ?? Number.NaN) - (early ?? Number.NaN),
			...{ unit: 'MB', floor: 15, better: 'less' },
		},
	];
}
