import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Experience } from '../core/release/types.ts';
import { seed } from '../demo/seed.ts';
import { type AdminApi, signIn } from '../scripts/start/admin.ts';
import { launchBrowser } from './browser.ts';
import { complaints, marketer } from './people.ts';

/**
 * A marketer's way through the dashboard: an experiment with values for code, made and published; what an app is answered by
 * OpenFeature's protocol; two experiences that change the same thing, settled; and why somebody sees what they see.
 */
const product = inject('product');
const sitePath = '/api/sites/fernweh';

let browser: Browser;
let page: Page;
let heard: string[];
let api: AdminApi;
let releasedBefore: number | undefined;

beforeAll(async () => {
	api = await signIn(product.url, product.email, product.password);
	const releases = await api.get<{ items: { number: number; active: boolean }[] }>(`${sitePath}/releases`);
	releasedBefore = releases.items.find(({ active }) => active)?.number;
	browser = await launchBrowser();
	page = await marketer(browser, product);
	heard = complaints(page);
});

/** The other journeys begin on the demo as it was seeded. */
afterAll(async () => {
	await browser?.close();
	for (const { id } of await made()) await api.send('DELETE', `/api/experiences/${id}`);
	await api.send('POST', `${sitePath}/releases/${releasedBefore}/activate`);
});

async function made(): Promise<readonly Experience[]> {
	const { items } = await api.get<{ items: Experience[] }>(`${sitePath}/experiences`);
	const seeded = [...seed.experiences, ...seed.experiments].map(({ id }) => id);
	return items.filter(({ id }) => !seeded.includes(id));
}

async function flag(key: string, targetingKey: string): Promise<unknown> {
	const response = await fetch(`${product.url}/ofrep/v1/evaluate/flags/${key}`, {
		method: 'POST',
		headers: { authorization: `Bearer ${product.secretKey}`, 'content-type': 'application/json' },
		body: JSON.stringify({ context: { targetingKey } }),
	});
	return response.json();
}

describe('a marketer', () => {
	it('makes an experiment of two variants with a value for code, whose shares must add up', async () => {
		await page.goto(`${product.url}/experiences/new`);
		await page.getByLabel('Name', { exact: true }).last().fill('Price of shipping');
		await page.getByLabel('Kind', { exact: true }).selectOption('experiment');
		await page.getByRole('button', { name: 'Live', exact: true }).click();
		await page.getByLabel('Pages', { exact: true }).fill('');
		await page.getByRole('button', { name: 'Add variant' }).click();
		for (const [place, price] of [
			[0, '4.9'],
			[1, '0'],
		] as const) {
			await page.getByLabel('Key of a new value').nth(place).fill('shipping');
			await page.getByRole('button', { name: 'Add value' }).nth(place).click();
			await page.getByLabel('JSON of shipping').nth(place).fill('{');
			await page.getByText('This is not JSON yet.').waitFor();
			await expect.poll(() => page.getByRole('button', { name: 'Create' }).isEnabled()).toBe(false);
			await page.getByLabel('JSON of shipping').nth(place).fill(price);
		}
		await page.getByLabel('Share of visitors, %').first().fill('30');
		await page.getByText('Together 80 %, and they must be 100 % to be published').waitFor();
		await page.getByRole('button', { name: 'Share equally' }).click();
		await page.getByText('Together 100 %').waitFor();
		await page.getByRole('button', { name: 'Create' }).click();
		await page.getByRole('heading', { name: 'Price of shipping' }).waitFor();
	});

	it('publishes it, and apps are answered with one of the two values, each person always with the same', async () => {
		expect(await flag('shipping', 'somebody')).toMatchObject({ errorCode: 'FLAG_NOT_FOUND' });
		await page.getByRole('button', { name: 'Publish' }).click();
		await page.getByText(/Release \d+ is live/).waitFor();
		const told = await Promise.all(Array.from({ length: 30 }, (_, index) => flag('shipping', `person-${index}`)));
		expect(new Set(told.map((one) => (one as { value: number }).value))).toEqual(new Set([4.9, 0]));
		expect(await flag('shipping', 'person-7')).toEqual(told[7]);
	});

	it('is told who goes first where two experiences change the same thing, and shares visitors out instead', async () => {
		const edits = [{ id: 'e', kind: 'text', selector: '#hero-title', value: 'Half price today' }];
		const variants = [{ id: 'v', name: 'Half price', edits }];
		const draft = {
			id: 'half-price',
			name: 'Half price',
			kind: 'personalization',
			status: 'live',
			priority: 5,
			variants,
		};
		await api.send('POST', `${sitePath}/experiences`, draft);
		await page.goto(`${product.url}/experiences`);
		const notice = page.getByRole('region', { name: 'Experiences that change the same thing' });
		await notice
			.getByText(
				'“Home greeting” and “Half price” both change the element #hero-title: where both apply, “Home greeting” goes first.',
			)
			.waitFor();
		const before = await api.get<Experience>('/api/experiences/home-greeting');
		await notice.getByRole('button', { name: 'Give each half of the visitors' }).click();
		await notice.waitFor({ state: 'detached' });
		const [greeting, other] = await Promise.all(
			['home-greeting', 'half-price'].map((id) =>
				api.get<Experience & { updatedAt: string }>(`/api/experiences/${id}`),
			),
		);
		expect([greeting?.namespace?.slice(1), other?.namespace?.slice(1)]).toEqual([
			[0, 0.5],
			[0.5, 1],
		]);
		await api.send('PUT', '/api/experiences/home-greeting', { ...before, updatedAt: greeting?.updatedAt });
	});

	it('finds out in the simulator why somebody sees what they see, and opens it as a preview', async () => {
		await page.goto(`${product.url}/experiences`);
		await page.getByRole('link', { name: 'Simulator' }).click();
		const decisions = page.getByRole('list', { name: 'Decisions' });
		const greeting = decisions.getByRole('listitem').filter({ hasText: 'Home greeting' }).first();
		await greeting.getByText('No variant is for this visitor.').first().waitFor();
		await page.getByLabel('Those that the person is in').uncheck();
		await page.getByLabel('Returning visitors').check();
		await greeting.getByText('The visitor is in the audience of “Returning visitors”.').first().waitFor();
		await greeting.getByText('Every check').click();
		await greeting.getByText('It is for this page.').waitFor();
		await page.getByRole('button', { name: 'Make a preview link' }).click();
		const [preview] = await Promise.all([
			page.context().waitForEvent('page'),
			page.getByRole('link', { name: 'Open the preview' }).click(),
		]);
		await preview.waitForLoadState();
		await expect.poll(() => preview.locator('#hero-title').textContent()).toBe('Welcome back');
		const banner = preview.getByRole('link', { name: 'Leave the preview' });
		expect(await banner.textContent()).toContain('Nothing that happens here counts.');
		const place = await banner.boundingBox();
		expect(place && place.y + place.height).toBeLessThanOrEqual(preview.viewportSize()?.height ?? 0);
		await banner.click();
		await preview.waitForURL((url) => !url.searchParams.has('_ew_preview'));
		expect(await preview.locator('#ew-preview').count()).toBe(0);
		await preview.close();
		expect(heard).toEqual([]);
	});
});
