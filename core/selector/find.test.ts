import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { defaultTreeAdapter, parse } from 'parse5';
import * as v from 'valibot';
import { expect, describe as group, it } from 'vitest';
import { describe } from './describe.ts';
import { find } from './find.ts';
import { type Page, readPage } from './page.ts';
import { signalsSchema } from './schema.ts';
import { limits, type Signals, sizeOf } from './signals.ts';
import { domTree, parse5Tree } from './tree.ts';

const shop = [
	'<main id="shop"><h1 class="title">Outdoor clothing</h1><p class="lead">Made for weather that changes its mind.</p>',
	'<ul class="list">',
	...['Alder jacket', 'Birch fleece', 'Cedar vest', 'Dune hat'].map(
		(name, at) =>
			`<li class="card"><h3 class="name">${name}</h3><p class="price">${at}9 euros</p><button class="buy">Add to basket</button></li>`,
	),
	'</ul></main>',
].join('\n');

const htmlOf = (body: string) => `<!doctype html><html><head><title>x</title></head><body>${body}</body></html>`;

function read(body: string): Page<Element> {
	return readPage<Element>(parseHTML(htmlOf(body)).document.documentElement, domTree());
}

/** The signals of the nth element that a selector finds. */
function signalsOf(body: string, selector: string, at = 0): Signals {
	const { document } = parseHTML(htmlOf(body));
	const page = readPage<Element>(document.documentElement, domTree());
	const element = document.querySelectorAll(selector)[at];
	const node = element && page.nodeOf(element);
	if (!node) throw new Error(`nothing at ${selector}`);
	return describe(page, node);
}

/** What is found after a change of the page, as HTML; or why nothing is. */
function findAfter(change: (body: string) => string, selector: string, at = 0): string {
	const finding = find(read(change(shop)), signalsOf(shop, selector, at));
	return finding.status === 'found' ? finding.element.outerHTML : finding.status;
}

group('an element is found again', () => {
	it('on the same page, and surely', () => {
		const finding = find(read(shop), signalsOf(shop, '.price', 2));
		expect(finding).toMatchObject({ status: 'found', confidence: expect.any(Number) });
		expect(finding.status === 'found' && finding.confidence).toBeGreaterThan(0.95);
		expect(finding.why).toContain('the same text, tag');
	});

	it('when its text is another', () => {
		expect(findAfter((body) => body.replace('Birch fleece', 'Willow pullover'), '.name', 1)).toContain('Willow');
	});

	it('when a build has renamed all classes', () => {
		const renamed = (body: string) => body.replaceAll(/class="(\w+)"/g, 'class="css-$1x9"');
		expect(findAfter(renamed, '.name', 2)).toContain('Cedar vest');
	});

	it('among siblings in another order, with a new one before', () => {
		const reordered = (body: string) => {
			const cards = body.match(/<li.*<\/li>/g) ?? [];
			const fresh = '<li class="card"><h3 class="name">Elm socks</h3><p class="price">7 euros</p></li>';
			return body.replace(/<li[\s\S]*<\/li>/, [fresh, ...cards.toReversed()].join('\n'));
		};
		expect(findAfter(reordered, '.card', 0)).toContain('Alder jacket');
		expect(findAfter(reordered, '.buy', 3)).toBe('<button class="buy">Add to basket</button>');
	});

	it('in a script without spaces', () => {
		const body = '<h2>商品一覧</h2><p>新しい靴です</p><p>古い靴です</p>';
		const finding = find(read(body.replace('新しい靴です', '新しい帽子です')), signalsOf(body, 'p', 0));
		expect(finding.status === 'found' && finding.element.textContent).toBe('新しい帽子です');
	});
});

group('nothing is found', () => {
	it('when the element is gone, though others are like it', () => {
		expect(findAfter((body) => body.replace('<h3 class="name">Birch fleece</h3>', ''), '.name', 1)).toBe('missing');
		expect(findAfter((body) => body.replace(/<li class="card"><h3 class="name">Birch.*<\/li>/, ''), '.buy', 1)).toBe(
			'missing',
		);
	});

	it('when two are equally like it, rather than one of them', () => {
		const twice = (body: string) => body.replace(/<li class="card"><h3 class="name">Birch.*<\/li>/, '$&$&');
		expect(findAfter(twice, '.card', 1)).toBe('ambiguous');
	});

	it('on another page', () => {
		expect(findAfter(() => '<article><h1>Imprint</h1><p>Written in Kiel.</p></article>', '.lead')).toBe('missing');
		expect(findAfter(() => '', '.lead')).toBe('missing');
	});
});

