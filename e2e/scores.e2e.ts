import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { complaints, eventually, marketer } from './people.ts';

const product = inject('product');
let browser: Browser;

beforeAll(async () => {
	browser = await launchBrowser();
});
afterAll(() => browser.close());

async function tell(userId: string, ...events: string[]): Promise<void> {
	const batch = [
		{ type: 'identify', userId, traits: { name: 'Nell Nguyen' } },
		...events.map((event) => ({ type: 'track', userId, event })),
	];
	const response = await fetch(`${product.url}/v1/batch`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', authorization: `Basic ${btoa(`${product.secretKey}:`)}` },
		body: JSON.stringify({ batch }),
	});
	expect(await response.json()).toMatchObject({ accepted: batch.length });
}

test('a marketer gives points for what people do, and sees who has how many', async () => {
	const page = await marketer(browser, product);
	const wrong = complaints(page);
	await tell('scored-nell', 'Demo Booked', 'Pricing Read', 'Pricing Read', 'Pricing Read');
	await page.goto(`${product.url}/computed/new`);
	await page.getByLabel('Name', { exact: true }).fill('Lead score');
	await page.getByRole('button', { name: 'Points for several' }).click();
	const rule = page.getByRole('group', { name: 'New event' });
	await page.getByLabel('Event', { exact: true }).fill('Demo Booked');
	await page.getByLabel('Points', { exact: true }).fill('40');
	for (const [event, points] of [
		['Pricing Read', '5'],
		['Gave Up', '0'],
	] as const) {
		await page.getByRole('button', { name: 'Add an event' }).click();
		await rule.getByLabel('Points').fill(points);
		await rule.getByLabel('Event', { exact: true }).fill(event);
	}
	await page.getByRole('group', { name: 'Gave Up' }).getByText('Points are a number').waitFor();
	await page.getByRole('button', { name: 'Create', disabled: true }).waitFor();
	await page.getByRole('button', { name: 'Remove Gave Up' }).click();
	await page.getByRole('group', { name: 'Pricing Read' }).getByLabel('At most').fill('10');
	// Half a condition keeps it from being saved, and goes with what it belongs to.
	await page.getByText('Only some of them').last().click();
	await page.getByRole('button', { name: 'JSON', exact: true }).last().click();
	await page.getByLabel('Those where, as JSON').last().fill('{ "properties.a": ');
	await page.getByRole('button', { name: 'Create', disabled: true }).waitFor();
	await page.getByRole('button', { name: 'Remove Pricing Read' }).click();
	await page.getByRole('button', { name: 'Create', disabled: false }).waitFor();
	await page.getByRole('button', { name: 'Add an event' }).click();
	await rule.getByLabel('Points').fill('5');
	await rule.getByLabel('At most').fill('10');
	await rule.getByLabel('Event', { exact: true }).fill('Pricing Read');
	await page.getByLabel('Points halve every').fill('14d');
	await page
		.getByText('40 points for Demo Booked, 5 points for Pricing Read (10 at most), half of it after 14 days.')
		.waitFor();
	await page.getByText(/^1$/).first().waitFor();
	await page.getByRole('button', { name: 'Create' }).click();
	await page.getByText('An id stays').waitFor();

	await page.goto(`${product.url}/profiles?q=Nell`);
	await page.getByRole('link', { name: 'Nell Nguyen' }).click();
	await eventually(async () => {
		await page.reload();
		await page.getByRole('heading', { name: 'Nell Nguyen', level: 1 }).waitFor();
		return (await page.getByText('lead_score').count()) === 1;
	});
	await page.getByRole('button', { name: 'Why lead_score is 50' }).click();
	await page.getByText('Demo Booked 1 time; the last was').waitFor();
	await page.getByText('+40').waitFor();
	await page.getByText('+10').waitFor();
	expect(wrong).toEqual([]);
});
