import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Simulated, simulate } from '../scripts/simulate/simulate.ts';
import { type AdminApi, signIn } from '../scripts/start/admin.ts';
import { launchBrowser } from './browser.ts';
import { complaints, marketer } from './people.ts';
import { type RunningProduct, startProduct } from './product.ts';

/** People go through an experiment in which the truth is known, and a marketer reads it off the results page. */
describe('the results page', () => {
	let dataDir: string;
	let product: RunningProduct;
	let browser: Browser;
	let api: AdminApi;

	beforeAll(async () => {
		dataDir = mkdtempSync(path.join(tmpdir(), 'edgewise-results-'));
		product = await startProduct(dataDir, ['--address-limit', 'off']);
		browser = await launchBrowser();
		api = await signIn(product.url, product.email, product.password);
	});
	afterAll(async () => {
		await browser.close();
		await product.stop();
		rmSync(dataDir, { recursive: true, force: true });
	});

	/** The same seed brings the same people; another one brings people who have not been here before. */
	function run(lift: number, visitors: number, browsers: number, seed: number): Promise<Simulated> {
		const { url, shopUrl, writeKey, shards } = product;
		const options = { url, shopUrl, visitors, browsers, base: 0.3, lift, seed };
		return simulate(options, { api, writeKey, shards, browser, onProgress: () => {} });
	}

	test('tells a lift that was put in, and names the variant that has it', async () => {
		const { experienceId, people, told } = await run(1, 600, 3, 7);
		expect(told.people).toEqual(people);
		expect(told.ci[0]).toBeLessThan(1);
		expect(told.ci[1]).toBeGreaterThan(1);
		expect(told.verdict).toMatchObject({ kind: 'winner', variantId: 'bold' });
		const page = await marketer(browser, product);
		const heard = complaints(page);
		await page.goto(`${product.url}/experiences/${experienceId}/results`);
		await page.getByRole('heading', { name: 'There is a winner' }).waitFor();
		await page.getByText('“Bold” is better than “As it is”').waitFor();
		const row = page.getByRole('row').filter({ hasText: 'better' }).first();
		expect(await row.textContent()).toContain('Bold');
		await page.getByLabel('Broken down').selectOption('device');
		await page.getByText('Mobile').waitFor();
		await page.getByRole('button', { name: 'Work it out' }).click();
		await page.getByRole('rowheader', { name: '+10 %' }).waitFor();
		expect(heard).toEqual([]);
	});

	test('names nobody where there is nothing to find', async () => {
		const { told } = await run(0, 300, 0, 8);
		expect(told.ci[0]).toBeLessThan(0);
		expect(told.ci[1]).toBeGreaterThan(0);
		expect(['open', 'no-difference']).toContain(told.verdict.kind);
	});

	test('has goals that a marketer makes and attaches by clicking', async () => {
		const page = await marketer(browser, product);
		const heard = complaints(page);
		await page.goto(`${product.url}/goals/new`);
		await page.getByLabel('Name', { exact: true }).fill('Revenue an order');
		await page.getByLabel('What it tells of a person').selectOption('ratio');
		await page.getByRole('button', { name: 'Create' }).click();
		await page.getByRole('heading', { name: 'Revenue an order', level: 1 }).waitFor();
		const { items } = await api.get<{ items: { id: string; status: string }[] }>('/api/sites/fernweh/experiences');
		const live = items.find(({ id, status }) => id.startsWith('simulated-') && status === 'live');
		await page.goto(`${product.url}/experiences/${live?.id}/results`);
		await page.getByLabel('Attach a goal').selectOption('Revenue an order');
		await page.getByRole('button', { name: 'Save', exact: true }).click();
		await page.getByRole('heading', { name: /Revenue an order/, level: 2 }).waitFor();
		expect(await page.getByRole('cell', { name: 'the control' }).count()).toBe(3);
		expect(heard).toEqual([]);
	});
});
