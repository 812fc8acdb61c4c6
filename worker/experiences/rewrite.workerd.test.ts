import { describe, expect, it } from 'vitest';
import type { Edit } from '../../core/edit/types.ts';
import { rulesOf } from './edit-rules.ts';
import { stateElement } from './page-state.ts';
import { placeEdits } from './place-edits.ts';
import { rewritePage } from './rewrite.ts';

type Draft = Edit extends infer One ? (One extends Edit ? Omit<One, 'id'> : never) : never;

const utf8 = 'text/html; charset=utf-8';
const encoder = new TextEncoder();

/** A page that comes in these pieces, with these edits and `[S]` as its state. */
async function rewrite(pieces: string | readonly (string | Uint8Array)[], edits: readonly Draft[], type = utf8) {
	const stream = rewritePage(pageOf(pieces), type, rulesOf(withIds(edits)), '[S]');
	return new TextDecoder(/charset=(.*)/.exec(type)?.[1] ?? 'utf-8').decode(await new Response(stream).arrayBuffer());
}

function pageOf(pieces: string | readonly (string | Uint8Array)[]): ReadableStream<Uint8Array> {
	const chunks = (typeof pieces === 'string' ? [pieces] : pieces).map((piece) =>
		typeof piece === 'string' ? encoder.encode(piece) : piece,
	);
	return new ReadableStream({
		pull(controller) {
			const next = chunks.shift();
			if (next) controller.enqueue(next);
			else controller.close();
		},
	});
}

function withIds(edits: readonly Draft[]): Edit[] {
	return edits.map((edit, index) => ({ ...edit, id: `e${index}` }));
}

describe('a text', () => {
	it('replaces what the element holds, escaped', async () => {
		const page = '<h1 class=a>Old <b>bold</b></h1><h1>Other</h1>';
		expect(await rewrite(page, [{ kind: 'text', selector: 'h1', value: '<i>&"é' }])).toBe(
			'<h1 class=a>&lt;i&gt;&amp;"&#233;</h1><h1>Other</h1>[S]',
		);
	});

	it.each([
		['<ul><li>One<li>Two</ul><p>Three', 'li', '<ul><li>New<li>Two</ul><p>Three[S]'],
		['<p>One <b>bold</b><!--c--> end<p>Two</p>', 'p', '<p>New<p>Two</p>[S]'],
		['<p>One <svg><path d="M0"/></svg> <select><option>a</select> end</p>Two', 'p', '<p>New</p>Two[S]'],
		['<table><tr><td>One<td>Two</table>Three', 'td', '<table><tr><td>New<td>Two</table>Three[S]'],
		['<li>One<ul><li>Inner</ul></li><li>Two', 'li', '<li>New<ul><li>Inner</ul></li><li>Two[S]'],
		['<div><p class=x></div><p>Two</p>', '.x', '<div><p class=x>New</div><p>Two</p>[S]'],
	])('never swallows the siblings of an element that is not closed: %s', async (page, selector, expected) => {
		expect(await rewrite(page, [{ kind: 'text', selector, value: 'New' }])).toBe(expected);
	});

	it('given twice for one element is the later one', async () => {
		const twice: Draft[] = [
			{ kind: 'text', selector: 'p', value: 'first' },
			{ kind: 'text', selector: 'p', value: 'second' },
		];
		expect(await rewrite('<p>x</p>', twice)).toBe('<p>second</p>[S]');
	});

	it('changes nothing in an element that holds none, or that is code', async () => {
		const page = '<img src=a> tail<script>code()</script>';
		const edits: Draft[] = ['img', 'script'].map((selector) => ({ kind: 'text', selector, value: 'New' }));
		expect(await rewrite(page, edits)).toBe(`${page}[S]`);
	});
});

