import { createHmac } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type Heard, type RunningEndpoint, startEndpoint } from '../worker/testing/endpoint.node.ts';
import { launchBrowser } from './browser.ts';
import { complaints, eventually, marketer } from './people.ts';

const product = inject('product');
let browser: Browser;
let endpoint: RunningEndpoint;

beforeAll(async () => {
	[browser, endpoint] = await Promise.all([launchBrowser(), startEndpoint()]);
});
afterAll(async () => {
	await browser.close();
	await endpoint.stop();
});

async function heard(name: string): Promise<Heard[]> {
	return (await fetch(`${endpoint.url}/heard/${name}`)).json();
}

async function order(userId: string, total: number): Promise<void> {
	const response = await fetch(`${product.url}/v1/batch`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', authorization: `Basic ${btoa(`${product.secretKey}:`)}` },
		body: JSON.stringify({ batch: [{ type: 'track', event: 'Order Completed', userId, properties: { total } }] }),
	});
	expect(await response.json()).toMatchObject({ accepted: 1 });
}

test('a marketer has an endpoint told who enters a segment, and sees when it fails', async () => {
	const page = await marketer(browser, product);
	const wrong = complaints(page);
	await page.goto(`${product.url}/webhooks`);
	await page.getByRole('heading', { name: 'No webhooks yet' }).waitFor();
	await page.getByRole('link', { name: 'New webhook' }).first().click();
	await page.getByLabel('Name').fill('CRM');
	await page.getByLabel('Address').fill(`${endpoint.url}/answer/crm`);
	await page.getByRole('button', { name: 'enters', exact: true }).click();
	await page.getByRole('button', { name: 'Some' }).click();
	await page.getByText('Choose at least one.').waitFor();
	await page.getByRole('button', { name: 'Create', disabled: true }).waitFor();
	await page.getByLabel('Gold customers').check();
	await page.getByRole('button', { name: 'Create' }).click();
	const secret = (await page.getByRole('dialog').locator('code, pre').first().textContent()) ?? '';
	expect(secret.trim()).toMatch(/^ewh_/);
	await page.getByRole('button', { name: 'I have it' }).click();
	await page.getByRole('button', { name: 'Send a test' }).click();
	await page.getByText(/It was heard: 200\./).waitFor();

	await order('hook-1', 500);
	const call = await eventually(async () => (await heard('crm')).find(({ body }) => body.includes('hook-1')));
	expect(JSON.parse(call.body)).toMatchObject({
		type: 'segment.entered',
		segment: { id: 'gold', name: 'Gold customers' },
		profile: { userId: 'hook-1' },
	});
	const [, seconds, signature] = /^t=(\d+),v1=(.+)$/.exec(String(call.headers['x-edgewise-signature'])) ?? [];
	const expected = createHmac('sha256', secret.trim()).update(`${seconds}.${call.body}`).digest('hex');
	expect(signature).toBe(expected);

	await fetch(`${endpoint.url}/say/crm`, {
		method: 'POST',
		body: JSON.stringify({ status: 500, body: 'out of order' }),
	});
	await order('hook-2', 500);
	await eventually(async () => {
		await page.getByRole('button', { name: 'Look again' }).click();
		return page.getByText(/Failing since/).isVisible();
	});
	await page.getByText('It answers with 500.').waitFor();
	await fetch(`${endpoint.url}/say/crm`, { method: 'POST', body: JSON.stringify({ status: 204, body: '' }) });
	await eventually(async () => {
		await page.getByRole('button', { name: 'Look again' }).click();
		return page.getByText('working').isVisible();
	});
	const ids = (await heard('crm'))
		.filter(({ body }) => body.includes('hook-2'))
		.map(({ headers }) => headers['idempotency-key']);
	expect(ids.length).toBeGreaterThan(1);
	expect(new Set(ids).size).toBe(1);
	expect(wrong).toEqual([]);
});
