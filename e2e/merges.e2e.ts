import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { complaints, eventually, marketer } from './people.ts';

/** A marketer sees that two profiles are one person, merges them, thinks better of it, and says what people are found by. */
describe('a marketer', () => {
	const product = inject('product');
	const ids = { nameless: '', known: '' };
	let browser: Browser;
	let page: Page;
	let heard: string[];

	async function send(batch: readonly object[]): Promise<void> {
		const response = await fetch(`${product.url}/v1/batch`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', authorization: `Basic ${btoa(`${product.secretKey}:`)}` },
			body: JSON.stringify({ batch }),
		});
		expect(await response.json()).toMatchObject({ accepted: batch.length });
	}

	/** The profile of this name, once D1 has heard of it. */
	async function find(name: string): Promise<string> {
		return eventually(async () => {
			const found = await page.request.get(`${product.url}/api/profiles?search=${encodeURIComponent(name)}`);
			const { items }: { items: { id: string; name: string | null }[] } = await found.json();
			return items.find((item) => item.name === name)?.id;
		});
	}

	beforeAll(async () => {
		browser = await launchBrowser();
		page = await marketer(browser, product);
		heard = complaints(page);
		await send([
			{ type: 'identify', anonymousId: 'phone-of-mary', traits: { name: 'Mary S', city: 'London' } },
			{ type: 'identify', userId: 'mary', traits: { name: 'Mary Somerville', city: 'Naples' } },
		]);
		ids.nameless = await find('Mary S');
		ids.known = await find('Mary Somerville');
	});
	afterAll(async () => {
		await page.request.delete(`${product.url}/api/identity-kinds/customerNumber`, { headers: { origin: product.url } });
		await browser.close();
	});

	test('merges two profiles, having compared them', async () => {
		await page.goto(`${product.url}/profiles/${ids.nameless}`);
		await page.getByRole('button', { name: 'Merge with…' }).click();
		await page.getByLabel('Search for the other person').fill('mary');
		await page.getByRole('button', { name: 'Compare with Mary Somerville' }).click();
		const row = page.getByRole('row', { name: /^city/ });
		await row.waitFor();
		expect(await row.textContent()).toBe('cityLondonNaples');
		await page.getByText('Mary Somerville stays, with everything of both.').waitFor();
		await page.getByRole('button', { name: 'Merge them' }).click();
		await page.waitForURL(`**/profiles/${ids.known}`);
		await page.getByRole('button', { name: 'Unmerge' }).waitFor();
		await page.getByText(`By ${product.email}`).first().waitFor();
		await page.getByText('phone-of-mary').waitFor();
	});

	test('finds the person by the old id', async () => {
		await page.goto(`${product.url}/profiles/${ids.nameless}`);
		await page.waitForURL(`**/profiles/${ids.known}`);
	});

	test('makes two people of them again', async () => {
		await page.getByRole('button', { name: 'Unmerge' }).click();
		await page.getByRole('dialog').getByRole('button', { name: 'Unmerge' }).click();
		await page.waitForURL(`**/profiles/${ids.nameless}`);
		await page.getByRole('heading', { name: 'Mary S', level: 1, exact: true }).waitFor();
		await page.getByText('separated', { exact: true }).waitFor();
	});

	test('is shown at once what the other brought to the profile that stays', async () => {
		await page.goto(`${product.url}/profiles/${ids.known}`);
		await page.getByRole('button', { name: 'Merge with…' }).click();
		await page.getByLabel('Search for the other person').fill('Mary S');
		await page.getByRole('button', { name: 'Compare with Mary S', exact: true }).click();
		await page.getByRole('button', { name: 'Merge them' }).click();
		await page.getByRole('button', { name: 'Unmerge' }).waitFor();
		await page.getByText('phone-of-mary').waitFor();
		expect(page.url()).toMatch(`/profiles/${ids.known}`);
	});

	test('says by what people are found', async () => {
		await page.goto(`${product.url}/settings/identities`);
		await page.getByRole('button', { name: 'Add a kind' }).click();
		await page.getByLabel('Name').fill('customerNumber');
		await page.getByLabel('Trait').fill('customerNumber');
		await page.getByRole('button', { name: 'Save' }).last().click();
		await page.getByRole('heading', { name: 'customerNumber' }).waitFor();
		expect(heard).toEqual([]);
	});
});