describe('a text of which it is known what it replaces', () => {
	const expected = (selector: string, text: string): Draft => ({
		kind: 'text',
		selector,
		value: 'New',
		expect: { text },
	});

	it.each([
		['<h1>Sale</h1><p>x', 'h1', 'Sale', '<h1>New</h1><p>x[S]'],
		['<h1>\n Winter &amp; sale&nbsp;now\n</h1>', 'h1', ' Winter & sale now', '<h1>New</h1>[S]'],
		['<p>Sale<p>Next', 'p', 'Sale', '<p>New<p>Next[S]'],
		['<p>Sale<h2>Next</h2>', 'p', 'Sale', '<p>New<h2>Next</h2>[S]'],
		['<ul><li>Sale<li>Next</ul>', 'li', 'Sale', '<ul><li>New<li>Next</ul>[S]'],
		['<ul><li>Sale</ul><p>x', 'li', 'Sale', '<ul><li>New</ul><p>x[S]'],
		['<div><h1>Sale</div>x', 'h1', 'Sale', '<div><h1>New</div>x[S]'],
	])('is replaced where the element says just that: %s', async (page, selector, text, becomes) => {
		expect(await rewrite(page, [expected(selector, text)])).toBe(becomes);
		expect(await rewrite([...page], [expected(selector, text)])).toBe(becomes);
	});

	it.each([
		['it says something else', '<h1>Summer &amp; sale &copy</h1>y', 'h1'],
		['it says more', '<h1>Sale now</h1>', 'h1'],
		['it holds another element', '<h1>Sale<b></b></h1>', 'h1'],
		['it begins with another element', '<h1><b>Sale</b></h1>', 'h1'],
		['it holds a comment', '<h1>Sale<!-- c --></h1>', 'h1'],
		['it holds a list', '<li>Sale<ul><li>Inner</ul>', 'li'],
		['it holds nothing', '<h1></h1>', 'h1'],
		['it can hold nothing', '<img src=a> Sale', 'img'],
		['it is longer than any headline', `<h1>${'Sale '.repeat(40_000)}</h1>`, 'h1'],
		['it never ends, and the page ends', '<div><h1>Summer', 'h1'],
	])('is left to the letter where %s', async (_, page, selector) => {
		expect(await rewrite(page, [expected(selector, 'Sale')])).toBe(`${page}[S]`);
		expect(await rewrite([page.slice(0, 7), page.slice(7)], [expected(selector, 'Sale')])).toBe(`${page}[S]`);
	});

	it('is not lost where all that comes is text', async () => {
		const page = '<h1>Summer<plaintext>x';
		expect(await rewrite(page, [expected('h1', 'Sale')])).toBe('<h1>Summer[S]<plaintext>x');
	});

	it('is not lost where two selectors find the element', async () => {
		const both = [expected('h1', 'Sale'), expected('.t', 'Sale')];
		expect(await rewrite('<h1 class=t>Summer</h1>', both)).toBe('<h1 class=t>Summer</h1>[S]');
		expect(await rewrite('<h1 class=t>Sale</h1>', both)).toBe('<h1 class=t>New</h1>[S]');
	});

	it('comes out as it went in on a page whose charset nobody declared', async () => {
		const bytes = Uint8Array.from([...encoder.encode('<h1>caf'), 0xe9, 0x81, ...encoder.encode('</h1>')]);
		const stream = rewritePage(
			pageOf([bytes]),
			'text/html; charset=windows-1252',
			rulesOf(withIds([expected('h1', 'Sale')])),
			'',
		);
		expect(new Uint8Array(await new Response(stream).arrayBuffer())).toEqual(bytes);
	});
});

