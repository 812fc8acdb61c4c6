import type { Page } from 'playwright-core';
import { type AdminApi, signIn } from '../../../scripts/start/admin.ts';
import type { Product } from '../../product.ts';
import { type Chromium, type ChromiumProfile, newChromiumProfile } from '../lab/chromium.ts';
import { isOnDisk } from '../lab/on-disk.ts';
import { seeded } from '../lab/random.ts';
import { storedText } from '../lab/stored-text.ts';
import { type BadRoad, openBadRoad } from './bad-road.ts';
import { countMarks } from './count.ts';
import { drawFate } from './fate.ts';
import { storyOf, type Tracked } from './journal.ts';
import { type TabPlan, type VisitPlan, writeScript } from './script.ts';
import { openShopWindow } from './shop-window.ts';

/** What came of one seed. */
export interface SeedResult {
	readonly seed: number;
	/** Sound events that pages tracked. */
	readonly tracked: number;
	/** Stories of those that the edge does not have although the browser came back. */
	readonly lost: readonly string[];
	/** The same, where the whole browser was killed and had not written them to its disk for as long as we waited. */
	readonly unwritten: readonly string[];
	/** Stories of those that it counts more than once. */
	readonly doubled: readonly string[];
	/** Stories of those that the edge refuses, where it has them nevertheless; and of any that the browser would send for ever. */
	readonly stuck: readonly string[];
	/** Events that reached the edge more than once: what it had to count once. */
	readonly repeated: number;
	/** Requests with events, and how many of them passed unharmed. */
	readonly requests: number;
	readonly passed: number;
	/** From the moment when the network was well again until the edge had everything, in ms. */
	readonly recoveredMs: number;
}

/** Longest time for a tag to be at work, for storage to reach the disk, and for everything to have arrived, in ms. */
const startMs = 30_000;
const diskMs = 6_000;
const recoveryMs = 60_000;

/** Lets one visitor live through the script of a seed on a bad road to the real edge, mends the road, and counts. */
export async function runSeed(product: Product, seed: number, visits = 4): Promise<SeedResult> {
	const random = seeded(seed);
	const script = writeScript(random, visits);
	const { host, port } = new URL(product.url);
	const road = await openBadRoad({ url: `http://127.0.0.1:${port}`, host }, () => drawFate(random));
	const shop = await openShopWindow(product, road.url);
	const profile = newChromiumProfile();
	try {
		const life: Life = { seed, road, profile, page: `${shop.url}/page`, tracked: [], unwritten: new Set() };
		let browser = await profile.open();
		for (const [number, visit] of script.entries()) browser = await live(life, browser, visit, number + 1);
		const mended = performance.now();
		road.mend();
		const page = await browser.context.newPage();
		await page.goto(life.page);
		const expected = sound(life).filter(({ mark }) => !life.unwritten.has(mark));
		await road.bell.until(() => expected.every(({ mark }) => isStored(road, mark)), recoveryMs);
		const recoveredMs = performance.now() - mended;
		const kept = await keptAtTheEnd(page, life);
		await browser.close();
		return await judge(product, life, kept, recoveredMs);
	} finally {
		await profile.remove();
		await shop.close();
		await road.close();
	}
}

interface Life {
	readonly seed: number;
	readonly road: BadRoad;
	readonly profile: ChromiumProfile;
	readonly page: string;
	readonly tracked: Tracked[];
	/** Marks of what was neither stored nor on disk when the browser was killed. */
	readonly unwritten: Set<string>;
}

/** One visit; answers the browser that is open after it. */
async function live(life: Life, browser: Chromium, visit: VisitPlan, number: number): Promise<Chromium> {
	const tabs = await Promise.all(visit.tabs.map(() => openTab(life, browser)));
	await browser.context.setOffline(visit.offline);
	life.road.block(visit.offline);
	await Promise.all(
		visit.tabs.map((plan, index) => {
			const where = `visit ${number}, which ${visit.offline ? 'is offline and ' : ''}${visit.end}, in tab ${index + 1}, which ${plan.end}`;
			return use(life, tabs[index], plan, where);
		}),
	);
	if (visit.end === 'stays') {
		await browser.context.setOffline(false);
		life.road.block(false);
		return browser;
	}
	if (visit.end === 'quits') await browser.close();
	else await killWhenOnDisk(life, browser);
	life.road.block(false);
	return life.profile.open();
}

async function openTab({ page }: Life, browser: Chromium): Promise<Page> {
	const tab = await browser.context.newPage();
	await tab.goto(page);
	await tab.waitForSelector('[data-ready]', { state: 'attached', timeout: startMs });
	return tab;
}

