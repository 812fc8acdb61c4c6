import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { complaints, eventually, marketer } from './people.ts';

/** A marketer looks through people who probably are one: compares, merges, keeps apart, and merges the certain ones at once. */
describe('a marketer', () => {
	const product = inject('product');
	let browser: Browser;
	let page: Page;
	let heard: string[];

	async function send(...traits: readonly Record<string, unknown>[]): Promise<void> {
		const batch = traits.map(({ userId, ...said }, n) => ({
			type: 'identify',
			...(userId === undefined ? { anonymousId: `dup-${said.name ?? said.email}-${n}` } : { userId }),
			traits: said,
		}));
		const response = await fetch(`${product.url}/v1/batch`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', authorization: `Basic ${btoa(`${product.secretKey}:`)}` },
			body: JSON.stringify({ batch }),
		});
		expect(await response.json()).toMatchObject({ accepted: batch.length });
	}

	/** Waits until pairs with these names are among those that the list has; other journeys bring some, too. */
	async function proposed(query: string, names: readonly string[]): Promise<void> {
		await eventually(async () => {
			const listed = await (await page.request.get(`${product.url}/api/duplicates${query}`)).text();
			return names.every((name) => listed.includes(name));
		});
	}

	beforeAll(async () => {
		browser = await launchBrowser();
		page = await marketer(browser, product);
		heard = complaints(page);
		await send(
			{ userId: 'emmy', name: 'Emmy Noether', email: 'emmy@example.org', city: 'Göttingen' },
			{ name: 'E. Noether', email: 'Emmy@Example.org', city: 'Bryn Mawr', plan: 'gold' },
			{ userId: 'lise', name: 'Lise Meitner', phone: '+43 1 4277 0' },
			{ name: 'Otto Meitner', phone: '+43142770' },
			{ userId: 'sofia', name: 'Sofia Kovalevskaya', email: 'sofia@example.org' },
			{ email: 'sofia@example.org', city: 'Stockholm' },
			{ userId: 'agnesi-1', name: 'Maria Agnesi', email: 'agnesi@example.org' },
			{ userId: 'agnesi-2', name: 'Maria Agnesi', email: 'agnesi@example.org', city: 'Milan' },
		);
		await proposed('', ['Noether', 'Agnesi', 'Meitner', 'Kovalevskaya']);
		// A teammate answers for the address of whom nobody knows.
		const found = await page.request.get(`${product.url}/api/profiles?search=sofia@example.org`);
		const { items } = await found.json();
		const nameless = items.find(({ userId }: { userId: string | null }) => userId === null);
		await page.request.patch(`${product.url}/api/profiles/${nameless?.id}/traits`, {
			headers: { origin: product.url },
			data: { traits: { email: 'sofia@example.org' } },
		});
		await proposed('?level=certain', ['Kovalevskaya']);
	});
	afterAll(() => browser.close());

	test('sees who two people would be as one, and merges them', async () => {
		await page.goto(`${product.url}/duplicates`);
		await page.getByRole('link', { name: /Emmy Noether/ }).click();
		await page.getByRole('heading', { name: 'One person?' }).waitFor();
		await page.getByText('The same e-mail address').first().waitFor();
		const row = page.getByRole('row', { name: /^plan/ });
		await row.waitFor();
		expect(await row.getByRole('cell').last().textContent()).toBe('gold');
		await page.getByRole('button', { name: 'Merge them' }).click();
		await page.getByText('They are one person now').waitFor();
		await page.waitForURL('**/duplicates');
		await page.getByRole('link', { name: /Sofia Kovalevskaya/ }).waitFor();
		expect(await page.getByRole('link', { name: /Emmy Noether/ }).count()).toBe(0);
	});

	test('makes one person of two users only when they say that they know', async () => {
		await page.goto(`${product.url}/duplicates`);
		const pair = page.getByRole('row', { name: /Maria Agnesi/ });
		expect(await pair.textContent()).toContain('two users');
		await page.getByRole('link', { name: /Maria Agnesi/ }).click();
		const merge = page.getByRole('button', { name: 'Merge them' });
		await page.getByRole('button', { name: 'agnesi-2' }).click();
		await page.getByText('agnesi-2 is the profile’s userId').waitFor();
		await expect.poll(() => merge.isDisabled()).toBe(true);
		await page.getByLabel('They are one person with two accounts').check();
		await merge.click();
		await page.getByText('They are one person now').waitFor();
		const found = page.getByRole('link', { name: 'Maria Agnesi' });
		// D1 hears within a second that one of them is gone.
		await eventually(async () => {
			await page.goto(`${product.url}/profiles?search=agnesi-1`);
			await found.first().waitFor();
			return (await found.count()) === 1;
		});
		await found.click();
		await page.getByText('Milan').first().waitFor();
		for (const userId of ['agnesi-1', 'agnesi-2']) await page.getByText(userId, { exact: true }).first().waitFor();
	});

	test('keeps two of one family apart for ever', async () => {
		await page.goto(`${product.url}/duplicates`);
		const family = page.getByRole('row', { name: /Lise Meitner/ });
		expect(await family.textContent()).toContain('another name');
		await family.getByRole('button', { name: 'Not the same' }).click();
		await page.getByText('They stay two people').waitFor();
		await family.waitFor({ state: 'detached' });
		await page.getByRole('button', { name: 'Not the same' }).first().click();
		await page.getByRole('row', { name: /Lise Meitner/ }).waitFor();
	});

	test('merges all certain ones at once', async () => {
		await page.goto(`${product.url}/duplicates`);
		await page.getByRole('button', { name: /^Certain/ }).click();
		await page.getByRole('button', { name: 'Merge all certain ones' }).click();
		await page.getByRole('dialog').getByRole('button', { name: 'Merge them' }).click();
		await page.getByText(/pairs? merged\./).waitFor();
		await page.getByRole('link', { name: /Sofia Kovalevskaya/ }).waitFor({ state: 'detached' });
		await page.goto(`${product.url}/profiles?search=sofia`);
		await page.getByRole('link', { name: 'Sofia Kovalevskaya' }).click();
		await page.getByText('Stockholm').first().waitFor();
		await page.getByRole('button', { name: 'Unmerge' }).waitFor();
		expect(heard).toEqual([]);
	});
});
