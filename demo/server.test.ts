import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { products } from './catalogue.ts';
import { type Shop, startShop } from './server.ts';

let shop: Shop;
beforeAll(async () => {
	shop = await startShop({ port: 0, writeKey: 'wk_demo' });
});
afterAll(() => shop.close());

const ask = (path: string, init: RequestInit = {}) => fetch(shop.url + path, { redirect: 'manual', ...init });

describe('pages', () => {
	test('come as HTML in UTF-8, with the site’s write key', async () => {
		const response = await ask('/');
		expect(response.status).toBe(200);
		expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
		expect(await response.text()).toContain('<script async src="/_ew/ew.js" data-key="wk_demo"></script>');
	});

	test('come without a body to HEAD, and with the same headers', async () => {
		const [head, get] = await Promise.all([ask('/p/glut', { method: 'HEAD' }), ask('/p/glut')]);
		expect(await head.text()).toBe('');
		for (const name of ['content-type', 'content-length', 'etag', 'cache-control']) {
			expect(head.headers.get(name)).toBe(get.headers.get(name));
		}
	});

	test.each([
		'/nowhere',
		'/p/unknown',
		'/c/unknown',
		'/p/glut/more',
		'/p',
		'/constructor',
		'/c/__proto__',
		'/%00',
		'/art/../server.ts',
	])('%s is not found, and says so as a page', async (path) => {
		const response = await ask(path);
		expect(response.status).toBe(404);
		expect(response.headers.has('etag')).toBe(false);
		expect(await response.text()).toContain('Off the map');
	});

	test('have one address: a slash at the end leads to it, within the shop', async () => {
		expect((await ask('/c/packs/?utm_source=x')).headers.get('location')).toBe('/c/packs?utm_source=x');
		expect((await ask('//evil.example/')).headers.get('location')).toBe('/evil.example');
	});

	test('are only read', async () => {
		const response = await ask('/account', { method: 'POST', body: 'email=a' });
		expect(response.status).toBe(405);
		expect(response.headers.get('allow')).toBe('GET, HEAD');
	});
});

describe('caching', () => {
	test.each([(tag: string) => tag, (tag: string) => `W/${tag}`, (tag: string) => `"other", ${tag}`, () => '*'])(
		'a page that is known is not sent again (%#)',
		async (header) => {
			const etag = (await ask('/')).headers.get('etag') ?? '';
			const response = await ask('/', { headers: { 'if-none-match': header(etag) } });
			expect(response.status).toBe(304);
			expect(await response.text()).toBe('');
		},
	);

	test('a page that is not known is sent', async () => {
		expect((await ask('/', { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
	});

	test('the style sheet is kept for good at the address that the page gives it, and only there', async () => {
		const address = /href="(\/shop\.css\?[^"]+)"/.exec(await (await ask('/')).text())?.[1] ?? '';
		expect((await ask(address)).headers.get('cache-control')).toContain('immutable');
		expect((await ask('/shop.css')).headers.get('cache-control')).toBe('no-cache');
	});
});

test('every product has its drawing', async () => {
	const kinds = await Promise.all(
		products.map(async ({ id }) => (await ask(`/art/${id}.svg`)).headers.get('content-type')),
	);
	expect(new Set(kinds)).toEqual(new Set(['image/svg+xml; charset=utf-8']));
});

test('the film is small, and a film', async () => {
	const response = await ask('/film/the-far-side.webm');
	expect(response.headers.get('content-type')).toBe('video/webm');
	const body = Buffer.from(await response.arrayBuffer());
	expect(body.subarray(0, 4).toString('hex')).toBe('1a45dfa3');
	expect(body.length).toBeLessThan(100_000);
});

test('the size chart is a PDF', async () => {
	const response = await ask('/papers/pack-sizes.pdf');
	expect(response.headers.get('content-type')).toBe('application/pdf');
	expect(await response.text()).toMatch(/^%PDF-1\.4\n[\s\S]*%%EOF\n$/);
});

test('the search shows what it found for a query, and keeps the query', async () => {
	const text = await (await ask('/search?q=Wanderer')).text();
	expect(text).toContain('1 for “Wanderer”');
	expect(text).toContain('href="/p/wanderer-28"');
	expect(text).toContain('value="Wanderer"');
});

test('every script that the pages import is served', async () => {
	const source = await (await ask('/shop.js')).text();
	const imports = [...source.matchAll(/from '\.(\/[^']+)'/g)].map(([, path]) => path ?? '');
	expect(imports.length).toBeGreaterThan(5);
	for (const path of imports)
		expect((await ask(path)).headers.get('content-type')).toBe('text/javascript; charset=utf-8');
});

test('a port that is taken is refused', async () => {
	await expect(startShop({ port: Number(new URL(shop.url).port) })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
