import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { complaints } from '../people.ts';
import { context, site } from './each-test.ts';

const named = (name: string) => site.events().filter(({ event }) => event === name);
const views = () => site.events().filter(({ type }) => type === 'page');

async function open(address = 'acts'): Promise<Page> {
	const page = await context.newPage();
	await page.goto(`${site.url}/${address}`);
	await page.waitForSelector('[data-ready]', { state: 'attached' });
	await site.until(() => views().length > 0 || site.pages.attributes.includes('Page Viewed'));
	return page;
}

/** What the tag notices by itself: how it comes about on a page, and what is told of it. */
interface Noticed {
	readonly event: string;
	readonly address?: string;
	readonly status?: number;
	readonly act: (page: Page) => Promise<unknown>;
	readonly properties: () => object;
}

const throwInPage = (page: Page) =>
	page.evaluate(() => {
		setTimeout(() => {
			throw new TypeError('Nothing there');
		});
	});

const nothing = async () => {};

const noticed: readonly Noticed[] = [
	{
		event: 'Outbound Link Clicked',
		act: (page) => page.click('#outbound'),
		properties: () => ({ url: `${site.edge}/elsewhere?a=1` }),
	},
	{
		event: 'File Downloaded',
		act: (page) => page.click('#file'),
		properties: () => ({ url: `${site.url}/files/size-chart.pdf?v=2` }),
	},
	{
		event: 'Form Submitted',
		act: (page) => page.click('#letter button'),
		properties: () => ({ id: 'letter', action: '/quiet', fields: ['email', 'name', 'wish'] }),
	},
	{
		event: 'Plan Chosen',
		act: (page) => page.click('#plan'),
		properties: () => ({ plan: 'pro', 'billing-period': 'year' }),
	},
	{ event: 'Site Searched', address: 'acts?q=tents&page=2', act: nothing, properties: () => ({ query: 'tents' }) },
	{ event: 'Page Not Found', status: 404, act: nothing, properties: () => ({ url: `${site.url}/acts` }) },
	{
		event: 'JavaScript Error',
		act: throwInPage,
		properties: () => ({ message: 'Uncaught TypeError: Nothing there', file: expect.any(String) }),
	},
	{
		event: 'Video Playback Started',
		act: playVideo,
		properties: () => ({ title: 'The pass', url: expect.stringMatching(/^blob:/), total_length: 0.2 }),
	},
	{
		event: 'Video Playback Completed',
		act: playVideo,
		properties: () => ({ title: 'The pass', url: expect.stringMatching(/^blob:/), total_length: 0.2 }),
	},
	{
		event: 'Page Engaged',
		act: (page) => lookFor(page, 1_000_000).then(() => page.close()),
		properties: () => ({ seconds: expect.closeTo(1_000, -2), scroll: expect.any(Number) }),
	},
	{
		event: 'Web Vitals',
		act: (page) => page.close(),
		properties: () => ({ lcp: expect.any(Number), inp: 0, cls: 0, ttfb: expect.any(Number), activationStart: 0 }),
	},
];

/** Plays 0.2 s of silence to its end. */
async function playVideo(page: Page): Promise<void> {
	await page.evaluate(async () => {
		const samples = 1_600;
		const wav = new DataView(new ArrayBuffer(44 + samples));
		const write = (at: number, text: string) => {
			for (const [i, letter] of [...text].entries()) wav.setUint8(at + i, letter.charCodeAt(0));
		};
		write(0, 'RIFF');
		wav.setUint32(4, 36 + samples, true);
		write(8, 'WAVEfmt ');
		wav.setUint32(16, 16, true);
		for (const [at, value] of [
			[20, 1],
			[22, 1],
			[32, 1],
			[34, 8],
		] as const)
			wav.setUint16(at, value, true);
		wav.setUint32(24, 8_000, true);
		wav.setUint32(28, 8_000, true);
		write(36, 'data');
		wav.setUint32(40, samples, true);
		for (let i = 44; i < wav.byteLength; i++) wav.setUint8(i, 128);
		const video = Object.assign(document.createElement('video'), { title: 'The pass', muted: true });
		video.src = URL.createObjectURL(new Blob([wav], { type: 'audio/wav' }));
		document.body.append(video);
		await video.play();
		await new Promise((resolve) => video.addEventListener('ended', resolve));
	});
}

/** Makes the page's clock, for all but its timers, so much later. */
async function lookFor(page: Page, ms: number): Promise<void> {
	await page.evaluate((more) => {
		const { now } = Date;
		Date.now = () => now() + more;
	}, ms);
}

