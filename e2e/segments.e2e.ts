import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AdminApi, signIn } from '../scripts/start/admin.ts';
import { launchBrowser } from './browser.ts';
import { complaints, eventually, marketer } from './people.ts';
import { type RunningProduct, startProduct } from './product.ts';

const dayMs = 86_400_000;

/** A marketer makes segments by clicking, from JSON and by hand, and asks why somebody is in them. */
describe('a marketer', () => {
	let dataDir: string;
	let product: RunningProduct;
	let browser: Browser;
	let api: AdminApi;
	let page: Page;
	let heard: string[];

	beforeAll(async () => {
		dataDir = mkdtempSync(path.join(tmpdir(), 'edgewise-segments-'));
		product = await startProduct(dataDir);
		browser = await launchBrowser();
		api = await signIn(product.url, product.email, product.password);
		await people();
		page = await marketer(browser, product);
		heard = complaints(page);
	});
	afterAll(async () => {
		await browser.close();
		await product.stop();
		rmSync(dataDir, { recursive: true, force: true });
	});

	/** Ada ordered twice in 90 days, Grace once and once long ago, Alan never. */
	async function people(): Promise<void> {
		const identify = (userId: string, name: string) => ({
			...{ type: 'identify', userId, messageId: `i-${userId}` },
			traits: { name, email: `${userId}@shop.example` },
		});
		const order = (userId: string, daysAgo: number) => ({
			...{ type: 'track', event: 'Order Completed', userId, messageId: `o-${userId}-${daysAgo}` },
			timestamp: new Date(Date.now() - daysAgo * dayMs).toISOString(),
			properties: { total: 50, category: 'tents' },
		});
		const response = await fetch(`${product.url}/v1/batch`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', authorization: `Basic ${btoa(`${product.secretKey}:`)}` },
			body: JSON.stringify({
				batch: [
					...[identify('ada', 'Ada Lovelace'), order('ada', 41), order('ada', 3)],
					...[identify('grace', 'Grace Hopper'), order('grace', 120), order('grace', 41)],
					identify('alan', 'Alan Turing'),
				],
			}),
		});
		expect(await response.json()).toMatchObject({ accepted: 7 });
		await eventually(async () => {
			const { items } = await api.get<{ items: unknown[] }>('/api/profiles?search=shop.example');
			return items.length === 3;
		});
	}

	async function counted(count: number): Promise<void> {
		await page.locator('.preview-count', { hasText: new RegExp(`^${count}$`) }).waitFor();
	}

	const members = () => page.locator('section.card', { hasText: 'Members (' });

	test('builds “ordered at least twice in 90 days” by clicking, and sees how many, and who', async () => {
		await page.goto(`${product.url}/segments/new`);
		await page.getByLabel('Name', { exact: true }).fill('Regulars');
		await page.getByRole('button', { name: 'Remove', exact: true }).click();
		await page.getByText('Everyone', { exact: true }).waitFor();
		await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('What they did');
		await page.getByRole('button', { name: 'What they did' }).click();
		// The new row has the focus, and says itself what is missing.
		await page.getByRole('alert').waitFor();
		await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Event');
		const names = page.locator('datalist option');
		const suggested = () => names.evaluateAll((all) => all.map((one) => one.getAttribute('value')));
		await eventually(async () => (await suggested()).includes('Order Completed'));
		await page.getByLabel('Event', { exact: true }).fill('Order Completed');
		await page.getByLabel('How often or how much').selectOption('this often:');
		await page.getByLabel('How long', { exact: true }).fill('90');
		await page.getByText('Did Order Completed at least 2 times in the last 90 days').waitFor();
		await counted(1);
		await page.getByRole('link', { name: 'Ada Lovelace' }).waitFor();
		await page.getByRole('button', { name: 'Create' }).click();
		await members().getByRole('link', { name: 'Ada Lovelace' }).waitFor();
		expect(await members().getByRole('link', { name: 'Grace Hopper' }).count()).toBe(0);
	});

	test('asks why somebody is not in it, in words, before and after saving', async () => {
		await page.getByLabel('Find a person').fill('Grace');
		await page.getByRole('button', { name: /Grace Hopper/ }).click();
		await page
			.getByText(/^Not in: Order Completed 1 time in 90 days, needs at least 2; the last was 41 days ago/)
			.waitFor();
	});

	test('puts a person in by hand, and finds that in the person’s history', async () => {
		await page.getByRole('button', { name: 'People by hand' }).click();
		const dialog = page.getByRole('dialog');
		await dialog.getByLabel('Find a person').fill('Grace');
		await dialog.getByRole('button', { name: /Grace Hopper/ }).click();
		await dialog.getByRole('button', { name: 'Done' }).click();
		const grace = members().getByRole('link', { name: 'Grace Hopper' });
		await eventually(async () => {
			await members().getByRole('button', { name: 'Refresh' }).click();
			return (await grace.count()) === 1;
		});
		await grace.click();
		await page.getByRole('heading', { name: 'Grace Hopper', level: 1 }).waitFor();
		await page.getByText('Segment Entered').first().waitFor();
		await page.getByText('by hand', { exact: true }).waitFor();
		await page.getByRole('button', { name: 'Why Regulars?' }).click();
		await page.getByText('In: put in by hand, whatever the rule says.').waitFor();
		await page.getByRole('button', { name: 'Let the rule decide' }).click();
		await page.getByText('Segment Left').first().waitFor();
		await page.getByText('In no segment now.').or(page.getByText('Why not in…')).first().waitFor();
	});

	test('pastes JSON, gets the same builder, and is told at the right row what is wrong', async () => {
		const json = {
			'traits.email': { $regexi: '@shop\\.example$' },
			$or: [
				{
					$did: {
						event: 'Order Completed',
						sum: 'properties.total',
						$gte: 100,
						where: { 'properties.category': 'tents' },
					},
				},
				{ $not: { $sequence: [{ event: 'Order Completed' }, { event: 'Order Completed', within: '60d' }] } },
			],
		};
		await page.goto(`${product.url}/segments/new`);
		await page.getByRole('button', { name: 'JSON', exact: true }).click();
		await page.getByLabel('Condition, as JSON').fill(JSON.stringify(json));
		await page.getByRole('button', { name: 'Sentence' }).click();
		await counted(3);
		expect(await page.getByLabel('Attribute').first().inputValue()).toBe('traits.email');
		expect(await page.getByLabel('Event', { exact: true }).count()).toBe(3);
		await page.getByLabel('Value', { exact: true }).first().fill('(a+)+$');
		const row = page.locator('.part', { has: page.getByLabel('Attribute') }).first();
		await row.getByRole('alert').filter({ hasText: 'quantifier' }).waitFor();
		await expect.poll(() => page.getByRole('button', { name: 'Create' }).isDisabled()).toBe(true);
		await page.getByLabel('Value', { exact: true }).first().fill('^grace@');
		await counted(1);
		await page.getByRole('button', { name: 'JSON', exact: true }).click();
		const written = await page.getByLabel('Condition, as JSON').inputValue();
		expect(JSON.parse(written)).toEqual({ ...json, 'traits.email': { $regexi: '^grace@' } });
	});

	test('types a share with a fraction, and digits that are meant as text', async () => {
		const json = { $bucket: { seed: 'pilot', range: [0, 0.1] }, 'traits.zip': { $regex: 8 } };
		await page.goto(`${product.url}/segments/new`);
		await page.getByRole('button', { name: 'JSON', exact: true }).click();
		await page.getByLabel('Condition, as JSON').fill(JSON.stringify(json));
		await page.getByRole('button', { name: 'Sentence' }).click();
		const share = page.getByLabel('To, percent');
		await share.fill('');
		await share.pressSequentially('12.5');
		await page.getByLabel('Value', { exact: true }).fill('89');
		await page.getByText('Falls in the share from 0 % to 12.5 %').waitFor();
		await page.getByRole('button', { name: 'JSON', exact: true }).click();
		expect(JSON.parse(await page.getByLabel('Condition, as JSON').inputValue())).toEqual({
			...{ $bucket: { seed: 'pilot', range: [0, 0.125] }, 'traits.zip': { $regex: '89' } },
		});
	});

	test('is told at the row which circle segments would make', async () => {
		const { items } = await api.get<{ items: { id: string; name: string }[] }>('/api/segments');
		const regulars = items.find(({ name }) => name === 'Regulars')?.id ?? '';
		await api.send('POST', '/api/segments', { id: 'inner', name: 'Inner', condition: { $segment: regulars } });
		await page.goto(`${product.url}/segments/${regulars}`);
		await page.getByLabel('Add something else').selectOption('in a segment');
		await page.getByLabel('Segment', { exact: true }).selectOption('Inner');
		const row = page.locator('.part', { has: page.getByLabel('Segment', { exact: true }) });
		await row.getByRole('alert').filter({ hasText: 'Regulars → Inner → Regulars' }).waitFor();
		await page.getByRole('button', { name: 'Discard' }).click();
		// The browser itself complains of an answer that refuses.
		heard.length = 0;
	});

	test('begins a journey when somebody enters the segment', async () => {
		await page.goto(`${product.url}/journeys/new`);
		await page.getByRole('button', { name: /^When / }).click();
		await page.getByLabel('Event', { exact: true }).first().fill('Segment Entered');
		await page.getByLabel('Segment', { exact: true }).selectOption('Regulars');
		await page.getByLabel('Name', { exact: true }).fill('Welcome, regulars');
		await page.getByRole('button', { name: /^Send/ }).click();
		await page.getByLabel('Message', { exact: true }).selectOption({ index: 1 });
		await page.getByRole('button', { name: 'Create' }).click();
		const made = await eventually(async () => {
			const { items } = await api.get<{ items: { name: string; trigger: unknown }[] }>('/api/journeys');
			return items.find(({ name }) => name === 'Welcome, regulars');
		});
		const { items } = await api.get<{ items: { id: string; name: string }[] }>('/api/segments');
		const id = items.find(({ name }) => name === 'Regulars')?.id;
		expect(made.trigger).toMatchObject({ event: 'Segment Entered', where: { 'properties.segmentId': id } });
	});

	test('makes a list from a file, and is shown the lines that found nobody', async () => {
		await page.goto(`${product.url}/segments/new`);
		await page.getByLabel('Name', { exact: true }).fill('Guests');
		await page.getByRole('button', { name: 'List', exact: true }).click();
		await page.getByRole('button', { name: 'Create' }).click();
		await page.getByRole('button', { name: 'People by hand' }).click();
		const dialog = page.getByRole('dialog');
		const csv = 'name,email\n"Lovelace, Ada",ada@shop.example\nNobody,nobody@shop.example\nAlan,ALAN@shop.example\n';
		await dialog.getByLabel('Choose a file').setInputFiles({
			name: 'guests.csv',
			mimeType: 'text/csv',
			buffer: Buffer.from(csv),
		});
		await dialog.getByRole('button', { name: 'Put in 3 people' }).click();
		await dialog.getByText('2 lines found somebody; 2 people changed. 1 line found nobody:').waitFor();
		await dialog.getByText('Line 3').waitFor();
		await dialog.getByText('nobody@shop.example', { exact: true }).waitFor();
		await dialog.getByRole('button', { name: 'Done' }).click();
		await eventually(async () => {
			await members().getByRole('button', { name: 'Refresh' }).click();
			return (await members().locator('tbody tr').count()) === 2;
		});
	});

	test('changes what a segment means, and only who has to moves', async () => {
		const { items } = await api.get<{ items: { id: string; name: string }[] }>('/api/segments');
		const id = items.find(({ name }) => name === 'Regulars')?.id ?? '';
		await page.goto(`${product.url}/segments/${id}`);
		await page.getByLabel('How long', { exact: true }).fill('365');
		await counted(2);
		await page.getByRole('button', { name: 'Save', exact: true }).click();
		await eventually(async () => {
			await members().getByRole('button', { name: 'Refresh' }).click();
			return (await members().locator('tbody tr').count()) === 2;
		});
		const { items: found } = await api.get<{ items: { id: string }[] }>('/api/profiles?search=ada@shop.example');
		const timeline = await api.get<{ items: { event: string; properties: { segmentId?: string } }[] }>(
			`/api/profiles/${found[0]?.id}/events`,
		);
		const moves = timeline.items.filter(({ properties }) => properties.segmentId === id).map(({ event }) => event);
		expect(moves).toEqual(['Segment Entered']);
		expect(heard).toEqual([]);
	});
});
