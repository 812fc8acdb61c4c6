import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { adminApi, tokenOf } from '../scripts/start/admin.ts';
import { launchBrowser } from './browser.ts';
import { complaints, eventually, marketer } from './people.ts';
import { startProduct } from './product.ts';

const product = inject('product');
let browser: Browser;
beforeAll(async () => {
	browser = await launchBrowser();
});
afterAll(() => browser.close());

test('a marketer brings people in from a file, takes them out, corrects one, and erases one', async () => {
	const page = await marketer(browser, product);
	const heard = complaints(page);
	await page.goto(`${product.url}/imports/new`);
	const rows = [
		'customer_id;e-mail;plan;since',
		'imp-1;one@import.example;gold;31.1.2020',
		'imp-2;two@import.example;free;31.2.2020',
	];
	await page
		.getByLabel('Choose a file')
		.setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\r\n')) });
	await page.getByRole('heading', { name: 'people.csv', level: 1 }).waitFor();
	await page.getByLabel('What customer_id becomes').waitFor();
	await expect.poll(() => page.getByLabel('What customer_id becomes').inputValue()).toBe('userId');
	await page.getByLabel('Type of since').selectOption('date');
	await page.getByLabel('How dates of since are written').selectOption('dmy');
	await page.getByText('"31.2.2020" is no date').waitFor();
	await page.getByRole('button', { name: 'Dry run' }).click();
	await page.getByRole('heading', { name: 'What this would change' }).waitFor();
	await page.getByRole('heading', { name: 'Refused lines (1)' }).waitFor();
	await page.getByRole('button', { name: 'Import', exact: true }).click();
	await page.getByRole('heading', { name: 'What was imported' }).waitFor();

	const one = page.getByRole('link', { name: 'one@import.example' }).first();
	// D1 hears within a second: until then the list is empty.
	await eventually(async () => {
		await page.goto(`${product.url}/profiles?search=imp-1`);
		await page.getByText('Nobody matches').or(one).first().waitFor();
		return one.isVisible();
	});
	// The file would have more people than the search shows.
	const everybody = page.getByRole('link', { name: 'Download everybody as NDJSON' });
	expect(await everybody.count()).toBe(0);
	await page.getByLabel('Search profiles').fill('');
	const [download] = await Promise.all([page.waitForEvent('download'), everybody.click()]);
	expect(download.suggestedFilename()).toMatch(/^edgewise-people-.*\.ndjson$/);

	await page.goto(`${product.url}/profiles?search=imp-1`);
	await one.click();
	await page.getByRole('button', { name: 'Change plan' }).click();
	await page.getByLabel('Value').fill('platinum');
	await page.getByRole('button', { name: 'Save' }).click();
	await page.getByText('platinum').first().waitFor();
	await page.getByText('teammate').first().waitFor();

	await page.getByRole('button', { name: 'Erase' }).click();
	await page.getByLabel('Reference').fill('Letter 7');
	await page.getByRole('button', { name: 'Erase for ever' }).click();
	await page.getByText('Letter 7').waitFor();
	await page.getByText('erased', { exact: true }).first().waitFor();
	await page.goto(`${product.url}/profiles?search=imp-1`);
	await page.getByText('Nobody matches').waitFor();
	expect(heard).toEqual([]);
});

