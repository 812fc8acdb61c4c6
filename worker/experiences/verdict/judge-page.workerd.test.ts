import { describe, expect, it } from 'vitest';
import type { Edit } from '../../../core/edit/types.ts';
import { pageRewriter } from '../page-rewriter.ts';
import { judgePage } from './judge-page.ts';

type Draft = Edit extends infer One ? (One extends Edit ? Omit<One, 'id'> : never) : never;

const type = 'text/html; charset=utf-8';

async function judge(page: string, ...drafts: readonly Draft[]) {
	const edits: Edit[] = drafts.map((edit, index) => ({ ...edit, id: `e${index}` }));
	const verdicts = await judgePage({ bytes: new TextEncoder().encode(page), type }, edits);
	return edits.map((edit) => verdicts.get(edit));
}

/** What the rewriter itself makes of a page, with nothing in between. */
async function bare(page: string, selector: string, handle: (element: Element) => void): Promise<string> {
	const rewriter = new HTMLRewriter().on(selector, { element: handle });
	return rewriter.transform(new Response(page, { headers: { 'content-type': type } })).text();
}

const once = { place: 'edge', reason: null, found: 'once' };
const text = (selector: string): Draft => ({ kind: 'text', selector, value: 'New' });
const remove = (selector: string): Draft => ({ kind: 'remove', selector });
const after = (selector: string): Draft => ({ kind: 'insert', selector, position: 'after', html: '<b>x</b>' });

describe('an edit is for the edge', () => {
	it('where exactly its element is there, and comes out as in a browser', async () => {
		const page = '<!doctype html><h1 class="t">Sale</h1><ul><li>One</li><li id=two>Two</li></ul>';
		expect(
			await judge(page, text('h1'), remove('#two'), after('ul > li:first-child'), { kind: 'hide', selector: '.t' }),
		).toEqual([once, once, once, once]);
	});

	it('also on an element whose end tag may be left out, where the page has written it', async () => {
		expect(await judge('<ul><li>One</li><li>Two</li></ul>', remove('li:nth-child(2)'))).toEqual([once]);
	});

	it('for a style sheet and a redirect, which are about no element', async () => {
		expect(await judge('<p>', { kind: 'css', selector: '', css: 'p{color:red}' })).toEqual([once]);
		expect(await judge('<p>', { kind: 'redirect', selector: '', url: '/b' })).toEqual([once]);
	});
});

describe('an edit is left to the browser, with the reason', () => {
	it.each<[string, Draft, RegExp]>([
		['an end tag is left out', remove('#a'), /leaves out tags/],
		['a selector goes by what is implied', text('tbody > tr > td'), /leaves out tags/],
		['a selector is beyond the rewriter', text('picture:last-child'), /does not know :last-child/],
		['a selector is no selector', text('p::part'), /Only a browser/],
		[
			'an element is moved',
			{ kind: 'move', selector: '#a', to: 'table', position: 'after' },
			/only where the whole page/,
		],
		['an element is not in the HTML', text('.later'), /a script may make it/],
		[
			'an element is of another type',
			{ kind: 'hide', selector: '#a', expect: { tag: 'h2' } },
			/is a <li> here, not a <h2>/,
		],
		[
			'an element says something else',
			{ kind: 'hide', selector: 'h1', expect: { text: 'Winter' } },
			/says “Sale” here/,
		],
		['an image has other sources', { kind: 'image', selector: 'img', src: '/b.png' }, /stands in a <picture>/],
		['inserted HTML would end the element', { kind: 'html', selector: 'p', html: '<div>x</div>' }, /leaves out tags/],
	])('when %s', async (_, edit, reason) => {
		const page = `<h1>Sale</h1><ul><li id=a>One<li>Two</ul><table><tr><td>c</table><p>t</p>
			<picture><source srcset=a.avif><img src=a.png></picture>`;
		expect(await judge(page, edit)).toEqual([
			expect.objectContaining({ place: 'browser', reason: expect.stringMatching(reason) }),
		]);
	});

	it('when edits are right alone but not together', async () => {
		const replace: Draft = { kind: 'replace', selector: '#a', html: '<b>x</b>' };
		const beside: Draft = { kind: 'insert', selector: 'div', position: 'before', html: '<i>y</i>' };
		const verdicts = await judge('<div id=a>x</div>', replace, beside);
		expect(verdicts).toEqual(
			Array(2).fill(expect.objectContaining({ place: 'browser', reason: expect.stringContaining('each other') })),
		);
	});

	it.each(['<script id="__NEXT_DATA__">{}</script><h1>x</h1>', '<div id="root"><h1>x</h1></div>'])(
		'when it changes which nodes are there, and a framework takes the page over: %s',
		async (page) => {
			const verdicts = await judge(page, after('h1'), text('h1'));
			expect(verdicts).toEqual([expect.objectContaining({ place: 'browser', isLate: true }), once]);
		},
	);

	it('when browsers read the page in different ways', async () => {
		expect(await judge('<h1>x</h1><select><div>a</div></select>', text('h1'))).toEqual([
			expect.objectContaining({ place: 'browser', reason: expect.stringContaining('<select>') }),
		]);
	});
});

