import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Experience } from '../core/release/types.ts';
import { type AdminApi, signIn } from '../scripts/start/admin.ts';
import { launchBrowser } from './browser.ts';
import { connectExtension, type ExtensionBrowser, launchWithExtension } from './extension-browser.ts';
import { drivePanel, type PanelDriver } from './extension-panel.ts';
import { visitor } from './people.ts';

/**
 * A marketer's way with the extension, on the real product: connect, see why a page shows what it shows, preview a
 * variant, change a text by clicking on it, save, publish; then a visitor who matches is served the new text.
 */
const product = inject('product');
const greetingPath = '/api/experiences/home-greeting';
const releasesPath = '/api/sites/fernweh/releases';
const headline = 'Good to have you back';

let browser: ExtensionBrowser;
let visitors: Browser;
let popup: Page;
let shop: Page;
let panel: PanelDriver;

/** Somebody else of the workspace, who works on the same experience. */
let colleague: AdminApi;
let before: { readonly greeting: Experience; readonly release: number | undefined };

beforeAll(async () => {
	colleague = await signIn(product.url, product.email, product.password);
	const releases = await colleague.get<{ items: { number: number; active: boolean }[] }>(releasesPath);
	before = {
		greeting: await colleague.get<Experience>(greetingPath),
		release: releases.items.find(({ active }) => active)?.number,
	};
	visitors = await launchBrowser();
	browser = await launchWithExtension();
	popup = await browser.context.newPage();
	shop = await browser.context.newPage();
	panel = await drivePanel(shop);
});

/** The other journeys begin on the demo as it was seeded. */
afterAll(async () => {
	await visitors?.close();
	await browser?.close();
	const { updatedAt } = await colleague.get<{ updatedAt: string }>(greetingPath);
	await colleague.send('PUT', greetingPath, { ...before.greeting, updatedAt });
	await colleague.send('POST', `${releasesPath}/${before.release}/activate`);
});

describe("the marketers' extension", () => {
	it('connects to a workspace once a person approves its code there', async () => {
		await popup.goto(browser.popupUrl);
		await connectExtension(browser, popup, product);
	});

	it('opens on a page of a site, and says what acts there and what does not, and why', async () => {
		await shop.goto(product.shopUrl);
		await popup.bringToFront();
		await popup.getByRole('button', { name: 'Edit this page' }).click();
		await panel.seeText('Experiences on this page');
		await panel.seeText('Home greeting');
		await panel.seeText(/No variant is for this visitor\.|The visitor is in the audience of/);
	});

	it("is closed to the page's own scripts", async () => {
		expect(await shop.evaluate(() => document.querySelector('edgewise-panel')?.shadowRoot ?? null)).toBeNull();
		expect(await shop.evaluate(() => 'edgewisePanelOpen' in globalThis)).toBe(false);
	});

	it('previews a variant on the page as the origin sends it, and switches to another with no reload', async () => {
		await panel.click('button', 'Preview and edit Gold customers');
		await shop.waitForURL(/_ew_preview=/);
		await expect.poll(() => shop.locator('#hero-title').textContent()).toBe(titleOf('gold'));
		await shop.evaluate(() => document.documentElement.setAttribute('data-not-reloaded', ''));
		await panel.click('button', 'Returning visitors');
		await expect.poll(() => shop.locator('#hero-title').textContent()).toBe(titleOf('returning'));
		expect(await shop.locator('#gold-ribbon').count()).toBe(0);
		expect(await shop.locator('html[data-not-reloaded]').count()).toBe(1);
	});

	it('changes texts by clicking on them, of which the page notices nothing', async () => {
		const noticed = await listenAsThePage();
		await panel.click('button', 'Edit text');
		await type('#hero-title', headline);
		await type('#hero-cta', 'Have a look around');
		await panel.seeText('Unsaved');
		expect(await noticed()).toEqual([]);
	});

	it('undoes and redoes', async () => {
		await panel.click('button', 'Undo');
		await expect.poll(() => shop.locator('#hero-cta').textContent()).toBe('Pick up where you left off');
		await panel.click('button', 'Redo');
		await expect.poll(() => shop.locator('#hero-cta').textContent()).toBe('Have a look around');
	});

	it('hides a link without following it, and leaves the tool at Escape', async () => {
		const address = shop.url();
		const link = shop.locator('header a[href="/c/kitchen"]').first();
		await panel.click('button', 'Hide');
		await link.click();
		await expect.poll(() => link.isVisible()).toBe(false);
		expect(shop.url()).toBe(address);
		await shop.keyboard.press('Escape');
		await expect.poll(() => panel.isPressed('button', 'Hide')).toBe(false);
	});

	it('keeps unsaved changes over a reload', async () => {
		await shop.reload();
		await expect.poll(() => shop.locator('#hero-title').textContent()).toBe(headline);
		await panel.seeText('Unsaved');
	});

	it('says so when somebody else saved meanwhile, and saves over it when told to', async () => {
		await colleague.send('PUT', greetingPath, await colleague.get(greetingPath));
		await panel.click('button', 'Save draft');
		await panel.seeText('Somebody changed this experience after you loaded it.');
		await panel.click('button', 'Save mine over it');
		await panel.see('button', 'Saved');
	});

	it('makes a link that shows the saved variant to others', async () => {
		await panel.click('button', 'Preview link');
		await panel.see('textbox', 'Shows “Returning visitors” for a day');
	});

	it('publishes, and visitors who match are served the new text', async () => {
		expect(await returningVisitorSees()).not.toContain(headline);
		await panel.click('button', 'Publish…');
		await panel.click('button', 'Publish now');
		await panel.seeText(/Live as release \d+/);
		await expect.poll(returningVisitorSees).toContain(headline);
	});

	it('makes a new experience for the page, and sets an attribute of an element in it', async () => {
		await panel.click('button', 'All experiences');
		await shop.waitForURL((url) => !url.searchParams.has('_ew_preview'));
		await panel.click('button', 'New experience');
		await panel.fill('textbox', 'Name', 'Quieter heading');
		await panel.click('button', 'Create');
		await shop.waitForURL(/_ew_preview=/);
		await panel.click('button', 'Change');
		await shop.locator('#featured-title').click();
		await panel.click('button', 'Attribute');
		await panel.fill('textbox', 'Name', 'title');
		await panel.fill('textbox', 'Value (empty removes the attribute)', 'Chosen by hand');
		await panel.click('button', 'Add edit');
		await expect.poll(() => shop.locator('#featured-title').getAttribute('title')).toBe('Chosen by hand');
		await panel.click('button', 'Save draft');
		await panel.see('button', 'Saved');
	});

	it('offers an edit the element that it was made for, once the page has changed', async () => {
		await panel.seeText(/\d\d % sure/);
		await changePage((html) => html.replace('id="featured-title"', 'id="favourites"'));
		await panel.seeText('the selector finds nothing here');
		await panel.seeText(/This may be it: h2 “[^”]+”, \d\d % sure/);
		expect(await shop.locator('#favourites').getAttribute('title')).toBeNull();
		await panel.click('button', 'Attach to it');
		await expect.poll(() => shop.locator('#favourites').getAttribute('title')).toBe('Chosen by hand');
		await panel.seeText('#favourites');
		await panel.seeText(/\d\d % sure/);
		await panel.click('button', 'Undo');
		await panel.seeText('the selector finds nothing here');
		await panel.click('button', 'Choose it again');
		await shop.locator('#favourites').click();
		await expect.poll(() => shop.locator('#favourites').getAttribute('title')).toBe('Chosen by hand');
		await panel.click('button', 'Save draft');
		await panel.see('button', 'Saved');
		await shop.unroute(/_ew_preview=/);
	});

	it('closes, and leaves the page as visitors see it', async () => {
		await panel.click('button', 'Close Edgewise');
		await shop.waitForURL((url) => !url.searchParams.has('_ew_preview'));
		await expect.poll(() => shop.locator('edgewise-panel').count()).toBe(0);
	});

	it('forgets its token when disconnected', async () => {
		const again = await browser.context.newPage();
		await again.goto(browser.popupUrl);
		await again.getByRole('button', { name: 'Disconnect' }).click();
		await again.getByLabel('Workspace address').waitFor();
		const [worker] = browser.context.serviceWorkers();
		const stored = await worker?.evaluate('chrome.storage.local.get(null).then(JSON.stringify)');
		expect(stored).toContain('"disconnected"');
		expect(stored).not.toContain('token');
	});
});