test('a marketer brings companies in from a file without anybody in it', async () => {
	const page = await marketer(browser, product);
	const heard = complaints(page);
	await page.goto(`${product.url}/imports/new`);
	await page.getByRole('button', { name: 'Companies' }).click();
	const rows = ['Company ID,Company name,Employees', 'globex,Globex,40', ',Nobody,1', 'initech,Initech,12'];
	await page
		.getByLabel('Choose a file')
		.setInputFiles({ name: 'companies.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\r\n')) });
	await page.getByLabel('What Company ID becomes').waitFor();
	expect(await page.getByLabel('What Company ID becomes').inputValue()).toBe('groupId');
	expect(await page.getByLabel('Key of Company name').inputValue()).toBe('name');
	await page.getByRole('button', { name: 'Dry run' }).click();
	await page.getByText('New companies').waitFor();
	await page.getByRole('button', { name: 'Import', exact: true }).click();
	await page.getByRole('link', { name: 'See the companies' }).click();
	const globex = page.getByRole('link', { name: 'Globex' });
	await eventually(async () => {
		await page.goto(`${product.url}/accounts`);
		await globex
			.or(page.getByRole('heading', { name: 'No accounts yet' }))
			.first()
			.waitFor();
		return globex.isVisible();
	});
	await globex.click();
	await page.getByText('employees').first().waitFor();
	expect(heard).toEqual([]);
});

test('what would go is shown before anything is dropped', async () => {
	const page = await marketer(browser, product);
	await page.goto(`${product.url}/settings/retention`);
	await page.getByLabel('Keep events for … days').fill('36000');
	await page.getByRole('button', { name: 'What would go?' }).click();
	await page.getByText('Now would go: 0 events of 0 people').waitFor();
	await page.getByLabel('Keep events for … days').fill('a year');
	await page.getByText('A whole number of days, or nothing.').waitFor();
	await expect.poll(() => page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
});

test('an import whose runtime is killed again and again takes each row in once', async () => {
	const dataDir = mkdtempSync(path.join(tmpdir(), 'edgewise-data-'));
	let own = await startProduct(dataDir);
	const token = await tokenOf(own.url, own.email, own.password);
	const api = () => adminApi(own.url, token);
	const lines = Array.from({ length: 12_000 }, (_, at) => `kill-${at % 300},${at % 7}`);
	const file = `customer_id,total\n${lines.join('\n')}\n`;
	interface Shown {
		readonly id: string;
		readonly state: string;
		readonly format: object;
		readonly mapping: object;
		readonly totals: object;
	}
	try {
		const { items } = await api().get<{ items: { id: string }[] }>('/api/sites');
		const begun = { name: 'orders.csv', kind: 'events', siteId: items[0]?.id, bytes: file.length };
		const { id } = await api().send<Shown>('POST', '/api/imports', begun);
		const sent = await fetch(`${own.url}/api/imports/${id}/parts/1`, {
			method: 'PUT',
			headers: {
				authorization: `Bearer ${token}`,
				'content-type': 'application/octet-stream',
			},
			body: file,
		});
		expect(sent.status).toBe(200);
		const { format, mapping } = await api().send<Shown>('POST', `/api/imports/${id}/preview`, {});
		await api().send('POST', `/api/imports/${id}/start`, {
			format,
			mapping: { ...mapping, event: 'Order Completed' },
		});
		for (let kills = 0; kills < 3; kills++) {
			const { progress } = await api().get<{ progress: { line: number } | null }>(`/api/imports/${id}`);
			const before = progress?.line ?? 0;
			await eventually(async () => {
				const now = await api().get<{ state: string; progress: { line: number } | null }>(`/api/imports/${id}`);
				return now.state === 'done' || (now.progress?.line ?? 0) > before;
			});
			await own.kill();
			own = await startProduct(dataDir);
		}
		const done = await eventually(async () => {
			const now = await api().get<Shown>(`/api/imports/${id}`);
			return now.state === 'done' ? now : null;
		});
		expect(done.totals).toMatchObject({ rows: 12_000, refused: 0 });
		const taken = await eventually(async () => {
			const { items: found } = await api().get<{ items: { userId: string; events: number }[] }>(
				'/api/profiles?search=kill-299',
			);
			return found[0]?.events === 40 ? found[0] : null;
		});
		expect(taken).toMatchObject({ userId: 'kill-299', events: 40 });
	} finally {
		await own.stop();
		rmSync(dataDir, { recursive: true, force: true });
	}
});
