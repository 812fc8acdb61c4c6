import { parse } from 'parse5';
import { describe, expect, test } from 'vitest';
import { categories, products } from './catalogue.ts';
import { readFiles } from './files.ts';
import { pageAt } from './route.ts';
import { elementsOf, textOf } from './testing/elements.ts';
import { layout } from './views/layout.ts';

const paths = [
	'/',
	'/cart',
	'/checkout',
	'/thanks',
	'/account',
	'/privacy',
	'/nowhere',
	'/search',
	'/search?q=tent',
	'/search?q=%3Cb%3E%22submarine',
	...categories.map(({ id }) => `/c/${id}`),
	...products.map(({ id }) => `/p/${id}`),
];
const voids = new Set(['meta', 'link', 'img', 'input', 'br']);

function read(path: string, writeKey = 'key') {
	const problems: string[] = [];
	const [pathname = '/', query] = path.split('?');
	const source = layout(pageAt(pathname, query), { writeKey, styleUrl: '/shop.css' }).text;
	const document = parse(source, { sourceCodeLocationInfo: true, onParseError: ({ code }) => problems.push(code) });
	return { elements: elementsOf(document), problems, source };
}

const attribute = (element: { attrs: { name: string; value: string }[] }, name: string) =>
	element.attrs.find((candidate) => candidate.name === name)?.value;

describe.each(paths)('%s', (path) => {
	const { elements, problems } = read(path);

	test('is well-formed, with every end tag written', () => {
		expect(problems).toEqual([]);
		const open = elements.filter((element) => !voids.has(element.tagName) && !element.sourceCodeLocation?.endTag);
		expect(open.map(({ tagName }) => tagName)).toEqual([]);
	});

	test('gives each id once', () => {
		const ids = elements.flatMap((element) => attribute(element, 'id') ?? []);
		expect(ids).toEqual([...new Set(ids)]);
	});

	test('has one first heading, and a label for every field', () => {
		expect(elements.filter(({ tagName }) => tagName === 'h1')).toHaveLength(1);
		const labelled = elements.flatMap((element) => (element.tagName === 'label' ? attribute(element, 'for') : []));
		const fields = elements.filter(({ tagName }) => tagName === 'input' || tagName === 'select');
		for (const field of fields) expect(labelled).toContain(attribute(field, 'id'));
	});

	test('leads only to pages and files that exist', async () => {
		const files = await readFiles();
		const links = elements.flatMap((element) => (element.tagName === 'a' ? (attribute(element, 'href') ?? []) : []));
		for (const link of links.filter((link) => link.startsWith('/')))
			expect([link, files.has(link) ? 200 : pageAt(link).status]).toEqual([link, 200]);
	});

	test('carries the tracker in its head', () => {
		const head = elements.find(({ tagName }) => tagName === 'head');
		const scripts = (head ? elementsOf(head) : []).filter(({ tagName }) => tagName === 'script');
		expect(scripts.map((script) => attribute(script, 'data-key'))).toContain('key');
	});
});

test('a write key with markup in it stays an attribute', () => {
	const { elements } = read('/', '"><script>alert(1)</script>');
	expect(elements.filter(({ tagName }) => tagName === 'script')).toHaveLength(3);
});

test('the data block is the products, readable and inert', () => {
	const { elements, source } = read('/cart');
	const block = elements.find((element) => attribute(element, 'id') === 'shop-data');
	expect(JSON.parse(block ? textOf(block) : '').products).toHaveLength(products.length);
	expect(source.match(/<\/script>/g)).toHaveLength(3);
});

test('twelve products stand in three categories, four in each', () => {
	expect(products).toHaveLength(12);
	for (const { id } of categories) expect(products.filter(({ category }) => category === id)).toHaveLength(4);
	expect(new Set(products.map(({ sku }) => sku)).size).toBe(12);
});
