import type { Edit } from '../core/edit/types.ts';
import { bundleOf, type PassingWay, startEdge, startWorker } from '../e2e/differential/edge.ts';
import { quantile } from './load.ts';
import { runtimeCpu } from './memory.ts';
import type { Row } from './report.ts';

const rounds = 9;
/** Pages a round. */
const passes = 60;
/** Rounds before the first that counts: until the code is compiled. */
const warmUps = 30;

/** A shop's page of about 100 KB, and ten edits all over it. */
const products = Array.from(
	{ length: 320 },
	(_, i) =>
		`<article class="card product" data-id="${i}"><a href="/products/${i}"><img src="/i/${i}.jpg" alt="Product ${i}"></a><h3 id="p${i}">Product ${i}</h3><p>Light, dry and warm, for ${i} nights out &amp; more.</p><span class="price">${i},90 €</span><button>Add</button></article>\n`,
);
const page = `<!doctype html><html><head><title>Shop</title><link rel="stylesheet" href="/a.css"></head><body><header><nav><a href="/">Home</a></nav></header><main>${products.join('')}</main></body></html>`;
const edits: readonly Edit[] = [
	...[3, 70, 150, 300].map(
		(i): Edit => ({ id: `t${i}`, kind: 'text', selector: `#p${i}`, expect: { tag: 'h3' }, value: 'For you' }),
	),
	{ id: 'a', kind: 'attribute', selector: 'nav > a', name: 'href', value: '/gold' },
	{ id: 'c', kind: 'class', selector: 'main', add: ['gold'], remove: [] },
	{ id: 'h', kind: 'hide', selector: '[data-id="12"]' },
	{ id: 'h2', kind: 'hide', selector: '[data-id="200"]' },
	{ id: 'i', kind: 'insert', selector: 'header', position: 'append', html: '<p>Welcome back</p>' },
	{ id: 'x', kind: 'attribute', selector: '#p250', name: 'title', value: 'New' },
];

/**
 * CPU of the runtime for a page with ten edits, per KB, beside the page passed through, the runtime's own HTMLRewriter with the same
 * selectors and handlers that do nothing, and node-html-parser. In turns, each in a runtime of its own.
 */
export async function benchRewrite(): Promise<Row[]> {
	const kilobytes = new TextEncoder().encode(page).length / 1024;
	const ways = await Promise.all([...passingWays.map(startPassing), startParsing()]);
	const all = await medians(ways.map(({ run }) => run));
	await Promise.all(ways.map(({ stop }) => stop()));
	const [plain = 0, one = 0, ten = 0, edited = 0, parsed = 0] = all.map((ms) => (ms * 1000) / passes / kilobytes);
	return [
		{ name: `CPU passed through, a page of ${Math.round(kilobytes)} KB`, value: plain, unit: 'µs/KB' },
		{ name: 'CPU with ten edits, passing through included', value: edited, unit: 'µs/KB', floor: 8, better: 'less' },
		{ name: 'the same against node-html-parser’s', value: edited / parsed, unit: 'times', floor: 1, better: 'less' },
		{ name: 'CPU of node-html-parser', value: parsed, unit: 'µs/KB' },
		{ name: 'CPU of HTMLRewriter with one handler that does nothing', value: one, unit: 'µs/KB' },
		{ name: 'CPU of HTMLRewriter with the ten selectors, changing nothing', value: ten, unit: 'µs/KB' },
	];
}

const passingWays: readonly PassingWay[] = ['plain', 'one-handler', 'ten-handlers', 'edited'];

/** A runtime of its own: in one, each way would pay for the memory that another leaves to be collected. */
async function startPassing(way: PassingWay) {
	const { pass, stop } = await startEdge();
	return { run: () => pass(way, { page, edits }, passes), stop };
}

async function startParsing() {
	const { ask, stop } = await startWorker(await bundleOf('bench/peers/entries/node-html-parser.js'));
	return { run: () => ask(`/?times=${passes}`, { page, edits }), stop };
}

/** Medians of the runtime's CPU for each way, in ms, in turns, so that neighbours slow down all alike. */
async function medians(ways: readonly (() => Promise<unknown>)[]): Promise<number[]> {
	const times = ways.map((): number[] => []);
	for (let round = -warmUps; round < rounds; round++) {
		for (const [i, way] of ways.entries()) {
			const before = runtimeCpu(process.pid) ?? performance.now();
			await way();
			const after = runtimeCpu(process.pid) ?? performance.now();
			if (round >= 0) times[i]?.push(after - before);
		}
	}
	return times.map((all) =>
		quantile(
			all.toSorted((a, b) => a - b),
			0.5,
		),
	);
}
