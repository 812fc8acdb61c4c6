import { parseHTML } from 'linkedom';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type AdminApi, signIn } from '../scripts/start/admin.ts';
import { launchBrowser, userAgent } from './browser.ts';
import { connectExtension, type ExtensionBrowser, launchWithExtension } from './extension-browser.ts';
import { drivePanel, type PanelDriver } from './extension-panel.ts';
import { eventually, pageOf, visitor } from './people.ts';

/**
 * Every kind of edit, from pointing at an element to the HTML that visitors are sent: a marketer makes them with the extension, sees
 * each on the page at once, saves, publishes; then somebody of whom nothing is known asks for the page.
 */
const product = inject('product');
const releasesPath = '/api/sites/fernweh/releases';

let browser: ExtensionBrowser;
let visitors: Browser;
let shop: Page;
let panel: PanelDriver;
let owner: AdminApi;
let releaseBefore: number | undefined;
const made: string[] = [];

beforeAll(async () => {
	owner = await signIn(product.url, product.email, product.password);
	const { items } = await owner.get<{ items: { number: number; active: boolean }[] }>(releasesPath);
	releaseBefore = items.find(({ active }) => active)?.number;
	visitors = await launchBrowser();
	browser = await launchWithExtension();
	const popup = await browser.context.newPage();
	shop = await browser.context.newPage();
	// Wide enough for the panel to cover nothing of the shop.
	await shop.setViewportSize({ width: 1920, height: 1000 });
	panel = await drivePanel(shop);
	await popup.goto(browser.popupUrl);
	await connectExtension(browser, popup, product);
	await shop.goto(product.shopUrl);
	await popup.bringToFront();
	await popup.getByRole('button', { name: 'Edit this page' }).click();
	await shop.bringToFront();
});

/** The other journeys begin on the demo as it was seeded. */
afterAll(async () => {
	await visitors?.close();
	await browser?.close();
	for (const id of made) await owner.send('DELETE', `/api/experiences/${id}`);
	await owner.send('POST', `${releasesPath}/${releaseBefore}/activate`);
});

