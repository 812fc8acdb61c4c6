import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type Heard, type RunningEndpoint, startEndpoint } from '../worker/testing/endpoint.node.ts';
import { launchBrowser } from './browser.ts';
import { complaints, eventually, marketer } from './people.ts';
import { startProduct } from './product.ts';

/** Other journeys make sites where nothing is found out before somebody allows it. */
const allowed = {
	type: 'track',
	event: 'Consent Updated',
	properties: { analytics: true, personalization: true },
};

/** A marketer sets an endpoint of the shop's own, tries it, and sees people become known by it, and what happens when it fails. */
describe('a marketer', () => {
	const product = inject('product');
	let endpoint: RunningEndpoint;
	let browser: Browser;
	let page: Page;
	let heard: string[];
	let secret = '';

	async function identify(userId: string, email: string): Promise<string> {
		const response = await fetch(`${product.url}/v1/batch`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', authorization: `Basic ${btoa(`${product.secretKey}:`)}` },
			body: JSON.stringify({
				batch: [
					{ type: 'identify', userId, traits: { email } },
					{ ...allowed, userId },
				],
			}),
		});
		expect(await response.json()).toMatchObject({ accepted: 2 });
		return eventually(async () => {
			const found = await page.request.get(`${product.url}/api/profiles?search=${userId}`);
			return (await found.json()).items[0]?.id;
		});
	}

	async function say(status: number, body: unknown): Promise<void> {
		const said = { status, body: JSON.stringify(body), headers: {} };
		await fetch(`${endpoint.url}/say/firms`, { method: 'POST', body: JSON.stringify(said) });
	}

	beforeAll(async () => {
		endpoint = await startEndpoint();
		browser = await launchBrowser();
		page = await marketer(browser, product);
		heard = complaints(page);
		await say(200, { company: { name: 'Lick Observatory', size: 'large' } });
		await identify('caroline', 'caroline@lick.example');
	});
	afterAll(async () => {
		// Nobody answers there any more when others bring people to the same workspace.
		const { items } = await (await page.request.get(`${product.url}/api/enrichments`)).json();
		for (const { id } of items) {
			await page.request.delete(`${product.url}/api/enrichments/${id}`, { headers: { origin: product.url } });
		}
		await browser.close();
		await endpoint.stop();
	});

	test('is told by the form what must not be called', async () => {
		await page.goto(`${product.url}/enrichment/new`);
		await page.getByLabel('Name', { exact: true }).fill('Firms');
		await page.getByLabel('Address').fill('https://169.254.169.254/');
		await page.getByRole('button', { name: 'Create' }).click();
		await page.getByText('The address leads into a private network.').waitFor();
		// The browser says so of every request that is refused.
		heard.splice(0);
	});

	test('tries it on somebody before anybody is asked about', async () => {
		await page.getByLabel('Address').fill(`${endpoint.url}/answer/firms`);
		await page.getByRole('button', { name: 'Add a header' }).click();
		await page.getByLabel('Header', { exact: true }).fill('Authorization');
		await page.getByLabel('Value of Authorization').fill('Bearer s3cret');
		await page.getByRole('button', { name: 'Add a field' }).click();
		await page.getByLabel('Field of the answer').last().fill('company.size');
		await page.getByLabel('Trait', { exact: true }).last().fill('employees');
		await page.getByLabel('Type').last().selectOption('number');
		await page.getByLabel('About whom').fill('caroline');
		await page.getByRole('list', { name: 'People found' }).getByRole('button').first().click();
		await page.getByRole('button', { name: 'Call the endpoint' }).click();
		await page.getByText('nothing → Lick Observatory').waitFor();
		await page.getByText('“company.size” should be a number and is text.').waitFor();
	});

	test('creates it, and everybody who is meant is asked about', async () => {
		await page.getByRole('button', { name: 'Create' }).click();
		secret = (await page.getByRole('dialog').locator('code').textContent()) ?? '';
		expect(secret).toMatch(/^ewh_/);
		await page.getByRole('button', { name: 'I have it' }).click();
		await page.waitForURL('**/enrichment/enr_*');
		await eventually(async () => {
			await page.getByRole('button', { name: 'Look again' }).click();
			return page.getByText(/answered/).count();
		});
		expect(await page.getByLabel('Value of Authorization').inputValue()).toBe('');
		const calls: Heard[] = await (await fetch(`${endpoint.url}/heard/firms`)).json();
		const last = calls.at(-1);
		expect(last?.headers.authorization).toBe('Bearer s3cret');
		const [, at] = /^t=(\d+)/.exec(String(last?.headers['x-edgewise-signature'])) ?? [];
		const signature = createHmac('sha256', secret).update(`${at}.${last?.body}`).digest('hex');
		expect(last?.headers['x-edgewise-signature']).toBe(`t=${at},v1=${signature}`);
	});

	test('sees on the profile where a trait came from', async () => {
		await page.goto(`${product.url}/profiles?search=caroline`);
		await page.getByRole('link', { name: /caroline/ }).click();
		await page.getByText('Lick Observatory').first().waitFor();
		await page.getByText('enrichment').first().waitFor();
	});

	test('sees that it fails, and that nobody was lost when it is mended', async () => {
		await say(500, {});
		const maria = await identify('mitchell', 'maria@vassar.example');
		await page.goto(`${product.url}/enrichment`);
		await page.getByRole('link', { name: 'Firms' }).click();
		await eventually(async () => {
			await page.getByRole('button', { name: 'Look again' }).click();
			return page.getByText(/Failing since/).count();
		});
		await page.getByText('It answers with 500.').waitFor();
		await say(200, { company: { name: 'Vassar College' } });
		await eventually(async () => {
			const { traits } = await (await page.request.get(`${product.url}/api/profiles/${maria}`)).json();
			return traits.company?.value === 'Vassar College';
		});
		await eventually(async () => {
			await page.getByRole('button', { name: 'Look again' }).click();
			return (await page.getByText(/Failing since/).count()) === 0;
		});
		expect(heard).toEqual([]);
	});
});