/** Tracks what the plan says, and ends the tab in the same moment. */
async function use(life: Life, tab: Page | undefined, plan: TabPlan, where: string): Promise<void> {
	if (tab === undefined) throw new Error('a plan without a tab');
	const note = (sound: boolean) => {
		const mark = `mark-${life.seed}-${life.tracked.length}.`;
		life.tracked.push({ mark, where, sound });
		return mark;
	};
	if (plan.unsound) await track(tab, note(false), unsoundLength);
	for (let i = 1; i < plan.events; i++) await track(tab, note(true), 0);
	const last = note(true);
	if (plan.end === 'navigates') {
		await tab.evaluate((mark) => {
			Reflect.get(window, 'track')('Fault', { mark });
			location.href = '/away';
		}, last);
		return;
	}
	await track(tab, last, 0);
	if (plan.end === 'closes') await tab.close();
	if (plan.end === 'crashes') await crash(tab);
}

/** More than the edge takes in one event. */
const unsoundLength = 40_000;

function track(tab: Page, mark: string, padding: number): Promise<void> {
	return tab.evaluate(
		([text, length]) => void Reflect.get(window, 'track')('Fault', { mark: text, padding: 'x'.repeat(Number(length)) }),
		[mark, padding] as const,
	);
}

/** The tab's process dies. */
async function crash(tab: Page): Promise<void> {
	const session = await tab.context().newCDPSession(tab);
	const crashed = tab.waitForEvent('crash');
	// The answer never comes.
	session.send('Page.crash').catch(() => {});
	await crashed;
	await tab.close();
}

/** Some storage is written seconds later, and localStorage a minute later once it has been written a few times. */
async function killWhenOnDisk(life: Life, browser: Chromium): Promise<void> {
	const unsafe = ({ mark }: Tracked) => !isStored(life.road, mark) && !isOnDisk(life.profile.folder, mark);
	const deadline = performance.now() + diskMs;
	while (sound(life).some(unsafe) && performance.now() < deadline) await life.road.bell.until(() => false, 100);
	for (const { mark } of sound(life).filter(unsafe)) life.unwritten.add(mark);
	await browser.kill();
}

function sound({ tracked }: Life): Tracked[] {
	return tracked.filter((event) => event.sound);
}

/** Whether the edge has said that it has it. */
function isStored(road: BadRoad, mark: string): boolean {
	return timesStored(road, mark) > 0;
}

function timesStored({ passages }: BadRoad, mark: string): number {
	return passages.filter(({ status, body }) => status === 200 && body.includes(mark)).length;
}

/** What the browser has not let go of once it has been told of everything. */
async function keptAtTheEnd(page: Page, { tracked, road }: Life): Promise<string[]> {
	const still = async () => {
		const text = await storedText(page);
		return tracked.map(({ mark }) => mark).filter((mark) => text.includes(mark));
	};
	const deadline = performance.now() + startMs;
	while ((await still()).length > 0 && performance.now() < deadline) await road.bell.until(() => false, 100);
	return still();
}

async function judge(product: Product, life: Life, kept: readonly string[], recoveredMs: number): Promise<SeedResult> {
	const { road, tracked, seed } = life;
	const api: AdminApi = await signIn(product.url, product.email, product.password);
	const people = new Set(
		road.passages.flatMap(({ body }) => [...body.matchAll(/"anonymousId":"([^"]+)"/g)].map(([, id]) => id ?? '')),
	);
	const counts = await countMarks(api, people);
	const tell = (events: readonly Tracked[]) => events.map((event) => `seed ${seed}, ${storyOf(event, road.passages)}`);
	const times = ({ mark }: Tracked) => counts.get(mark) ?? 0;
	const unsound = tracked.filter((event) => !event.sound);
	const missing = sound(life).filter((event) => times(event) === 0);
	return {
		seed,
		tracked: sound(life).length,
		lost: tell(missing.filter(({ mark }) => !life.unwritten.has(mark))),
		unwritten: tell(missing.filter(({ mark }) => life.unwritten.has(mark))),
		doubled: tell(sound(life).filter((event) => times(event) > 1)),
		stuck: tell([...unsound.filter((event) => times(event) > 0), ...tracked.filter(({ mark }) => kept.includes(mark))]),
		repeated: sound(life).filter(({ mark }) => timesStored(road, mark) > 1).length,
		requests: road.passages.length,
		passed: road.passages.filter(({ fate }) => fate.kind === 'pass').length,
		recoveredMs,
	};
}