describe('a text of which it is known what it replaces', () => {
	const expecting = (text: string): Draft => ({ ...text_, selector: 'h1', expect: { text } });
	const text_ = { kind: 'text', value: 'New' } as const;

	it('is for the edge where the element says that, and holds nothing else', async () => {
		expect(await judge('<h1>Winter  sale</h1>', expecting('Winter sale'))).toEqual([once]);
		expect(await judge('<p>a<p class=x>Sale<p>b', { ...text_, selector: '.x', expect: { text: 'Sale' } })).toEqual([
			once,
		]);
	});

	it.each([
		['says something else', '<h1>Summer</h1>', /says “Summer” here/],
		['holds more', '<h1>Win<b>ter</b></h1>', /holds other elements/],
	])('is the browser’s where the element %s', async (_, page, reason) => {
		expect(await judge(page, expecting('Winter'))).toEqual([
			expect.objectContaining({ place: 'browser', reason: expect.stringMatching(reason) }),
		]);
	});

	it('keeps any other edit of the element for the browser: what it says is known too late', async () => {
		const hide: Draft = { kind: 'hide', selector: 'h1', expect: { text: 'Winter' } };
		expect(await judge('<h1>Winter</h1>', hide)).toEqual([
			expect.objectContaining({ place: 'browser', reason: expect.stringMatching(/only when it has passed/) }),
		]);
	});
});

describe('an edit is made nowhere', () => {
	it('when there are several such elements', async () => {
		expect(await judge('<p>a</p><p>b</p>', text('p'))).toEqual([
			{ place: 'off', reason: 'There are 2 such elements on the page.', found: 'several' },
		]);
	});

	it('when the element is code', async () => {
		expect(await judge('<script>a</script>', remove('script'))).toMatchObject([{ place: 'off' }]);
	});
});

/** HTMLRewriter as it is: what a verdict is there for. When one of these no longer holds, the platform has changed. */
describe('the rewriter’s own traps', () => {
	it.each([
		'a + b',
		'a ~ b',
		':has(a)',
		':is(a)',
		':where(a)',
		':last-child',
		':last-of-type',
		':only-child',
		':nth-last-child(1)',
		':empty',
		'b:not(div p)',
		':root',
	])('it throws on %s, and the edit is left to the browser', async (selector) => {
		expect(() => new HTMLRewriter().on(selector, {})).toThrow();
		expect(await judge('<div><a>x</a><b>y</b></div>', text(selector))).toEqual([
			expect.not.objectContaining({ place: 'edge' }),
		]);
	});

	it.each(['[DATA-X]', 'b[DATA-X="1"]'])(
		'it takes %s, finds the wrong elements, and the edit is left to the browser',
		async (selector) => {
			expect(() => new HTMLRewriter().on(selector, {})).not.toThrow();
			expect(await judge('<b data-x=1>x</b>', text(selector))).toEqual([
				expect.not.objectContaining({ place: 'edge' }),
			]);
		},
	);

	it('it nests what is not closed: only the tree knows that these are children', async () => {
		let found = 0;
		await bare('<ul><li>a<li>b<li>c</ul>', 'ul > li', () => {
			found += 1;
		});
		expect(found).toBe(1);
		expect(await judge('<ul><li>a<li>b<li>c</ul>', text('ul > li:nth-child(2)'))).toEqual([
			expect.objectContaining({ place: 'browser' }),
		]);
	});

	it('it finds what a template holds, which is not on the page', async () => {
		const page = '<template><p>inert</p></template><p id=real>real</p>';
		const out = await bare(page, 'p', (element) => element.setAttribute('x', ''));
		expect(out).toContain('<p x="">inert');
		expect(await judge(page, text('p'))).toEqual([expect.objectContaining({ place: 'browser' })]);
	});

	it('it swallows the siblings of an unclosed element that is removed', async () => {
		expect(await bare('<ul><li id=a>a<li>b</ul><p>c', '#a', (element) => element.remove())).not.toContain('b');
		expect(await judge('<ul><li id=a>a<li>b</ul><p>c', remove('#a'))).toEqual([
			expect.objectContaining({ place: 'browser' }),
		]);
	});

	it('it does not look at what was inserted', async () => {
		const out = await bare('<p>a</p>', 'p', (element) => element.after('<p>b</p>', { html: true }));
		expect(out).toBe('<p>a</p><p>b</p>');
	});

	it('of several end tag handlers only the last runs, so the page’s own needs one', async () => {
		const ends: string[] = [];
		const rewriter = new HTMLRewriter();
		for (const name of ['first', 'second']) {
			rewriter.on('p', { element: (element) => element.onEndTag(() => void ends.push(name)) });
		}
		await rewriter.transform(new Response('<p>a</p>')).text();
		expect(ends).toEqual(['second']);
		const page = '<html><head id=h><title>t</title></head><body>x</body></html>';
		const edits: Edit[] = [{ id: 'a', kind: 'insert', selector: '#h', position: 'append', html: '<meta name=x>' }];
		const out = await pageRewriter(edits, '[S]').transform(new Response(page)).text();
		expect(out).toBe('<html><head id=h><title>t</title><meta name=x>[S]</head><body>x</body></html>');
	});

	it('a handler that throws ends the page with status 200, so none of ours does', async () => {
		const cut = new HTMLRewriter()
			.on('b', {
				element() {
					throw new Error('cut');
				},
			})
			.transform(new Response('<p>a</p><b>x</b><p>end'));
		expect(cut.status).toBe(200);
		await expect(cut.text()).rejects.toThrow('cut');
		const bad: Edit[] = [
			{ id: 'a', kind: 'attribute', selector: 'b', name: 'no name', value: 'x' },
			{ id: 'b', kind: 'attribute', selector: 'b', name: '', value: null },
			{ id: 'c', kind: 'class', selector: 'b', add: [''], remove: [] },
			{ id: 'd', kind: 'style', selector: 'b', properties: { 'a;b': '}' } },
			{ id: 'e', kind: 'html', selector: 'br', html: 'x' },
			{ id: 'f', kind: 'insert', selector: 'br', position: 'append', html: 'x' },
		];
		const out = await pageRewriter(bad, '').transform(new Response('<p>a</p><b>x</b><br><p>end')).text();
		expect(out).toMatch(/^<p>a<\/p><b.*>x<\/b><br.*><p>end$/);
	});
});