/** Listens to what a page could notice of a person's clicks and keys on it. Answers what it noticed. */
async function listenAsThePage(): Promise<() => Promise<string[]>> {
	const heard = await shop.evaluateHandle(() => {
		const types: string[] = [];
		const hear = (event: Event) => {
			if (event.target instanceof Element && event.target.localName !== 'edgewise-panel') types.push(event.type);
		};
		for (const type of ['pointerdown', 'mousedown', 'mouseup', 'click', 'keydown', 'keyup', 'input']) {
			document.addEventListener(type, hear, true);
		}
		return types;
	});
	return () => heard.jsonValue();
}

/** Clicks a text on the page and writes over it, as a person does. */
async function type(selector: string, text: string): Promise<void> {
	await shop.locator(selector).click();
	await expect.poll(() => shop.locator(selector).getAttribute('contenteditable')).toBe('plaintext-only');
	await shop.keyboard.insertText(text);
	await shop.keyboard.press('Enter');
	await expect.poll(() => shop.locator(selector).getAttribute('contenteditable')).toBeNull();
	expect(await shop.locator(selector).textContent()).toBe(text);
}

/** Loads the page as if its site had changed it since. */
async function changePage(change: (html: string) => string): Promise<void> {
	await shop.route(/_ew_preview=/, async (route) => {
		// Browsers know where *.localhost is; others need not.
		const url = new URL(route.request().url());
		const headers = { ...route.request().headers(), host: url.host };
		const response = await route.fetch({ url: url.href.replace(url.hostname, '127.0.0.1'), headers });
		await route.fulfill({ response, body: change(await response.text()) });
	});
	await shop.reload();
}

/** The headline that a variant has in the draft. */
function titleOf(variantId: string): string | undefined {
	const variant = before.greeting.variants.find(({ id }) => id === variantId);
	const edit = variant?.edits.find(({ selector }) => selector === '#hero-title');
	return edit?.kind === 'text' ? edit.value : undefined;
}

/** A new person looks at the shop, and comes back: the HTML that the second visit is sent. */
async function returningVisitorSees(): Promise<string> {
	const context = await visitor(visitors);
	const page = await context.newPage();
	const told = page.waitForResponse((response) => response.url().includes('/_ew/v1/batch') && response.ok());
	await page.goto(product.shopUrl);
	await told;
	const response = await page.goto(product.shopUrl);
	const html = (await response?.text()) ?? '';
	await context.close();
	return html;
}
