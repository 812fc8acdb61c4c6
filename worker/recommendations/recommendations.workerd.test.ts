import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Call, callAs } from '../testing/sign-in.ts';
import { call, newVisitor, openWorkspace, send, siteHost, track, writeKey } from '../testing/workspace.ts';
import { learnProducts } from './index.ts';
import { readCatalog } from './storage.ts';

const url = `https://${siteHost}/`;
const now = Date.now();

let api: Call;

beforeEach(async () => {
	await openWorkspace();
	api = await callAs('owner');
});

function product(id: string, more: object = {}): object {
	return { product_id: id, name: id, url: `https://${siteHost}/p/${id}`, ...more };
}

function view(visitor: string, id: string, more: object = {}): object {
	return track(visitor, 'Product Viewed', { properties: product(id, more) });
}

/** So many visitors look at the same products. */
async function views(visitors: number, ids: readonly string[], more: object = {}): Promise<void> {
	for (let i = 0; i < visitors; i++) {
		const visitor = newVisitor(i % 4);
		await send(ids.map((id) => view(visitor, id, more)));
	}
}

/** An experience that shows two of them. */
async function publish(): Promise<void> {
	const html =
		'<ul>{% for p in recommendations limit: 2 %}<li><a href="{{ p.url }}" title="{{ p.name }}">{{ p.name }}</a>{% endfor %}</ul>';
	const edits = [{ id: 'e', kind: 'insert', selector: '#shelf', position: 'append', html }];
	const variants = [{ id: 'a', name: 'A', weight: 1, edits }];
	const experience = { id: 'also', name: 'Also', kind: 'personalization', status: 'live', variants };
	expect((await api('POST', '/sites/shop/experiences', experience)).body).toMatchObject({ id: 'also' });
	expect(await api('POST', '/sites/shop/releases')).toMatchObject({ status: 201 });
}

async function shownTo(anonymousId: string, more: object = {}): Promise<string> {
	const response = await call('https://own.example/v1/decide', {
		method: 'POST',
		headers: { 'content-type': 'text/plain' },
		body: JSON.stringify({ writeKey, anonymousId, url, ...more }),
	});
	expect(response.status).toBe(200);
	const { decisions } = (await response.json()) as { decisions: { edits: { html: string }[] }[] };
	return decisions[0]?.edits[0]?.html ?? '';
}

function namesIn(html: string): string[] {
	return [...html.matchAll(/<a [^>]*>([^<]*)<\/a>/g)].map(([, name]) => name ?? '');
}

describe('a template that speaks of recommendations', () => {
	test('has what goes with what the visitor looked at, and what many look at for everybody else', async () => {
		await views(5, ['tent']);
		await views(4, ['stove', 'pot']);
		await publish();
		await learnProducts(env, now);
		const visitor = newVisitor();
		expect(namesIn(await shownTo(visitor))).toEqual(['tent', 'pot']);
		await send([view(visitor, 'stove')]);
		expect(namesIn(await shownTo(visitor))).toEqual(['pot', 'tent']);
		// Who does not want to be personalised for is told nothing of what they did.
		expect(namesIn(await shownTo(visitor, { consent: { personalization: false } }))).not.toEqual(['pot', 'tent']);
	});

	test('has none on the page of the product itself, nor of what the visitor ordered', async () => {
		await views(5, ['tent']);
		await views(4, ['stove']);
		await publish();
		await learnProducts(env, now);
		const visitor = newVisitor();
		expect(namesIn(await shownTo(visitor, { url: `${url}p/tent` }))).toEqual(['stove']);
		await send([track(visitor, 'Order Completed', { properties: { products: [product('stove')] } })]);
		expect(namesIn(await shownTo(visitor))).toEqual(['tent']);
	});

	test('shows nothing of what visitors make up', async () => {
		await views(2, ['fake']);
		await views(9, ['elsewhere'], { url: 'https://evil.example/' });
		await views(9, ['code'], { url: 'javascript:alert(1)', name: '"><script>alert(1)</script>' });
		await publish();
		await learnProducts(env, now);
		const html = await shownTo(newVisitor());
		expect(html).not.toMatch(/evil|javascript:|<script|fake/);
		expect(html).toContain('&lt;script&gt;');
	});

	test('is shown without any as long as nothing was counted', async () => {
		await publish();
		expect(await shownTo(newVisitor())).toBe('<ul></ul>');
	});
});

describe('counting', () => {
	test('happens once an hour, and only where an experience shows what comes of it', async () => {
		await views(3, ['tent']);
		await learnProducts(env, now);
		expect(await readCatalog(env)).toBeNull();
		await publish();
		await learnProducts(env, now);
		await views(3, ['stove']);
		await learnProducts(env, now + 3_599_999);
		expect((await readCatalog(env))?.catalog.products.map((one) => one.product_id)).toEqual(['tent']);
		await learnProducts(env, now + 3_600_000);
		expect((await readCatalog(env))?.catalog.products).toHaveLength(2);
	});

	test('is done at once when a teammate asks, who sees what anybody would', async () => {
		const visitor = newVisitor();
		await views(3, ['stove', 'pot']);
		await views(4, ['tent']);
		await send([view(visitor, 'pot')]);
		expect(await api('GET', '/sites/shop/recommendations')).toMatchObject({ body: { learnedAt: null, items: [] } });
		expect(await api('POST', '/sites/shop/recommendations')).toMatchObject({
			body: { items: [{ product_id: 'pot' }, { product_id: 'tent', reason: 'popular' }, { product_id: 'stove' }] },
		});
		expect(await api('GET', `/sites/shop/recommendations?profile=${visitor}`)).toMatchObject({
			body: { items: [{ product_id: 'stove', reason: 'related' }, {}, {}] },
		});
		const onPage = await api('GET', `/sites/shop/recommendations?url=${encodeURIComponent(`${url}p/tent`)}`);
		expect(JSON.stringify(onPage.body)).not.toContain('tent');
	});

	test.each([
		['/sites/nowhere/recommendations', 404],
		['/sites/shop/recommendations?profile=nobody', 404],
		[`/sites/shop/recommendations?profile=${newVisitor()}`, 404],
		['/sites/shop/recommendations?url=no', 400],
	])('refuses %s', async (path, status) => {
		expect(await api('GET', path)).toMatchObject({ status });
	});
});
