import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveFiles } from './serve-files.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'edgewise-files-'));
const folder = path.join(dir, 'public');
const serve = serveFiles(folder);
const get = (where: string, headers = {}) => serve(new Request(`http://assets.local${where}`, { headers }));

beforeAll(() => {
	mkdirSync(path.join(folder, 'assets'), { recursive: true });
	writeFileSync(path.join(folder, 'index.html'), '<h1>Here</h1>');
	writeFileSync(path.join(folder, 'assets', 'app.js'), 'export {}');
	writeFileSync(path.join(dir, 'secret.txt'), 'not for everyone');
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe('files of a folder', () => {
	test('come with their type, and the folder’s own page at its root', async () => {
		const script = await get('/assets/app.js');
		expect(await script.text()).toBe('export {}');
		expect(script.headers.get('content-type')).toMatch(/^text\/javascript/);
		expect(await (await get('/')).text()).toBe('<h1>Here</h1>');
	});

	test('are not sent again to who has them', async () => {
		const tag = (await get('/assets/app.js')).headers.get('etag') ?? '';
		expect((await get('/assets/app.js', { 'if-none-match': tag })).status).toBe(304);
	});

	test.each(['/nowhere', '/assets', '/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/assets/%00'])(
		'are all there is: %s is not found',
		async (where) => {
			const { status, text } = await answer(where);
			expect(status).toBe(404);
			expect(text).not.toContain('not for everyone');
		},
	);
});

async function answer(where: string): Promise<{ status: number; text: string }> {
	const response = await get(where);
	return { status: response.status, text: await response.text() };
}
