import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { complaints, eventually, marketer } from './people.ts';
import { type RunningProduct, startProduct } from './product.ts';

/** A server tells whose member people are; a marketer counts what all of them do, and makes a segment of it. */
describe('a company', () => {
	let dataDir: string;
	let product: RunningProduct;
	let browser: Browser;
	let page: Page;
	let heard: string[];

	beforeAll(async () => {
		dataDir = mkdtempSync(path.join(tmpdir(), 'edgewise-accounts-'));
		product = await startProduct(dataDir);
		browser = await launchBrowser();
		page = await marketer(browser, product);
		heard = complaints(page);
	});
	afterAll(async () => {
		await browser.close();
		await product.stop();
		rmSync(dataDir, { recursive: true, force: true });
	});

	async function tell(...batch: object[]): Promise<void> {
		const response = await fetch(`${product.url}/v1/batch`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', authorization: `Basic ${btoa(`${product.secretKey}:`)}` },
			body: JSON.stringify({ batch }),
		});
		expect(await response.json()).toMatchObject({ accepted: batch.length });
	}

	const person = (userId: string, name: string) => [
		{ type: 'identify', userId, traits: { name, email: `${userId}@acme.example` } },
		{ type: 'group', userId, groupId: 'acme/1', traits: { name: 'Acme Rockets', plan: 'pro', industry: 'Space' } },
	];
	const order = (userId: string, total: number) => {
		return { type: 'track', event: 'Order Completed', userId, properties: { total } };
	};

	test('has a page with its members and what they do, as a server tells it', async () => {
		await tell(...person('ada', 'Ada Lovelace'), ...person('grace', 'Grace Hopper'), order('ada', 40));
		await page.getByRole('link', { name: 'Accounts', exact: true }).click();
		await eventually(async () => {
			await page.reload();
			await page.getByRole('heading', { name: 'Accounts', level: 1 }).waitFor();
			return (await page.getByRole('row', { name: /Acme Rockets.*Space.*pro.*2/ }).count()) === 1;
		});
		await page.getByLabel('Search accounts').fill('rock');
		await page.getByRole('link', { name: 'Acme Rockets' }).click();
		await page.getByRole('heading', { name: 'Acme Rockets', level: 1 }).waitFor();
		await page.getByRole('link', { name: 'Grace Hopper' }).waitFor();
		await page.getByText('Order Completed').waitFor();
	});

	test('is opened by whoever clicks on it while they type, however long its screen takes to come', async () => {
		const other = await page.context().newPage();
		const mayCome = Promise.withResolvers<void>();
		await other.route('**/account-screen-*.js', async (route) => {
			await mayCome.promise;
			await route.continue();
		});
		await other.clock.install();
		await other.goto(`${product.url}/accounts`);
		await other.getByRole('link', { name: 'Acme Rockets' }).waitFor();
		const box = await other.getByLabel('Search accounts').elementHandle();
		// Both in one moment.
		await other.getByRole('link', { name: 'Acme Rockets' }).evaluate((link: HTMLElement, input) => {
			Object.assign(Object(input), { value: 'rock' });
			input?.dispatchEvent(new Event('input', { bubbles: true }));
			link.click();
		}, box);
		await other.waitForURL('**/accounts/acme%2F1');
		await other.clock.runFor(10_000);
		mayCome.resolve();
		await other.getByRole('heading', { name: 'Acme Rockets', level: 1 }).waitFor();
		await other.close();
	});

	test('leads to its members, and they lead back', async () => {
		await page.getByRole('link', { name: 'Ada Lovelace' }).click();
		await page.getByRole('heading', { name: 'Ada Lovelace', level: 1 }).waitFor();
		await page.getByRole('link', { name: 'Acme Rockets' }).click();
		await page.getByRole('heading', { name: 'Acme Rockets', level: 1 }).waitFor();
	});

	test('has its orders counted once a marketer says so', async () => {
		await page.goto(`${product.url}/computed/new`);
		await page.getByLabel('Whose').selectOption('account');
		await page.getByLabel('Name', { exact: true }).fill('Company orders');
		await page.getByText('account.computed.company_orders').waitFor();
		await page.getByLabel('Event', { exact: true }).fill('Order Completed');
		await page.getByText(/of \d+ accounts have something to tell/).waitFor();
		await page.getByRole('button', { name: 'Create' }).click();
		await page.getByText('An id stays').waitFor();
	});

	test('takes its members into a segment when one of them orders enough, within seconds', async () => {
		await page.goto(`${product.url}/segments/new`);
		await page.getByLabel('Name', { exact: true }).fill('Large customers');
		await page.getByRole('button', { name: 'JSON', exact: true }).click();
		await page.getByLabel('Condition, as JSON').fill('{ "account.computed.company_orders": { "$gte": 2 } }');
		await page.getByRole('button', { name: 'Sentence' }).click();
		await page.getByText('Account’s company_orders is at least 2').waitFor();
		await page.getByRole('button', { name: 'Create' }).click();
		const members = page.locator('section.card', { hasText: 'Members (' });
		await members.waitFor();
		await tell(order('ada', 60));
		await eventually(async () => {
			await members.getByRole('button', { name: 'Refresh' }).click();
			return (await members.getByRole('link', { name: 'Grace Hopper' }).count()) === 1;
		});
		await members.getByRole('link', { name: 'Grace Hopper' }).click();
		await page.getByRole('button', { name: 'Why Large customers?' }).click();
		await page.getByText(/account company_orders is 2/).waitFor();
	});

	test('is erased, and its members stay', async () => {
		await page.goto(`${product.url}/accounts/${encodeURIComponent('acme/1')}`);
		await page.getByRole('button', { name: 'Erase' }).click();
		await page.getByRole('button', { name: 'Erase account' }).click();
		await page.getByRole('heading', { name: 'Accounts', level: 1 }).waitFor();
		await eventually(async () => {
			await page.reload();
			await page.getByRole('heading', { name: 'Accounts', level: 1 }).waitFor();
			return (await page.getByText('No accounts yet').count()) === 1;
		});
		await page.goto(`${product.url}/profiles?search=grace`);
		await page.getByRole('link', { name: 'Grace Hopper' }).waitFor();
		expect(heard).toEqual([]);
	});
});