describe('other edits', () => {
	it('set and remove attributes, whatever the value', async () => {
		const page = '<a href="/old" title=t data-x=1>x</a>';
		const value = `/new?a=1&amp;b="'<>é`;
		expect(
			await rewrite(page, [
				{ kind: 'attribute', selector: 'a', name: 'href', value },
				{ kind: 'attribute', selector: 'a', name: 'title', value: null },
				{ kind: 'attribute', selector: 'a', name: 'onclick', value: 'steal()' },
				{ kind: 'attribute', selector: 'a', name: 'bad name', value: '' },
			]),
		).toBe(`<a href="/new?a=1&amp;amp;b=&quot;'<>&#233;" data-x=1>x</a>[S]`);
	});

	it('add and remove classes', async () => {
		expect(
			await rewrite('<i class="a  b\tc&amp;d">x</i>', [
				{ kind: 'class', selector: 'i', add: ['b', 'e'], remove: ['a'] },
			]),
		).toBe('<i class="b c&amp;d e">x</i>[S]');
	});

	it('hide an element and leave it and its siblings where they are', async () => {
		expect(
			await rewrite('<ul><li style="color:red;display:flex">One<li>Two</ul>', [{ kind: 'hide', selector: 'li' }]),
		).toBe('<ul><li style="color:red; display: none !important;" hidden="">One<li>Two</ul>[S]');
	});

	it('insert HTML at all four places', async () => {
		const edits = (['before', 'prepend', 'append', 'after'] as const).map(
			(position): Draft => ({
				kind: 'insert',
				selector: 'div',
				position,
				html: `<i>${position}é</i>`,
			}),
		);
		expect(await rewrite('<div>x</div>', edits)).toBe(
			'<i>before&#233;</i><div><i>prepend&#233;</i>x<i>append&#233;</i></div><i>after&#233;</i>[S]',
		);
	});

	it('are made on the first match only, and only on the type of element that is expected', async () => {
		const edit: Draft = { kind: 'text', selector: '.t', value: 'New', expect: { tag: 'H2' } };
		expect(await rewrite('<h2 class=t>1</h2><h2 class=t>2</h2>', [edit])).toBe(
			'<h2 class=t>New</h2><h2 class=t>2</h2>[S]',
		);
		expect(await rewrite('<h1 class=t>1</h1><h2 class=t>2</h2>', [edit])).toBe(
			'<h1 class=t>1</h1><h2 class=t>2</h2>[S]',
		);
	});

	it('with a selector that the edge does not know change nothing', async () => {
		expect(await rewrite('<p>x</p>', [{ kind: 'hide', selector: 'p:has(b)' }])).toBe('<p>x</p>[S]');
	});
});

describe('where edits are made', () => {
	it.each<[Draft, 'edge' | 'browser']>([
		[{ kind: 'text', selector: 'p', value: '' }, 'edge'],
		[{ kind: 'text', selector: 'p, li', value: '' }, 'browser'],
		[{ kind: 'text', selector: 'p:last-child', value: '' }, 'browser'],
		[{ kind: 'insert', selector: 'li', position: 'after', html: 'x' }, 'browser'],
		[{ kind: 'insert', selector: '.x', position: 'append', html: 'x' }, 'browser'],
		[{ kind: 'insert', selector: '.x', position: 'append', html: 'x', expect: { tag: 'section' } }, 'edge'],
		[{ kind: 'insert', selector: '[title="a div"]', position: 'append', html: 'x' }, 'browser'],
		[{ kind: 'insert', selector: 'main > div.x', position: 'append', html: 'x' }, 'edge'],
		[{ kind: 'insert', selector: 'li', position: 'before', html: 'x' }, 'edge'],
		[{ kind: 'hide', selector: 'td' }, 'edge'],
	])('%o: %s', (edit, place) => {
		expect([...placeEdits(withIds([edit])).values()]).toEqual([place]);
	});
});

describe('the page’s state', () => {
	it.each([
		['<html><head><title>x</title></head><body>y', '<html><head><title>x</title>[S]</head><body>y'],
		['<html><head><title>x</title><body>y</body></html>', '<html><head><title>x</title><body>y</body>[S]</html>'],
		['<p>x', '<p>x[S]'],
	])('stands at the end of the head, or of the document: %s', async (page, expected) => {
		expect(await rewrite(page, [])).toBe(expected);
	});

	it('cannot be left by anything in it', () => {
		const value = '</script><!--\u2028é"';
		const edits = withIds([{ kind: 'text', selector: 'a', value }]);
		const element = stateElement({ release: 1, applied: [{ experienceId: 'x', variantId: 'v', edits }] });
		expect(element).toMatch(/^<script [^<]*<\/script>$/);
		expect(element).toMatch(/^[\0-\x7f]*$/);
		expect(JSON.parse(element.replace(/^[^>]*>|<\/script>$/g, '')).applied[0].edits[0].value).toBe(value);
	});
});

