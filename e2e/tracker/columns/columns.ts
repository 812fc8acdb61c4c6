import type { Arena } from '../lab/arena.ts';
import { isOnDisk } from '../lab/on-disk.ts';
import { becomesTrue, type Profile, type SteeredBrowser, type Tab } from '../lab/tab.ts';

/** What became of the event: whether that is what its site wants, and in a word. */
export interface Outcome {
	readonly passed: boolean;
	readonly word: string;
}

/** One attempt: an arena and a profile of its own, and the event's name, which nothing else has. */
export interface Trial {
	readonly arena: Arena;
	readonly profile: Profile;
	readonly event: string;
}

/** One of the ways in which events get lost. */
export interface Column {
	readonly name: string;
	readonly storage?: 'blocked';
	/** Other browsers do not do this. */
	readonly onlyInChromium?: true;
	run(trial: Trial): Promise<Outcome>;
}

/** Longest time for a tracker to be at work, to send again, and for storage to reach the disk, in ms. */
const startMs = 60_000;
const arrivalMs = 20_000;
const diskMs = 10_000;
/** A tracker that has sent nothing for so long since its page was complete waits for something. */
const restMs = 1_000;

/** The eight columns, each named after what happens to the visitor right after `track`. */
export const columns: readonly Column[] = [
	{
		name: 'navigate at once',
		async run(trial) {
			const { tab } = await trial.profile.open();
			await visit(tab, trial);
			await tab.run(`void track('${trial.event}'); location.href = '/away';`);
			return arrives(trial);
		},
	},
	{
		name: 'close the tab',
		async run(trial) {
			const browser = await trial.profile.open();
			const tab = await browser.newTab();
			await visit(tab, trial);
			await track(tab, trial.event);
			await tab.close();
			return arrives(trial);
		},
	},
	{
		name: '503 once',
		async run(trial) {
			const { tab } = await trial.profile.open();
			await visit(tab, trial);
			let refusals = 1;
			trial.arena.answerBy((text) => (text.includes(trial.event) && refusals-- > 0 ? 503 : 200));
			await track(tab, trial.event);
			return arrives(trial);
		},
	},
	{
		name: 'offline, close, reopen',
		async run(trial) {
			const browser = await trial.profile.open();
			await trackOffline(browser, trial);
			await browser.close();
			return reopen(trial);
		},
	},
	{
		name: 'offline, crash, reopen',
		async run(trial) {
			const browser = await trial.profile.open();
			await trackOffline(browser, trial);
			// Browsers write storage seconds later. Who has not by then never will.
			await eventually(() => isOnDisk(trial.profile.folder, trial.event), diskMs);
			await browser.kill();
			return reopen(trial);
		},
	},
	{
		name: 'no storage',
		storage: 'blocked',
		async run(trial) {
			const { tab } = await trial.profile.open();
			await tab.go(`${trial.arena.site}/page`);
			const started = await becomesTrue(tab, `${isReady} || errors.length > 0`, startMs);
			await tab.run(`try { void track('${trial.event}'); } catch (error) { errors.push(error.message); }`);
			const outcome = await arrives(trial);
			const threw = (await tab.run('errors.length')) !== 0;
			if (outcome.passed && !threw) return outcome;
			return { passed: false, word: threw ? 'throws' : started ? 'silent' : 'never starts' };
		},
	},
	{
		name: 'prerender',
		onlyInChromium: true,
		async run({ arena, profile }) {
			await profile.openAt(`${arena.site}/ahead`);
			const ranAhead = await arena.until(() => arena.log.includes('site GET /ran-ahead'), startMs);
			if (!ranAhead) throw new Error('Chromium did not prerender the page');
			await arena.rest(restMs, startMs);
			const early = arena.pageViews() > 0;
			arena.activate();
			const activated = await arena.until(() => arena.log.includes('site GET /activated'), startMs);
			if (!activated) throw new Error('Chromium did not show the page that it had prerendered');
			if (early) return { passed: false, word: 'counts early' };
			const counted = await arena.until(() => arena.pageViews() > 0, arrivalMs);
			return counted ? ok : { passed: false, word: 'never counts' };
		},
	},
	{
		name: 'back/forward cache',
		async run(trial) {
			const { arena } = trial;
			const { tab } = await trial.profile.open();
			await visit(tab, trial);
			const before = arena.pageViews();
			await tab.run(`window.kept = true; location.href = '/away';`);
			if (!(await becomesTrue(tab, `location.pathname === '/away'`, startMs)))
				throw new Error('the page was never left');
			await tab.run('history.back();');
			if (!(await becomesTrue(tab, `location.pathname === '/page' && 'persisted' in window`, startMs))) {
				throw new Error('nobody came back to the page');
			}
			const persisted = await tab.run('persisted && window.kept === true');
			const counted = await arena.until(() => arena.pageViews() > before, arrivalMs);
			if (!persisted) return { passed: false, word: counted ? 'spoils the cache' : 'spoils it, none' };
			return counted ? ok : { passed: false, word: 'no page view' };
		},
	},
];

/**
 * Harder than the eight: the power goes a second after the event, when few browsers have written anything. No tracker
 * that keeps its events in localStorage can pass.
 */
export const hardest: Column = {
	name: 'offline, crash in a second',
	async run(trial) {
		const browser = await trial.profile.open();
		await trackOffline(browser, trial);
		await eventually(() => isOnDisk(trial.profile.folder, trial.event), 1_000);
		await browser.kill();
		return reopen(trial);
	},
};

const ok: Outcome = { passed: true, word: 'ok' };

const isReady = `'ready' in document.documentElement.dataset`;

/** Opens the page with the tracker, and waits until it is at work and its first page view is through. */
async function visit(tab: Tab, { arena }: Trial): Promise<void> {
	await tab.go(`${arena.site}/page`);
	if (!(await becomesTrue(tab, isReady, startMs))) throw new Error('the tracker was never at work');
	if (!(await arena.until(() => arena.pageViews() > 0, startMs))) throw new Error('the first page view never came');
}

async function track(tab: Tab, event: string): Promise<void> {
	await tab.run(`void track('${event}')`);
}

/** The network goes, for the browser's own eyes too, and then the visitor does something. */
async function trackOffline(browser: SteeredBrowser, trial: Trial): Promise<void> {
	await visit(browser.tab, trial);
	await browser.setOffline(true);
	trial.arena.down();
	await track(browser.tab, trial.event);
}

/** Another day, with the network back. */
async function reopen(trial: Trial): Promise<Outcome> {
	trial.arena.up();
	const { tab } = await trial.profile.open();
	await tab.go(`${trial.arena.site}/page`);
	return arrives(trial);
}

async function arrives({ arena, event }: Trial): Promise<Outcome> {
	const arrived = await arena.until(() => arena.accepted(event) > 0, arrivalMs);
	return arrived ? ok : { passed: false, word: 'lost' };
}

async function eventually(condition: () => boolean, withinMs: number): Promise<boolean> {
	const deadline = performance.now() + withinMs;
	while (!condition()) {
		if (performance.now() > deadline) return false;
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	return true;
}
