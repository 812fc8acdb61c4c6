import type { Browser, CDPSession, Page } from 'playwright-core';
import { type Arena, openArena } from '../../e2e/tracker/lab/arena.ts';
import { newChromiumProfile } from '../../e2e/tracker/lab/chromium.ts';
import type { Contestant } from '../../e2e/tracker/lab/contestant.ts';
import { edgewise } from '../../e2e/tracker/lab/edgewise.ts';
import { quantile } from '../load.ts';
import type { Options } from '../options.ts';
import { showProgress } from '../progress.ts';
import { print, printTable } from '../report.ts';

/** A page without a tracker: what Chromium itself needs for it. */
const blank: Contestant = {
	name: 'no tracker',
	head: () => '',
	script: () => null,
	pageView: /(?!)/g,
};

/** What one load of a page with a tracker took. */
interface Cost {
	/** Compiling and running scripts, in ms of the main thread's own time, so that neighbours on the machine count little. */
	readonly scriptMs: number;
	/** The longest task over 50 ms, or 0. */
	readonly longestMs: number;
	/** JavaScript objects after a collection, in KB. */
	readonly heapKb: number;
	/** Requests after its script: the first page view, and whatever else it wants; and how many of them are preflights. */
	readonly requests: number;
	readonly preflights: number;
}

const speeds = [1, 4] as const;
/** A page that has sent nothing for so long has settled. */
const restMs = 700;
const patienceMs = 20_000;

/** Loads pages with each tracker in turn, round after round, at full speed and slowed down four times, and prints medians. */
export async function benchCost(peers: readonly Contestant[], { rounds }: Options): Promise<void> {
	const contestants = [blank, edgewise, ...peers];
	const profile = newChromiumProfile();
	const { browser, close } = await profile.open();
	const costs = new Map<string, Cost[]>();
	const total = rounds * contestants.length * speeds.length;
	let done = 0;
	for (let round = 0; round < rounds; round++) {
		for (const slowdown of speeds) {
			for (const contestant of contestants) {
				const key = `${contestant.name} ${slowdown}`;
				costs.set(key, [...(costs.get(key) ?? []), await measure(browser, contestant, slowdown)]);
				showProgress(++done, total, 'page loads');
			}
		}
	}
	await close();
	await profile.remove();
	const median = ({ name }: Contestant, slowdown: number, pick: (cost: Cost) => number) => {
		const values = (costs.get(`${name} ${slowdown}`) ?? []).map(pick).sort((a, b) => a - b);
		return quantile(values, 0.5);
	};
	const script = (contestant: Contestant, slowdown: number) => median(contestant, slowdown, ({ scriptMs }) => scriptMs);
	const above = (contestant: Contestant, slowdown: number) => script(contestant, slowdown) - script(blank, slowdown);
	const longest = (contestant: Contestant) => median(contestant, 4, ({ longestMs }) => longestMs);
	printTable(
		`Cost of the first page view, medians of ${rounds}, beyond a page without a tracker`,
		[
			'tracker',
			'script ms',
			'script ms, 4x slower',
			'longest task ms, 4x slower',
			'heap KB',
			'requests',
			'of them preflights',
		],
		contestants.map((contestant) => [
			contestant.name,
			...(contestant === blank
				? [script(blank, 1), script(blank, 4)].map((ms) => `(${ms.toFixed(1)})`)
				: [above(contestant, 1), above(contestant, 4)].map((ms) => ms.toFixed(1))),
			longest(contestant) === 0 ? 'none' : longest(contestant).toFixed(0),
			(
				median(contestant, 1, ({ heapKb }) => heapKb) -
				(contestant === blank ? 0 : median(blank, 1, ({ heapKb }) => heapKb))
			).toFixed(0),
			String(median(contestant, 1, ({ requests }) => requests)),
			String(median(contestant, 1, ({ preflights }) => preflights)),
		]),
	);
	const requests = median(edgewise, 1, (cost) => cost.requests);
	print('Ours against its floors', [
		{ name: 'script, 4x slower', value: above(edgewise, 4), unit: 'ms', floor: 40, better: 'less' },
		{
			name: 'longest task over 50 ms, 4x slower',
			value: longest(edgewise),
			unit: 'ms',
			floor: longest(blank),
			better: 'less',
		},
		{ name: 'requests for the first page view', value: requests, unit: 'requests', floor: 1, better: 'less' },
	]);
}

async function measure(browser: Browser, contestant: Contestant, slowdown: number): Promise<Cost> {
	const arena = await openArena(contestant);
	// A context of its own: nothing is cached, and nobody was here before.
	const context = await browser.newContext();
	try {
		const page = await context.newPage();
		const session = await context.newCDPSession(page);
		await session.send('Performance.enable', { timeDomain: 'threadTicks' });
		await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
		await page.addInitScript(watchTasks);
		// Nothing is asked of the page before it has been measured: the driver's own scripts would count as the tracker's.
		await page.goto(`${arena.site}/page`);
		if (contestant !== blank && !(await arena.until(() => arena.pageViews() > 0, patienceMs))) {
			throw new Error(`${contestant.name} never sent its first page view`);
		}
		await arena.rest(restMs, patienceMs);
		return await read(page, session, arena, contestant);
	} finally {
		await context.close();
		await arena.close();
	}
}

function watchTasks(): void {
	Reflect.set(window, 'longestTask', 0);
	new PerformanceObserver((list) => {
		const longest = Math.max(
			Number(Reflect.get(window, 'longestTask')),
			...list.getEntries().map(({ duration }) => duration),
		);
		Reflect.set(window, 'longestTask', longest);
	}).observe({ type: 'longtask', buffered: true });
}

async function read(page: Page, session: CDPSession, arena: Arena, contestant: Contestant): Promise<Cost> {
	const spent = await metricsOf(session);
	await session.send('HeapProfiler.collectGarbage');
	const { JSHeapUsedSize = 0 } = await metricsOf(session);
	const sent = arena.log
		.filter((line) => line.startsWith('collector '))
		.filter((line) => contestant.script(line.split(' ')[2] ?? '') === null);
	return {
		scriptMs: ((spent.ScriptDuration ?? 0) + (spent.V8CompileDuration ?? 0)) * 1000,
		longestMs: Number(await page.evaluate(() => Reflect.get(window, 'longestTask'))),
		heapKb: JSHeapUsedSize / 1024,
		requests: sent.length,
		preflights: sent.filter((line) => line.includes(' OPTIONS ')).length,
	};
}

async function metricsOf(session: CDPSession): Promise<Record<string, number>> {
	const { metrics } = await session.send('Performance.getMetrics');
	return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}
