import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { complaints } from '../people.ts';
import { context, site } from './each-test.ts';

async function open(name: string): Promise<Page> {
	const page = await context.newPage();
	await page.goto(`${site.url}/${name}`);
	return page;
}

const views = () => site.events().filter(({ type }) => type === 'page');
const named = (name: string) => site.events().filter(({ event }) => event === name);
const grant = (page: Page, said: object) =>
	page.evaluate((choices) => void Reflect.get(window, 'edgewise').consent(choices), said);

test('single-page navigation is a page view when the URL changes, with its own title and referrer', async () => {
	const page = await open('plain');
	await site.until(() => views().length === 1);
	await page.evaluate(() => {
		history.pushState({}, '', '/next?q=1');
		document.title = 'Next';
		history.replaceState({}, '', '#part');
	});
	await site.until(() => views().length === 2);
	expect(views()[1]?.context.page).toMatchObject({
		url: `${site.url}/next?q=1#part`,
		title: 'Next',
		referrer: `${site.url}/plain`,
	});
	expect(named('Site Searched')[0]?.properties).toEqual({ query: '1' });
	await page.goBack();
	await site.until(() => views().length === 3);
	expect(views()[2]?.context.page?.url).toBe(`${site.url}/plain`);
});

test('a fragment is a page where it is a route, and anywhere where the site says so', async () => {
	const page = await open('acts');
	await site.until(() => views().length === 1);
	const go = (hash: string) =>
		page.evaluate((to) => {
			location.hash = to;
		}, hash);
	await go('part');
	await go('/tents');
	await site.until(() => views().length === 2);
	await go('!/stoves');
	await site.until(() => views().length === 3);
	expect(views().map(({ context }) => context.page?.url)).toEqual(
		['', '#/tents', '#!/stoves'].map((hash) => `${site.url}/acts${hash}`),
	);
	site.pages.attributes = 'data-hash';
	await page.goto(`${site.url}/acts?hash`);
	await site.until(() => views().length === 4);
	await go('part');
	await site.until(() => views().length === 5);
	expect(views()[4]?.context.page).toMatchObject({
		url: `${site.url}/acts?hash#part`,
		referrer: `${site.url}/acts?hash`,
	});
});

test('a page that the Navigation API brings is a page view, once', async () => {
	const page = await open('acts');
	await site.until(() => views().length === 1);
	await page.evaluate(async () => {
		navigation.addEventListener('navigate', (event) =>
			event.intercept({
				async handler() {
					document.title = 'Brought';
				},
			}),
		);
		await navigation.navigate('/brought').finished;
	});
	await site.until(() => views().length === 2);
	await page.evaluate(() => void Reflect.get(window, 'edgewise').track('Then'));
	await site.until(() => named('Then').length === 1);
	expect(views().map(({ context }) => context.page?.url)).toEqual([`${site.url}/acts`, `${site.url}/brought`]);
	expect(views()[1]?.context.page).toMatchObject({ title: 'Brought', referrer: `${site.url}/acts` });
});

test('a page says which address it calls its own', async () => {
	await open('acts?utm_source=mail');
	await site.until(() => views().length === 1);
	expect(views()[0]?.context.page).toMatchObject({
		url: `${site.url}/acts?utm_source=mail`,
		canonical: `${site.url}/the-acts`,
	});
});

test('a page from the back/forward cache is a page view', async () => {
	const page = await open('plain');
	await site.until(() => views().length === 1);
	await page.evaluate(() => Reflect.set(window, 'kept', true));
	await page.click('#leave');
	await page.waitForURL('**/quiet');
	await page.goBack({ waitUntil: 'commit' });
	await site.until(() => views().length === 2);
	expect(views()[1]?.context.page?.url).toBe(`${site.url}/plain`);
	expect(await page.evaluate(() => Reflect.get(window, 'kept'))).toBe(true);
});

test('where consent is required nothing is stored or sent before it is given, and then the page view is', async () => {
	const page = await open('required?utm_source=mail');
	await page.waitForSelector('[data-ready]');
	await page.evaluate(() => Reflect.get(window, 'edgewise').flush());
	expect(site.requests).toEqual([]);
	expect(await context.cookies()).toEqual([]);
	expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
	await grant(page, { analytics: true, personalization: false });
	await site.until(() => named('Consent Updated').length === 1);
	expect(views()[0]?.context.page?.url).toContain('utm_source=mail');
	expect(named('Consent Updated')[0]?.properties).toEqual({ analytics: true, personalization: false });
	const cookies = await context.cookies();
	expect(cookies.find(({ name }) => name === 'ew_consent')?.value).toBe('analytics:1,personalization:0');
});

test('withdrawing consent is told, and forgets the visitor', async () => {
	const page = await open('plain');
	await site.until(() => views().length === 1);
	await grant(page, { analytics: false, personalization: false });
	await site.until(() => named('Consent Updated').length === 1);
	expect((await context.cookies()).map(({ name }) => name)).toEqual(['ew_consent']);
	expect(await page.evaluate(() => Object.keys(localStorage))).toEqual(['ew.id']);
	const before = site.requests.length;
	await page.evaluate(() => Reflect.get(window, 'edgewise').track('After'));
	await page.evaluate(() => Reflect.get(window, 'edgewise').flush());
	expect(site.requests).toHaveLength(before);
});

test('a visitor from another host of the site is counted, whoever answers in place of the edge', async () => {
	site.between.text = '<!doctype html>';
	const page = await context.newPage();
	const heard = complaints(page);
	await page.goto(`${site.url}/plain?a=1&_ew=token`);
	await site.until(() => views().length === 1);
	expect(views()[0]?.context.page?.url).toBe(`${site.url}/plain?a=1`);
	// The site has no icon.
	expect(heard.filter((text) => !text.startsWith('Failed to load resource'))).toEqual([]);
});

test.each([
	['Global Privacy Control', 'globalPrivacyControl', true],
	['Do Not Track', 'doNotTrack', '1'],
] as const)('%s refuses, unless the person grants here', async (_, name, value) => {
	await context.addInitScript(([signal, on]) => Object.defineProperty(navigator, signal, { value: on }), [
		name,
		value,
	] as const);
	const page = await open('plain');
	await page.waitForSelector('[data-ready]');
	await page.evaluate(() => Reflect.get(window, 'edgewise').flush());
	expect(site.requests).toEqual([]);
	expect(await context.cookies()).toEqual([]);
	expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
	await grant(page, { analytics: true });
	await site.until(() => views().length === 1);
});

test('another user at the same browser is another visitor', async () => {
	const page = await open('plain');
	await site.until(() => views().length === 1);
	const identify = (userId: string) => page.evaluate((id) => void Reflect.get(window, 'edgewise').identify(id), userId);
	const identified = () => site.events().filter(({ type }) => type === 'identify');
	await identify('ada');
	await identify('ada');
	await identify('bob');
	await site.until(() => identified().length === 3);
	const [ada, adaAgain, bob] = identified().map(({ anonymousId }) => anonymousId);
	expect(ada).toBe(views()[0]?.anonymousId);
	expect(adaAgain).toBe(ada);
	expect(bob).not.toBe(ada);
});
