import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseHTML } from 'linkedom';
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Journey } from '../core/journey/types.ts';
import { type AdminApi, signIn } from '../scripts/start/admin.ts';
import { launchBrowser, userAgent } from './browser.ts';
import { complaints, eventually, htmlOf, marketer, visitor } from './people.ts';
import { type RunningProduct, startProduct } from './product.ts';

/** What a newcomer sees in the first minutes, from the first visit to the follow-up. */
describe('a newcomer', () => {
	// A workspace of their own, for other journeys add sites with other rules to the shared one.
	let dataDir: string;
	let product: RunningProduct;
	let browser: Browser;
	let api: AdminApi;

	beforeAll(async () => {
		dataDir = mkdtempSync(path.join(tmpdir(), 'edgewise-newcomer-'));
		product = await startProduct(dataDir);
		browser = await launchBrowser();
		api = await signIn(product.url, product.email, product.password);
	});
	afterAll(async () => {
		await browser.close();
		await product.stop();
		rmSync(dataDir, { recursive: true, force: true });
	});

	async function visitorId(context: BrowserContext): Promise<string> {
		const cookies = await context.cookies(product.shopUrl);
		return cookies.find(({ name }) => name === 'ew_id')?.value ?? '';
	}

	/** Visits the shop's home page until the visit is known to the product. */
	async function firstVisit(context: BrowserContext) {
		const page = await context.newPage();
		const arrived = page.waitForResponse((response) => response.url().endsWith('/_ew/v1/batch') && response.ok());
		await page.goto(product.shopUrl);
		await arrived;
		return page;
	}

	test('finds the first visit generic, and the second greeted in the HTML that the server sends', async () => {
		const context = await visitor(browser);
		const page = await firstVisit(context);
		expect(await page.locator('#hero-title').textContent()).toBe('Made for the far side of the hill');
		const headers = { cookie: `ew_id=${await visitorId(context)}`, 'user-agent': userAgent };
		// A page does not wait for who is not known in time: on a busy machine that may be the first.
		await expect.poll(() => htmlOf(product.shopUrl, headers)).toContain('>Welcome back</h1>');
		const heard = complaints(page);
		const title = async () => {
			await page.reload();
			return page.locator('#hero-title').textContent();
		};
		await expect.poll(title).toBe('Welcome back');
		expect(heard).toEqual([]);
		await context.close();
	});

	test('finds the whole page in the HTML that a gold customer is sent: hero, banner and the order of the shelf', async () => {
		const context = await visitor(browser);
		const page = await firstVisit(context);
		const headers = { cookie: `ew_id=${await visitorId(context)}`, 'user-agent': userAgent };
		const sent = async () => parseHTML(await htmlOf(product.shopUrl, headers)).document;
		expect(shelf(await sent())).toEqual(['wanderer-28', 'lichtung-2', 'daune-400', 'glut']);
		// Other batches of the page may still be on their way.
		const arrived = page.waitForResponse(
			(response) => response.ok() && response.request().postData()?.includes('Order Completed') === true,
		);
		await page.evaluate("edgewise.track('Order Completed', { orderId: 'o-1', total: 240, currency: 'EUR' })");
		await arrived;
		// A page does not wait for who is not known in time.
		const document = await eventually(async () => {
			const html = await sent();
			return html.querySelector('#hero-title')?.textContent === 'Good to see you again, gold member' && html;
		});
		expect(document.querySelector('#hero')?.previousElementSibling?.id).toBe('gold-ribbon');
		expect(shelf(document)).toEqual(['lichtung-2', 'wanderer-28', 'daune-400', 'glut']);
		await context.close();
	});

	/** The featured products, in the order of the page. */
	function shelf(document: Document): (string | undefined)[] {
		return [...document.querySelectorAll('#featured .card-name a')].map((link) =>
			link.getAttribute('href')?.slice('/p/'.length),
		);
	}

	test('sees the visit arrive in the dashboard, and its profile with what they did', async () => {
		const dashboard = await marketer(browser, product);
		const heard = complaints(dashboard);
		await dashboard.getByText('Connected').waitFor();
		const context = await visitor(browser);
		await firstVisit(context);
		const id = await visitorId(context);
		await dashboard.locator(`a[href="/profiles/${id}"]`).first().waitFor();
		await dashboard.locator(`a[href="/profiles/${id}"]`).first().click();
		await dashboard.getByText('Page Viewed').first().waitFor();
		await dashboard.getByText('Returning visitors').first().waitFor();
		expect(heard).toEqual([]);
		await context.close();
		await dashboard.context().close();
	});

	test('finds the visitor in D1’s table of profiles', async () => {
		const context = await visitor(browser);
		await firstVisit(context);
		const id = await visitorId(context);
		const found = await eventually(async () => {
			const { items } = await api.get<{ items: { id: string; device: string; segments: { id: string }[] }[] }>(
				`/api/profiles?search=${id}`,
			);
			return items[0];
		});
		expect(found).toMatchObject({ id, device: 'desktop', segments: [{ id: 'returning' }] });
		await context.close();
	});

	test('gets the e-mail of a left cart into the mailbox after its wait, once', async () => {
		await waitOf('2s');
		const context = await visitor(browser);
		const page = await firstVisit(context);
		await page.goto(`${product.shopUrl}/account`);
		const email = `ada-${Date.now()}@shop.example`;
		await page.locator('#sign-in-form input[type=email]').fill(email);
		await page.locator('#sign-in-form button').click();
		await page.locator('#signed-in').waitFor();
		await page.goto(`${product.shopUrl}/`);
		await page.locator('a[href^="/p/"]').first().click();
		// The shop's own script must have run before its button does anything.
		await page.waitForURL('**/p/*');
		await page.locator('#add-button').click();
		await page.getByText('1', { exact: true }).and(page.locator('#cart-count')).waitFor();
		const mail = await eventually(() => mailTo(email));
		expect(mail.subject).not.toContain('{{');
		const { items } = await api.get<{ items: { to: string }[] }>('/api/mailbox');
		expect(items.filter(({ to }) => to === email)).toHaveLength(1);

		const dashboard = await marketer(browser, product);
		await dashboard.goto(`${product.url}/mailbox`);
		await dashboard.getByText(email).first().waitFor();
		await dashboard.context().close();
		await context.close();
	});

	test('publishes another greeting and finds it on the next load, and rolls back as fast', async () => {
		const context = await visitor(browser);
		const page = await firstVisit(context);
		const draft = await api.get<{
			variants: { id: string; edits: { kind: string; selector: string; value?: string }[] }[];
		}>('/api/experiences/home-greeting');
		const greeted = {
			...draft,
			variants: draft.variants.map((variant) => ({
				...variant,
				edits: variant.edits.map((edit) => (edit.selector === '#hero-title' ? { ...edit, value: 'Ahoy again' } : edit)),
			})),
		};
		await api.send('PUT', '/api/experiences/home-greeting', greeted);
		const before = await api.get<{ items: { number: number; active: boolean }[] }>('/api/sites/fernweh/releases');
		const old = before.items.find(({ active }) => active)?.number;
		await api.send('POST', '/api/sites/fernweh/releases');
		const title = async () => {
			await page.reload();
			return page.locator('#hero-title').textContent();
		};
		await eventually(async () => (await title()) === 'Ahoy again');
		await api.send('POST', `/api/sites/fernweh/releases/${old}/activate`);
		await eventually(async () => (await title()) === 'Welcome back');
		await context.close();
	});

	async function waitOf(length: string): Promise<void> {
		const journey = await api.get<Journey>('/api/journeys/left-cart');
		const steps = Object.entries(journey.steps).map(([id, step]) => [
			id,
			step.kind === 'wait' ? { ...step, for: length } : step,
		]);
		await api.send('PUT', '/api/journeys/left-cart', { ...journey, steps: Object.fromEntries(steps) });
	}

	async function mailTo(email: string): Promise<{ to: string; subject: string } | undefined> {
		const { items } = await api.get<{ items: { to: string; subject: string }[] }>('/api/mailbox');
		return items.find(({ to }) => to === email);
	}
});