describe('with the extension a marketer', () => {
	it('begins an experience for everyone on the page', async () => {
		await create('Every kind of edit');
	});

	it('is told why an edit cannot be, and it is not made', async () => {
		await choose('#categories .door-kitchen a', 'Link');
		await panel.fill('textbox', 'Leads to', 'javascript:alert(1)');
		await panel.click('button', 'Add edit');
		await panel.seeText('A URL in href must not be javascript: or data:.');
		expect(await shop.locator('#categories .door-kitchen a').getAttribute('href')).toBe('/c/kitchen');
		await panel.click('button', 'Cancel');
		await panel.seeText('No edits yet');
	});

	it('gives a link another destination, seen while it is typed and taken back by Escape and by Undo', async () => {
		const href = () => shop.locator('#categories .door-kitchen a').getAttribute('href');
		await choose('#categories .door-kitchen a', 'Link');
		await panel.fill('textbox', 'Leads to', '/c/kitchen?from=home');
		await expect.poll(href).toBe('/c/kitchen?from=home');
		await shop.keyboard.press('Escape');
		await expect.poll(href).toBe('/c/kitchen');
		await choose('#categories .door-kitchen a', 'Link');
		await panel.fill('textbox', 'Leads to', '/c/kitchen?from=home');
		await panel.click('button', 'Add edit');
		await panel.click('button', 'Undo');
		await expect.poll(href).toBe('/c/kitchen');
		await panel.click('button', 'Redo');
		await expect.poll(href).toBe('/c/kitchen?from=home');
	});

	it('shows another picture', async () => {
		await choose('.brand img', 'Picture');
		await panel.fill('textbox', 'Address of the picture', '/art/hero.svg');
		await panel.fill('textbox', 'Description (empty: as it is)', 'A hill');
		await add();
		expect(await shop.locator('.brand img').getAttribute('src')).toBe('/art/hero.svg');
	});

	it('gives an element another style, by fields and by lines', async () => {
		await choose('#film-title', 'Style');
		await panel.fill('textbox', 'Text colour', '#b3261e');
		await panel.fill('textbox', 'Text size', '40px');
		await panel.fill('textbox', 'More, a property a line', 'letter-spacing: 2px');
		await add();
		const style = await shop.locator('#film-title').evaluate((element) => {
			const { color, fontSize, letterSpacing } = getComputedStyle(element);
			return [color, fontSize, letterSpacing];
		});
		expect(style).toEqual(['rgb(179, 38, 30)', '40px', '2px']);
	});

	it('changes an edit that is there in its form', async () => {
		await panel.click('button', 'Change: Style letter-spacing, color, font-size');
		await panel.fill('textbox', 'Text size', '30px');
		await panel.click('button', 'Keep change');
		await expect.poll(() => shop.locator('#film-title').evaluate((one) => getComputedStyle(one).fontSize)).toBe('30px');
	});

	it('writes HTML inside an element, in its place, and beside it', async () => {
		await choose('#newsletter .letter-row div p', 'HTML');
		await panel.seeText('As an owner you may write any HTML that runs no code.');
		await panel.fill('textbox', 'HTML inside it', 'Routes we <b id="walked">walked</b>.');
		await add();
		await choose('#strip li:nth-child(3) strong', 'Replace');
		await panel.fill('textbox', 'HTML in its place', '<strong id="free">Free delivery, always</strong>');
		await add();
		await choose('#categories-title', 'Insert');
		await panel.fill('textbox', 'HTML', '<p id="second">Second</p>');
		await add();
		await choose('#categories-title', 'Insert');
		await panel.fill('textbox', 'HTML', '<p id="third">Third</p>');
		await add();
		await choose('#categories-title', 'Insert');
		await panel.choose('Where', 'Before');
		await panel.fill('textbox', 'HTML', '<p id="first">First</p>');
		await add();
		expect(await shop.locator('#walked').count()).toBe(1);
		expect(await shop.locator('#free').count()).toBe(1);
	});

	it('puts edits into another order, by which what is inserted at one place stands', async () => {
		const order = () => shop.locator('#categories > p').evaluateAll((all) => all.map(({ id }) => id));
		const before = await order();
		expect(before).toEqual(['first', 'third', 'second']);
		await panel.click('button', 'Move up: HTML inserted before it');
		await panel.click('button', 'Undo');
		await panel.click('button', 'Move down: HTML inserted after it');
		await expect.poll(order).toEqual(['first', 'second', 'third']);
	});

	it('moves an element to a place that is chosen on the page, by keyboard too', async () => {
		await panel.click('button', 'Change');
		await shop.locator('#strip li:nth-child(1) strong').hover();
		await shop.keyboard.press('ArrowUp');
		await shop.keyboard.press('Enter');
		await panel.click('button', 'Move');
		await panel.click('button', 'Choose the place on the page');
		await shop.locator('#strip li:nth-child(1) strong').click();
		await panel.seeText('An element cannot go into itself.');
		await shop.locator('#strip li:nth-child(2) span').hover();
		await shop.keyboard.press('ArrowUp');
		await shop.keyboard.press('Enter');
		await add();
		await expect.poll(() => firstPromise(shop)).toBe('Thirty days outside');
	});

	it('adds and removes classes, and sets an attribute', async () => {
		await choose('#newsletter-title', 'Classes');
		await panel.fill('textbox', 'Add classes', 'loud big');
		await add();
		expect(await shop.locator('#newsletter-title').getAttribute('class')).toBe('loud big');
		await choose('#newsletter-title', 'Attribute');
		await panel.fill('textbox', 'Name', 'title');
		await panel.fill('textbox', 'Value (empty removes the attribute)', 'Four letters');
		await add();
		expect(await shop.locator('#newsletter-title').getAttribute('title')).toBe('Four letters');
	});

	it('hides one element and takes another out', async () => {
		await panel.click('button', 'Hide');
		await shop.locator('#search-link').click();
		await expect.poll(() => shop.locator('#search-link').isVisible()).toBe(false);
		await choose('#account-link', 'Remove');
		await add();
		expect(await shop.locator('#account-link').count()).toBe(0);
		await panel.click('button', 'Remove: Removed');
		await expect.poll(() => shop.locator('#account-link').count()).toBe(1);
		await panel.click('button', 'Undo');
		await expect.poll(() => shop.locator('#account-link').count()).toBe(0);
	});

	it('gives the whole page a style sheet', async () => {
		await panel.click('button', 'Page');
		await panel.fill('textbox', 'CSS', '@import "other.css";');
		await panel.click('button', 'Add edit');
		await panel.seeText('A style sheet must not take in others (@import).');
		await panel.fill('textbox', 'CSS', '.door { outline: 3px solid rgb(1, 2, 3) }');
		await add();
		const outline = () => shop.locator('.door-kitchen').evaluate((one) => getComputedStyle(one).outlineColor);
		await expect.poll(outline).toBe('rgb(1, 2, 3)');
	});

	it('saves and publishes it, and leads visitors of another page elsewhere', async () => {
		await publish();
		await panel.click('button', 'All experiences');
		await shop.waitForURL((url) => !url.searchParams.has('_ew_preview'));
		await shop.goto(`${product.shopUrl}/c/kitchen`);
		await create('No kitchen for now');
		await panel.click('button', 'Page');
		await panel.click('button', 'Redirect');
		await panel.fill('textbox', 'Leads to', '/c/packs');
		await add();
		await panel.seeText('Visitors are led to /c/packs');
		await publish();
	});
});