/** What comes along with it when it comes at all: told right after, or as the page goes. */
async function somethingElse(page: Page, event: string): Promise<string> {
	if (page.isClosed()) return event === 'Web Vitals' ? 'Page Engaged' : 'Web Vitals';
	await page.evaluate(() => void Reflect.get(window, 'edgewise')?.track('Something Else'));
	return 'Something Else';
}

test.each([
	['Page Viewed', 'page'],
	['Site Searched', 'Site Searched'],
])('%s is switched off alone, whatever else a page tells', async (event, told) => {
	site.pages.attributes = `data-off="${event}"`;
	const page = await open('acts?q=tents');
	await somethingElse(page, event);
	await site.until(() => named('Something Else').length > 0);
	const names = site.events().map(({ type, event }) => event ?? type);
	expect(new Set(names)).toEqual(new Set(['page', 'Site Searched', 'Something Else'].filter((name) => name !== told)));
});

test('a search is told by the parameter that the site uses', async () => {
	site.pages.attributes = 'data-search="suche,begriff"';
	await open('acts?q=no&begriff=Zelte&suche=');
	await site.until(() => named('Site Searched').length > 0);
	expect(named('Site Searched').map(({ properties }) => properties)).toEqual([{ query: 'Zelte' }]);
});

test('a page that is missing is known by its title where the browser does not tell the status', async () => {
	await context.addInitScript(() => {
		Object.defineProperty(PerformanceNavigationTiming.prototype, 'responseStatus', { value: undefined });
		// As a title in the page's head: there before any script that may wait.
		Object.defineProperty(document, 'title', { value: 'Error 404' });
	});
	await open();
	await site.until(() => named('Page Not Found').length > 0);
});

test('links within the site, and to its other pages, are no news', async () => {
	const page = await open();
	await page.click('#inside');
	await page.waitForURL('**/quiet');
	await open();
	await site.until(() => views().length > 1);
	expect(site.events().filter(({ type, event }) => type === 'track' && !/Vitals|Engaged/.test(event ?? ''))).toEqual(
		[],
	);
});

test('a middle click follows a link, and a right click does not', async () => {
	const page = await open();
	await page.click('#outbound', { button: 'right' });
	await somethingElse(page, '');
	await site.until(() => named('Something Else').length > 0);
	expect(named('Outbound Link Clicked')).toEqual([]);
	await page.click('#outbound', { button: 'middle' });
	await site.until(() => named('Outbound Link Clicked').length > 0);
});

test('errors are told five times a page; what fails to load, and what says nothing, is none', async () => {
	const page = await open();
	const heard = complaints(page);
	await page.evaluate(() => {
		document.body.append(Object.assign(new Image(), { src: 'data:image/png,none' }));
		const odd = [
			undefined,
			null,
			'',
			Symbol('odd'),
			Object.create(null),
			{
				get message() {
					throw new Error('theirs');
				},
			},
		];
		for (const reason of odd) void Promise.reject(reason);
	});
	await page.evaluate(() => void Promise.reject(new Error(`Lost ${'x'.repeat(300)}`)));
	await page.evaluate(() => void Promise.reject('plain words'));
	await page.evaluate(() => {
		for (let i = 0; i < 8; i++)
			setTimeout(() => {
				throw new Error(`No ${i}`);
			});
	});
	await site.until(() => named('JavaScript Error').length > 4);
	await somethingElse(page, '');
	await site.until(() => named('Something Else').length > 0);
	const messages = named('JavaScript Error').map(({ properties }) => properties.message);
	expect(messages).toEqual([
		`Lost ${'x'.repeat(195)}`,
		'plain words',
		'Uncaught Error: No 0',
		'Uncaught Error: No 1',
		'Uncaught Error: No 2',
	]);
	// The tag adds none of its own.
	expect(heard.join()).not.toMatch(/convert/);
});

describe.each(noticed)('$event', ({ event, address, status = 200, act, properties }) => {
	test('is told once, with no more than is promised', async () => {
		site.pages.status = status;
		await act(await open(address));
		await site.until(() => named(event).length > 0);
		expect(named(event).map((each) => each.properties)).toEqual([properties()]);
	});

	test('is not told where the site switched it off', async () => {
		site.pages.status = status;
		site.pages.attributes = `data-off="Other, ${event}"`;
		const page = await open(address);
		// The page that such an act leads to has no tag.
		await page.evaluate(
			(type) => addEventListener(type, (each) => each.preventDefault()),
			event === 'Form Submitted' ? 'submit' : 'click',
		);
		if (event === 'Web Vitals') await lookFor(page, 5_000);
		await act(page);
		const other = await somethingElse(page, event);
		await site.until(() => named(other).length > 0);
		expect(named(event)).toEqual([]);
	});
});