describe('a page that HTMLRewriter would cut', () => {
	const hide: Draft[] = [{ kind: 'hide', selector: '.x' }];
	const done = '<p class=x hidden="" style="display: none !important;">';

	it.each([
		['<select><option>a<noscript>n</noscript></select><p>end'],
		['<select><option><svg><title>t</title></svg></select><p>end'],
		['<frameset><title>t</title></frameset><p>end'],
		[`${'<div>'.repeat(30_000)}<p>end`],
		[`<p data-x="${'x'.repeat(4 * 1024 * 1024)}">a</p><p>end`],
	])('is changed up to there, and goes on as it came (%#)', async (rest) => {
		const page = `<p class=x>a</p>${rest}`;
		const pieces = page.match(/[\s\S]{1,4000}/g) ?? [];
		const out = await rewrite(pieces, hide);
		expect(out.startsWith(`${done}a</p>`)).toBe(true);
		expect(out.replace(done, '<p class=x>').replace('[S]', '') === page).toBe(true);
	});

	it('is found wherever its pieces are cut', async () => {
		const page = '<p class=x>a</p><SELECT><style>s</style></select><p class=x>end';
		for (let at = 1; at < page.length; at++) {
			const out = await rewrite([page.slice(0, at), page.slice(at)], hide);
			expect(out.replace(done, '<p class=x>').replace('[S]', '')).toBe(page);
		}
	});

	it('breaks off where the origin broke off', async () => {
		const { readable, writable } = new IdentityTransformStream();
		const reader = rewritePage(readable, utf8, rulesOf(withIds(hide)), '[S]').getReader();
		const writer = writable.getWriter();
		const written = writer.write(encoder.encode('<p class=x>a</p>'));
		expect(new TextDecoder().decode((await reader.read()).value)).toContain(done);
		await written;
		const rest = (async () => {
			while (!(await reader.read()).done);
		})();
		await writer.abort(new Error('cut'));
		await expect(rest).rejects.toThrow('cut');
	});
});

describe('a page that the runtime streams', () => {
	it('comes out whole, however large it is and wherever its pieces end', async () => {
		const long = `<div title="${'a > b, '.repeat(30_000)}">`;
		const page = `<p class=x>é</p>${long}${'<p>é <b class=y>b</b></p>\n'.repeat(20_000)}${long}<p class=last>z</p>`;
		const edits: Draft[] = [
			{ kind: 'hide', selector: '.none' },
			{ kind: 'text', selector: 'p.last', value: 'New' },
		];
		const stream = rewritePage(new Blob([page]).stream(), utf8, rulesOf(withIds(edits)), '[S]');
		const out = await new Response(stream).text();
		expect(out === `${page.replace('<p class=last>z', '<p class=last>New')}[S]`).toBe(true);
	});
});

describe('whoever reads a page and goes', () => {
	it('stops the origin when its next piece comes', async () => {
		const { readable, writable } = new IdentityTransformStream();
		const reader = rewritePage(readable, utf8, [], '[S]').getReader();
		const writer = writable.getWriter();
		const [, { value }] = await Promise.all([writer.write(encoder.encode('<p>a</p>')), reader.read()]);
		expect(new TextDecoder().decode(value)).toBe('<p>a</p>');
		await reader.cancel(new Error('gone'));
		await writer.write(encoder.encode('<p>b</p>'));
		await expect(writer.write(encoder.encode('<p>c</p>'))).rejects.toThrow();
	});
});

describe('charsets', () => {
	const text: Draft[] = [{ kind: 'text', selector: 'p', value: '中é' }];

	it('that hide tags, or that nobody knows, are refused before the page is read', async () => {
		for (const charset of ['x-nope', 'utf-16', 'iso-2022-jp']) {
			const page = pageOf('<p>x</p>');
			expect(() => rewritePage(page, `text/html; charset=${charset}`, [], '')).toThrow();
			expect(await new Response(page).text()).toBe('<p>x</p>');
		}
	});

	it('that are not said leave every byte as it was, and what is written means the same in all of them', async () => {
		const bytes = Uint8Array.from([0x3c, 0x62, 0x3e, 0xe9, 0x81, 0xff, 0xfe, 0xc3, 0xa9]);
		const stream = rewritePage(
			pageOf([bytes, '<p>x</p>']),
			'text/html; charset=windows-1252',
			rulesOf(withIds(text)),
			'',
		);
		const out = new Uint8Array(await new Response(stream).arrayBuffer());
		expect([...out.slice(0, bytes.length)]).toEqual([...bytes]);
		expect(new TextDecoder().decode(out.slice(bytes.length))).toBe('<p>&#20013;&#233;</p>');
	});

	it('of two bytes a character, unsaid, leave the page alone', async () => {
		const page = Uint8Array.from([0xff, 0xfe, 0x3c, 0, 0x70, 0, 0x3e, 0, 0x78, 0]);
		const stream = rewritePage(pageOf([page]), 'text/html; charset=windows-1252', [], '[S]');
		expect([...new Uint8Array(await new Response(stream).arrayBuffer())]).toEqual([...page]);
	});
});