describe('a visitor of whom nothing is known', () => {
	let document: Document;
	const find = (selector: string) => document.querySelector(selector);

	beforeAll(async () => {
		const html = await eventually(async () => {
			const answer = await ask('/');
			return answer.html.includes('id="first"') && answer.html;
		});
		document = parseHTML(html).document;
	});

	it('is sent the page with each edit in its HTML', () => {
		expect(find('.door-kitchen a')?.getAttribute('href')).toBe('/c/kitchen?from=home');
		expect(find('.brand img')?.outerHTML).toMatch(/src="\/art\/hero\.svg" alt="A hill"/);
		expect(find('#film-title')?.getAttribute('style')).toBe('letter-spacing: 2px; color: #b3261e; font-size: 30px;');
		expect(find('#newsletter .letter-row div p')?.innerHTML).toBe('Routes we <b id="walked">walked</b>.');
		expect(find('#strip li:nth-child(3)')?.firstElementChild?.outerHTML).toBe(
			'<strong id="free">Free delivery, always</strong>',
		);
		expect([...document.querySelectorAll('#categories > p')].map(({ id }) => id)).toEqual(['first', 'second', 'third']);
		expect(find('#newsletter-title')?.getAttribute('class')).toBe('loud big');
		expect(find('#newsletter-title')?.getAttribute('title')).toBe('Four letters');
		expect(find('#search-link')?.hasAttribute('hidden')).toBe(true);
		expect(find('#account-link')).toBeNull();
		expect([...document.querySelectorAll('head style')].map(({ textContent }) => textContent).join('')).toContain(
			'.door { outline: 3px solid rgb(1, 2, 3) }',
		);
	});

	it('sees what is moved once the browser has the whole page', async () => {
		const context = await visitor(visitors);
		const page = await context.newPage();
		await page.goto(product.shopUrl);
		await expect.poll(() => firstPromise(page)).toBe('Thirty days outside');
		await context.close();
	});

	it('is led elsewhere, with the query kept', async () => {
		const answer = await ask('/c/kitchen?a=1');
		expect(answer.status).toBe(302);
		expect(new URL(answer.location ?? '', product.shopUrl)).toMatchObject({ pathname: '/c/packs', search: '?a=1' });
	});
});

function ask(path: string) {
	return pageOf(new URL(path, product.shopUrl).href, { 'user-agent': userAgent, accept: 'text/html' });
}

/** The first of the shop's promises, which one of the edits moves. */
function firstPromise(page: Page): Promise<string | null> {
	return page.locator('#strip li:nth-child(1) strong').textContent();
}

/** Makes an experience for everyone on the page that is open, ready to be edited. */
async function create(name: string): Promise<void> {
	await panel.click('button', 'New experience');
	await panel.fill('textbox', 'Name', name);
	await panel.click('button', 'Create');
	await shop.waitForURL(/_ew_preview=/);
	await panel.seeText('No edits yet');
	const { items } = await owner.get<{ items: { id: string; name: string }[] }>('/api/sites/fernweh/experiences');
	made.push(...items.filter((one) => one.name === name).map(({ id }) => id));
}

/** Points at an element, and chooses what to do with it. */
async function choose(selector: string, kind: string): Promise<void> {
	await panel.click('button', 'Change');
	await shop.locator(selector).click();
	await panel.click('button', kind);
}

/** Adds the edit of the form that is open. */
async function add(): Promise<void> {
	await panel.click('button', 'Add edit');
	await panel.gone('button', 'Add edit');
}

async function publish(): Promise<void> {
	await panel.click('button', 'Save draft');
	await panel.see('button', 'Saved');
	await panel.click('button', 'Publish…');
	await panel.click('button', 'Set it live');
	await panel.click('button', 'Publish now');
	await panel.seeText(/Live as release \d+/);
}
