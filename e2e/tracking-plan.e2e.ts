import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signIn } from '../scripts/start/admin.ts';
import { launchBrowser, userAgent } from './browser.ts';
import { complaints, eventually, marketer } from './people.ts';
import { type RunningProduct, startProduct } from './product.ts';

// A workspace of their own, for other journeys add sites to the shared one, and a plan speaks of one site.
let dataDir: string;
let product: RunningProduct;
let browser: Browser;
let page: Page;
let heard: string[];

beforeAll(async () => {
	dataDir = mkdtempSync(path.join(tmpdir(), 'edgewise-plan-'));
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

/** Sends what a shop’s page would, of somebody new, and answers what its sender is told. */
async function sendBooking(properties: object) {
	const response = await fetch(`${product.url}/v1/track`, {
		method: 'POST',
		headers: { 'content-type': 'text/plain', 'user-agent': userAgent },
		body: JSON.stringify({
			writeKey: product.writeKey,
			event: 'Tour Booked',
			anonymousId: crypto.randomUUID(),
			properties,
		}),
	});
	const body: { accepted: number; refused: { code: string; path: string; message: string }[] } = await response.json();
	return { status: response.status, ...body };
}

async function openPlan(): Promise<void> {
	await page.getByRole('link', { name: 'Tracking plan' }).click();
	await page.getByRole('heading', { name: 'Tracking plan', level: 1 }).waitFor();
}

async function save(): Promise<void> {
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await page.getByText('Plan saved').first().waitFor();
}

describe('a marketer who cares for tracking', () => {
	test('writes a plan, with its rules as a form or as JSON, and is asked before leaving it unsaved', async () => {
		await openPlan();
		await page.getByRole('button', { name: 'Add an event' }).click();
		await page.getByLabel('Name', { exact: true }).fill('Tour Booked');
		await page.getByRole('button', { name: 'Add property' }).click();
		await page.getByLabel('Name of the property').fill('seats');
		await page.getByLabel('Type of properties.seats').selectOption('Whole number');
		await page.getByLabel('Required').check();
		await page.getByRole('button', { name: 'More rules' }).click();
		await page.getByLabel('More rules of properties.seats').fill('{ "minimum": "one" }');
		await page.getByText('It is not a number.').waitFor();
		await expect.poll(() => page.getByRole('button', { name: 'Save', exact: true }).isDisabled()).toBe(true);
		await page.getByLabel('More rules of properties.seats').fill('{ "minimum": 1 }');
		await page.getByRole('button', { name: 'JSON', exact: true }).click();
		expect(JSON.parse(await page.getByLabel('The plan as JSON').inputValue())).toEqual({
			unplanned: 'allow',
			violations: 'keep',
			events: [
				{
					name: 'Tour Booked',
					properties: { properties: { seats: { type: 'integer', minimum: 1 } }, required: ['seats'] },
				},
			],
		});
		await page.getByRole('link', { name: 'Segments' }).click();
		await page.getByText('Leave without saving?').waitFor();
		await page.getByRole('button', { name: 'Cancel' }).click();
		await save();
	});

	test('is asked before another site takes away what is not saved', async () => {
		const api = await signIn(product.url, product.email, product.password);
		await api.send('POST', '/api/sites', { name: 'Outlet', hostnames: ['outlet.example'] });
		await page.reload();
		await page.getByRole('button', { name: 'Break the plan' }).click();
		const goToOutlet = async () => {
			await page.getByRole('button', { name: 'Site: Fernweh' }).click();
			await page.getByRole('menuitem', { name: /Outlet/ }).click();
			await page.getByText('Leave without saving?').waitFor();
		};
		await goToOutlet();
		await page.getByRole('button', { name: 'Cancel' }).click();
		await page.getByRole('button', { name: 'Break the plan', pressed: true }).waitFor();
		await goToOutlet();
		await page.getByRole('button', { name: 'Leave', exact: true }).click();
		await page.getByText('Begin with what you know').waitFor();
		await page.getByRole('button', { name: 'Site: Outlet' }).click();
		await page.getByRole('menuitem', { name: /Fernweh/ }).click();
		await page.getByText('Tour Booked').first().waitFor();
	});

	test('sees at once, live and in tracking health, that a release sends something else', async () => {
		await page.getByRole('link', { name: 'Live', exact: true }).click();
		await page.getByText('Connected').waitFor();
		// The plan is live everywhere within about a second.
		await eventually(async () => {
			const { accepted } = await sendBooking({ seats: 'two' });
			expect(accepted).toBe(1);
			return (await page.getByText('Breaks the plan').count()) > 0;
		});
		await page.getByRole('button', { name: 'Details of Tour Booked' }).first().click();
		await page.getByText('Should be a whole number, is text.').first().waitFor();

		// What is counted is written within about a second, and the screen looks once.
		await eventually(async () => {
			const health = await page.request.get(`${product.url}/api/sites/fernweh/health?days=7`);
			return (await health.text()).includes('Tour Booked');
		});
		await page.getByRole('link', { name: 'Tracking health' }).click();
		const reason = page.getByRole('button', { name: /Breaks “type” · Tour Booked/ });
		await reason.waitFor();
		await reason.click();
		await page.getByText('"aaa"').waitFor();
		await page.getByText('Watching.').waitFor();
		await sendBooking({ seats: 0 });
		await page.getByText('Breaks the plan').first().waitFor();
	});

	test('has events that break the plan refused, and their sender is told which rule', async () => {
		await openPlan();
		await page.getByRole('button', { name: 'Refuse' }).click();
		await save();
		const told = await eventually(async () => {
			const answer = await sendBooking({ seats: 'two' });
			return answer.accepted === 0 && answer;
		});
		expect(told).toMatchObject({ status: 400, refused: [{ code: 'plan-violation', path: 'properties.seats' }] });
		expect(told.refused[0]?.message).toContain('Should be a whole number');
		expect((await sendBooking({ seats: 2 })).accepted).toBe(1);
	});

	test('decides whose plan it is to be when a colleague saved meanwhile', async () => {
		const api = await signIn(product.url, product.email, product.password);
		const theirs = await api.get<{ events: object[] }>('/api/sites/fernweh/plan');
		await page.getByRole('button', { name: 'Keep and show' }).click();
		await api.send('PUT', '/api/sites/fernweh/plan', { ...theirs, events: [...theirs.events, { name: 'Theirs' }] });
		await page.getByRole('button', { name: 'Save', exact: true }).click();
		await page.getByText('Somebody else has saved this plan').waitFor();
		await page.getByRole('button', { name: 'Discard mine and load theirs' }).click();
		await page.getByText('Theirs', { exact: true }).waitFor();
		await page.getByRole('button', { name: 'Remove', exact: true }).click();
		await page.getByRole('button', { name: 'Remove plan' }).click();
		await page.getByText('Begin with what you know').waitFor();
		expect(await api.get('/api/sites/fernweh/plan')).toMatchObject({ events: [], updatedAt: null });
		// A conflict is an answer that the browser notes as one.
		expect(heard.filter((line) => !line.includes('409') && !line.includes('400'))).toEqual([]);
	});
});
