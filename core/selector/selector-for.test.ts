import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { checkEdgeSelector } from '../edit/index.ts';
import { readPage } from './page.ts';
import { countsSiblings, selectorFor } from './selector-for.ts';
import { domTree } from './tree.ts';

const page = (body: string) => parseHTML(`<!doctype html><html><head></head><body>${body}</body></html>`).document;

/** The selector for the element marked with `!` in the fixture. */
function selectorIn(body: string): string {
	const document = page(body);
	const element = document.querySelector('[mark]');
	if (!element) throw new Error('the fixture marks no element');
	element.removeAttribute('mark');
	return selectorOf(element, document);
}

function selectorOf(element: Element, document: Document): string {
	const read = readPage<Element>(document.documentElement, domTree());
	const node = read.nodeOf(element);
	if (!node) throw new Error('the element is not in the page');
	return selectorFor(read, node);
}

describe('a selector', () => {
	it('is the id when the id looks written by a person', () => {
		expect(selectorIn('<h1 id="hero-title" class="big" mark>Hi</h1>')).toBe('#hero-title');
	});

	it('passes over ids that a framework minted', () => {
		expect(selectorIn('<h1 id=":r1:" class="headline" mark>Hi</h1>')).toBe('.headline');
		expect(selectorIn('<h1 id="ember123" mark>Hi</h1>')).toBe('h1');
	});

	it('prefers a data attribute to a class, and a class to a place', () => {
		expect(selectorIn('<p class="lead" data-testid="lead-text" mark>a</p><p class="lead">b</p>')).toBe(
			'p[data-testid="lead-text"]',
		);
		expect(selectorIn('<p>a</p><p class="lead" mark>b</p>')).toBe('.lead');
	});

	it('passes over classes that say a state or come from a build', () => {
		expect(selectorIn('<p class="is-open css-1x2y3z md:flex intro" mark>a</p><p>b</p>')).toBe('.intro');
	});

	it('leans on the nearest ancestor that tells two alike elements apart', () => {
		expect(selectorIn('<div id="news"><h2 mark>a</h2></div><div id="deals"><h2>b</h2></div>')).toBe('#news h2');
	});

	it('counts among siblings of its kind only when nothing names the element', () => {
		expect(selectorIn('<ul><li>a</li><li mark>b</li><li>c</li></ul>')).toBe('li:nth-of-type(2)');
	});

	it('does not go through a tbody that the source may not have', () => {
		const row = '<tr><td>1</td><td>2</td></tr>';
		const marked = '<tr><td>1</td><td mark>2</td></tr>';
		const table = (rows: string) => `<table><tbody>${rows}</tbody></table>`;
		const selector = selectorIn(table(row + row) + table(row + marked));
		expect(selector).not.toContain('tbody');
	});

	it('ignores names with which a page tries to break out of the selector', () => {
		expect(selectorIn('<p id="a, *" class="x]y" data-part="&quot;],*" mark>a</p><p>b</p>')).toBe('p:nth-of-type(1)');
	});

	it('takes a link by where it leads before it counts', () => {
		expect(selectorIn('<a href="/a">x</a><a href="/b" mark>x</a>')).toBe('a[href="/b"]');
		expect(selectorIn('<a href="/a">x</a><a href="/?utm=1" mark>x</a>')).toBe('a:nth-of-type(2)');
	});

	it('prefers the name of an ancestor to classes that only say how it looks', () => {
		expect(selectorIn('<div id="deals"><h2 class="text-lg" mark>a</h2></div><h2>b</h2>')).toBe('#deals h2');
	});

	it('says whether it counts siblings', () => {
		expect(countsSiblings('ul > li:nth-of-type(2) a')).toBe(true);
		expect(countsSiblings('a[title=":nth-child(1)"]')).toBe(false);
	});

	it('is refused for an element that no selector tells from another', () => {
		const { document } = parseHTML('<html><body><b></b></body></html>');
		const read = readPage<Element>(document.documentElement, domTree());
		const copy = readPage<Element>(document.documentElement, domTree()).nodes.at(-1);
		if (!copy) throw new Error('the page is empty');
		expect(() => selectorFor(read, copy)).toThrow(/cannot be told/);
	});

	it('finds exactly its element on any page, in the language that the edge takes', () => {
		fc.assert(
			fc.property(fc.array(element(3), { minLength: 1, maxLength: 6 }), (elements) => {
				const document = page(elements.join(''));
				for (const element of document.body.querySelectorAll('*')) {
					const selector = selectorOf(element, document);
					expect([...document.querySelectorAll(selector)]).toEqual([element]);
					expect(checkEdgeSelector(selector)).toEqual({ edge: true });
				}
			}),
			{ numRuns: 60 },
		);
	});
});

const names = fc.constantFrom('', 'hero', 'card', 'price', 'css-1a2b3c', 'is-open', ':r1:', 'a"b', '42', 'x.y');

/** Any element, at most `depth` levels of others inside. */
function element(depth: number): fc.Arbitrary<string> {
	return fc
		.record({
			tag: fc.constantFrom('div', 'section', 'span', 'b', 'em'),
			id: fc.option(names, { freq: 5 }),
			class: fc.option(names),
			data: fc.option(names),
			children: depth === 0 ? fc.constant([]) : fc.array(element(depth - 1), { maxLength: 3 }),
		})
		.map(({ tag, id, class: name, data, children }) => {
			const open = `<${tag}${attribute('id', id)}${attribute('class', name)}${attribute('data-part', data)}>`;
			return `${open}${children.join('') || 'text'}</${tag}>`;
		});
}

function attribute(name: string, value: string | null): string {
	return value === null ? '' : ` ${name}="${value.replaceAll('"', '&quot;')}"`;
}
