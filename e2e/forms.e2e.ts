import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { complaints, marketer } from './people.ts';

const product = inject('product');
let browser: Browser;

beforeAll(async () => {
	browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Types into the field with this placeholder in the moment it appears, before the browser has painted it. */
function typeAtOnce([placeholder, text]: readonly [string, string]): void {
	new MutationObserver((_, observer) => {
		const field = document.querySelector<HTMLInputElement>(`input[placeholder="${placeholder}"]`);
		if (!field) return;
		observer.disconnect();
		field.value = text;
		field.dispatchEvent(new Event('input', { bubbles: true }));
	}).observe(document, { childList: true, subtree: true });
}

test('what is typed before a new form is painted stays', async () => {
	const page = await marketer(browser, product);
	const wrong = complaints(page);
	await page.goto(`${product.url}/webhooks`);
	await page.evaluate(typeAtOnce, ['CRM', 'Typed early'] as const);
	await page.getByRole('link', { name: 'New webhook' }).first().click();
	await page.getByLabel('Address').fill('https://api.example.com/edgewise');
	// The screen is called what the form's name is.
	await page.getByRole('heading', { name: 'Typed early', level: 1 }).waitFor();
	expect(await page.getByLabel('Name').inputValue()).toBe('Typed early');
	expect(wrong).toEqual([]);
});

test('discarding takes back text that is no condition yet', async () => {
	const page = await marketer(browser, product);
	const wrong = complaints(page);
	await page.goto(`${product.url}/segments/gold`);
	await page.getByRole('button', { name: 'JSON', exact: true }).click();
	const box = page.getByLabel('Condition, as JSON');
	const saved = await box.inputValue();
	await box.fill('{ "traits.plan": ');
	await page.getByRole('button', { name: 'Save', disabled: true }).waitFor();
	await page.getByRole('button', { name: 'Discard' }).click();
	await page.getByRole('button', { name: 'Discard' }).waitFor({ state: 'detached' });
	await page.getByRole('button', { name: 'JSON', exact: true }).click();
	expect(JSON.parse(await box.inputValue())).toEqual(JSON.parse(saved));
	expect(wrong).toEqual([]);
});

test('saving twice at once makes one', async () => {
	const page = await marketer(browser, product);
	await page.goto(`${product.url}/goals/new`);
	const made: string[] = [];
	page.on('request', (request) => {
		if (request.method() === 'POST' && request.url().endsWith('/api/goals')) made.push(request.url());
	});
	await page.getByLabel('Name').evaluate(async (field: HTMLInputElement) => {
		field.value = 'Made once';
		field.dispatchEvent(new Event('input', { bubbles: true }));
		// The keys follow before the browser has painted what they are to save.
		await Promise.resolve();
		for (const _ of [1, 2]) dispatchEvent(new KeyboardEvent('keydown', { key: 's', ctrlKey: true, bubbles: true }));
	});
	await page.waitForURL(/\/goals\/(?!new)/);
	expect(made).toHaveLength(1);
});

test('what is half typed stays: a style letter by letter, a number from an empty field', async () => {
	const page = await marketer(browser, product);
	await page.goto(`${product.url}/experiences/new`);
	await page.getByRole('button', { name: 'Add edit' }).click();
	await page.getByLabel('What happens').last().selectOption('style');
	const style = page.getByLabel('Style', { exact: true });
	await style.fill('');
	await style.pressSequentially('color: red\nmargin:\n');
	expect(await style.inputValue()).toBe('color: red\nmargin:\n');
	const priority = page.getByLabel('Priority');
	await priority.fill('');
	expect(await priority.inputValue()).toBe('');
	await priority.pressSequentially('25');
	expect(await priority.inputValue()).toBe('25');
});

test('keys save no form that nobody has touched', async () => {
	const page = await marketer(browser, product);
	const sent: string[] = [];
	page.on('request', (request) => {
		if (request.method() === 'POST') sent.push(new URL(request.url()).pathname);
	});
	await page.goto(`${product.url}/computed/new`);
	await page.getByLabel('Name', { exact: true }).waitFor();
	await page.keyboard.press('Control+s');
	await page.getByLabel('Name', { exact: true }).fill('Made by keys');
	await page.keyboard.press('Control+s');
	await page.getByText('An id stays').waitFor();
	expect(sent.filter((path) => path === '/api/computed-traits')).toHaveLength(1);
});