group('signals', () => {
	it('are the same from a DOM and from parse5', () => {
		const [root] = parse(htmlOf(shop)).childNodes.filter(defaultTreeAdapter.isElementNode);
		if (!root) throw new Error('parse5 made no root');
		const parsed = readPage(root, parse5Tree(defaultTreeAdapter));
		const dom = read(shop);
		expect(parsed.nodes).toHaveLength(dom.nodes.length);
		for (const node of dom.nodes.filter(({ editable }) => editable)) {
			const other = parsed.nodes[node.index];
			expect(other && describe(parsed, other)).toEqual(describe(dom, node));
		}
	});

	it('fit 2 KB and the schema, whatever the element', () => {
		const word = fc.constantFrom(
			'a',
			'漢字',
			'🧭'.repeat(40),
			`a${'🧭'.repeat(70)}`,
			'x'.repeat(200),
			'größe',
			'&lt;',
			'-',
		);
		const text = fc.array(word, { maxLength: 60 }).map((words) => words.join(' '));
		fc.assert(
			fc.property(fc.array(fc.tuple(text, text, text), { minLength: 1, maxLength: 8 }), (parts) => {
				const body = parts.map(
					([said, name, label]) =>
						`<div class="${name}" data-part="${name}" aria-label="${label}"><a href="/${name}">${said}</a></div>`,
				);
				const page = read(body.join(''));
				for (const node of page.nodes.filter(({ editable }) => editable)) {
					const signals = describe(page, node);
					expect(sizeOf(signals)).toBeLessThanOrEqual(limits.json);
					expect(JSON.stringify(signals)).not.toMatch(/\\ud/);
					expect(v.parse(signalsSchema, JSON.parse(JSON.stringify(signals)))).toEqual(signals);
				}
			}),
			{ numRuns: 25 },
		);
	});

	const good: Signals = { version: 1, tag: 'p', text: { words: 'x', of: 1 } };
	it.each([
		['another version', { ...good, version: 2 }],
		['no text', { version: 1, tag: 'p' }],
		['a place before the first', { ...good, place: -1 }],
		['a likeness without end', { ...good, rival: Number.POSITIVE_INFINITY }],
		['a long text', { ...good, before: 'x'.repeat(401) }],
		[
			'many attributes',
			{ ...good, attributes: Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`a${i}`, 'x'])) },
		],
		['too much of all', { ...good, before: '漢'.repeat(400), after: '漢'.repeat(400) }],
	])('with %s are refused', (_, json) => expect(v.safeParse(signalsSchema, json).success).toBe(false));

	it('that are hostile find something or nothing, and never throw', () => {
		const page = read(shop);
		const text = fc.oneof(fc.string({ maxLength: 60 }), fc.constantFrom('__proto__', 'constructor', 'birch fleece'));
		const wording = fc.record({ words: text, of: fc.nat() });
		const hostile = fc.record(
			{
				...{ version: fc.constant(1), tag: text, id: text, text: wording, before: text, after: text, heading: text },
				...{ classes: fc.array(text, { maxLength: 8 }), attributes: fc.dictionary(text, text, { maxKeys: 8 }) },
				...{ around: fc.array(wording, { maxLength: 3 }), ancestors: fc.array(text, { maxLength: 8 }) },
				...{ place: fc.nat(), alike: fc.nat(), rival: fc.double({ noNaN: true, min: -100, max: 1_000 }) },
			},
			{ requiredKeys: ['version', 'tag', 'text'] },
		);
		fc.assert(
			fc.property(hostile, (json) => {
				const parsed = v.safeParse(signalsSchema, json);
				if (parsed.success) expect(['found', 'missing', 'ambiguous']).toContain(find(page, parsed.output).status);
			}),
		);
	});
});

it('a page that is deep, or large, is read and searched in time', () => {
	const deep = read(`${'<div>'.repeat(400)}<p>here</p>${'</div>'.repeat(400)}`);
	const rows = Array.from({ length: 1_500 }, (_, i) => `<tr><td>${i}</td><td>name ${i * 7}</td><td>open</td></tr>`);
	const large = `<table><tbody>${rows.join('')}</tbody></table>`;
	const begin = performance.now();
	expect(find(deep, signalsOf('<div><p>here</p></div>', 'p')).status).toBe('found');
	expect(find(read(large), signalsOf(large, 'tr', 700)).status).toBe('found');
	expect(performance.now() - begin).toBeLessThan(10_000);
}, 30_000);