test('a question that was under way when the process died is asked again, with the same key', async () => {
	const endpoint = await startEndpoint();
	const dataDir = mkdtempSync(path.join(tmpdir(), 'edgewise-enrichment-'));
	const browser = await launchBrowser();
	const heard = async (): Promise<Heard[]> => (await fetch(`${endpoint.url}/heard/late`)).json();
	let product = await startProduct(dataDir);
	try {
		let page = await marketer(browser, product);
		const created = await page.request.post(`${product.url}/api/enrichments`, {
			headers: { origin: product.url },
			data: {
				name: 'Late',
				enabled: true,
				url: `${endpoint.url}/wait/late`,
				condition: { 'traits.email': { $exists: true } },
				sends: { traits: ['email'], identities: [] },
				mapping: [{ from: 'company', trait: 'company', type: 'text' }],
				timeoutMs: 10_000,
			},
		});
		expect(created.status()).toBe(201);
		await fetch(`${product.url}/v1/batch`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', authorization: `Basic ${btoa(`${product.secretKey}:`)}` },
			body: JSON.stringify({
				batch: [{ type: 'identify', userId: 'cecilia', traits: { email: 'cecilia@example.org' } }],
			}),
		});
		await eventually(async () => (await heard()).length === 1);
		await product.kill();
		const said = { status: 200, body: '{"company":"Harvard"}', headers: {} };
		await fetch(`${endpoint.url}/say/late`, { method: 'POST', body: JSON.stringify(said) });
		product = await startProduct(dataDir);
		page = await marketer(browser, product);
		await eventually(async () => {
			const { items } = await (await page.request.get(`${product.url}/api/profiles?search=cecilia`)).json();
			const { traits } = await (await page.request.get(`${product.url}/api/profiles/${items[0]?.id}`)).json();
			return traits?.company?.value === 'Harvard';
		});
		const [first, second] = await heard();
		expect(second?.headers['idempotency-key']).toBe(first?.headers['idempotency-key']);
	} finally {
		await browser.close();
		await product.stop();
		await endpoint.stop();
		rmSync(dataDir, { recursive: true, force: true });
	}
}, 120_000);
