import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import type { Edit } from '../../core/edit/types.ts';
import { applyEdits } from './index.ts';
import { isEdit } from './read.ts';

const page = `<main class="wide"><h1 id="title">Our  <b>summer</b>\n sale</h1><p>One</p><p>Two</p>
<a href="/shop" id="link" style="color: red">Shop</a></main>`;

/** What becomes of one edit: `applied`, or why not. */
function statusOf(document: Document, edit: Edit, isMade?: () => boolean): string | undefined {
	const { applied, failed } = applyEdits(document, [edit], isMade);
	return applied.length ? 'applied' : failed[0]?.status;
}

function open(): Document {
	return parseHTML(`<!doctype html><html><head></head><body>${page}</body></html>`).document;
}

const edits: Edit[] = [
	{ id: 'text', kind: 'text', selector: '#title', value: '<i>Hi</i>' },
	{ id: 'lone text', kind: 'text', selector: '#link', value: 'Go' },
	{ id: 'attribute', kind: 'attribute', selector: '#link', name: 'href', value: '/new' },
	{ id: 'new attribute', kind: 'attribute', selector: '#link', name: 'title', value: '"><b>' },
	{ id: 'no attribute', kind: 'attribute', selector: '#link', name: 'href', value: null },
	{ id: 'class', kind: 'class', selector: 'main', add: ['narrow', 'wide'], remove: ['wide', 'absent'] },
	{ id: 'first class', kind: 'class', selector: '#link', add: ['big'], remove: [] },
	{ id: 'before', kind: 'insert', selector: '#title', position: 'before', html: '<hr>x' },
	{ id: 'prepend', kind: 'insert', selector: '#title', position: 'prepend', html: '<hr>x' },
	{ id: 'append', kind: 'insert', selector: '#title', position: 'append', html: '<hr>x' },
	{ id: 'after', kind: 'insert', selector: '#title', position: 'after', html: '<hr>x' },
	{ id: 'html', kind: 'html', selector: '#title', html: 'New <i>one</i>' },
	{ id: 'emptied', kind: 'html', selector: '#title', html: '' },
	{ id: 'remove', kind: 'remove', selector: '#title' },
	{ id: 'replace', kind: 'replace', selector: '#title', html: '<h2>Other</h2>tail' },
	{ id: 'moved before', kind: 'move', selector: '#link', to: '#title', position: 'before' },
	{ id: 'moved in', kind: 'move', selector: '#link', to: '#title', position: 'append' },
	{ id: 'image', kind: 'image', selector: '#link', src: '/a.png', alt: 'A' },
	{ id: 'link', kind: 'link', selector: '#link', href: '/b', newTab: true },
];

describe('an edit', () => {
	test.each(edits)('$id changes the page and takes it back to the letter', (edit) => {
		const document = open();
		const before = document.body.innerHTML;
		const { applied, undo, isUndone } = applyEdits(document, [edit]);
		expect(applied).toEqual([edit.id]);
		expect(isUndone()).toBe(false);
		expect(document.body.innerHTML).not.toBe(before);
		undo();
		undo();
		expect(document.body.innerHTML).toBe(before);
	});

	test.each([
		['missing', { selector: '#nowhere' }],
		['missing', { selector: '][' }],
		['ambiguous', { selector: 'p' }],
		['unexpected', { selector: '#title', expect: { tag: 'h2' } }],
		['unexpected', { selector: '#title', expect: { text: 'Our winter sale' } }],
	] as const)('is %s and changes nothing when it is about %j', (status, about) => {
		const document = open();
		const before = document.body.innerHTML;
		expect(statusOf(document, { id: 'a', kind: 'text', value: 'x', ...about })).toBe(status);
		expect(document.body.innerHTML).toBe(before);
	});

	test('expects an element by its tag in any case and its text in any indentation', () => {
		const about = { selector: '#title', expect: { tag: 'H1', text: ' Our summer sale' } };
		expect(statusOf(open(), { id: 'a', kind: 'text', value: 'x', ...about })).toBe('applied');
	});

	test.each(edits)('$id knows when the page has put the original back', (edit) => {
		const document = open();
		const { isUndone } = applyEdits(document, [edit]);
		document.body.innerHTML = page;
		expect(isUndone()).toBe(true);
	});

	test('moves nothing into itself, or to where there are several places', () => {
		const document = open();
		const before = document.body.innerHTML;
		for (const to of ['#title', 'p', '#nowhere']) {
			const edit = { id: 'a', kind: 'move', selector: 'main', to, position: 'append' } as const;
			expect(statusOf(document, edit)).toBe('unexpected');
		}
		expect(document.body.innerHTML).toBe(before);
	});

	test('of an image makes a picture’s other sources give way', () => {
		const document = open();
		document.body.innerHTML = '<picture><source srcset="b.avif"><img srcset="c.png 2x" src="b.png"></picture>';
		const before = document.body.innerHTML;
		const { undo } = applyEdits(document, [{ id: 'a', kind: 'image', selector: 'img', src: '/n.png' }]);
		expect(document.body.innerHTML).toBe('<picture><source><img src="/n.png"></picture>');
		undo();
		expect(document.body.innerHTML).toBe(before);
	});

	test('leaves alone what the page has changed since', () => {
		const document = open();
		const { undo } = applyEdits(document, [{ id: 'a', kind: 'text', selector: '#title', value: 'Ours' }]);
		const title = document.querySelector('#title');
		if (title) title.textContent = 'Theirs';
		undo();
		expect(title?.textContent).toBe('Theirs');
	});

	test('keeps the text node that a framework holds on to', () => {
		const document = open();
		const held = document.querySelector('#link')?.firstChild;
		applyEdits(document, [{ id: 'a', kind: 'text', selector: '#link', value: 'Go' }]);
		expect(document.querySelector('#link')?.firstChild).toBe(held);
	});
});

describe('a text that the edge has made of what was expected', () => {
	const edit: Edit = { id: 'a', kind: 'text', selector: '#link', expect: { text: 'Shop' }, value: 'Go' };
	const madeOn = (text: string) => {
		const document = open();
		const link = document.querySelector('#link');
		if (link) link.textContent = text;
		return [statusOf(document, edit, () => true), link?.textContent];
	};

	test.each([
		['is looked after', ' Go ', ['applied', 'Go']],
		['is made where the original is back, or was not as plain at the edge', 'Shop', ['applied', 'Go']],
		['was not made where the element says something else, and is not', 'Theirs', ['unexpected', 'Theirs']],
	])('%s', (_, says, becomes) => expect(madeOn(says)).toEqual(becomes));
});

describe('what could run code', () => {
	test.each([
		['onclick', 'alert(1)'],
		['href', 'javascript:alert(1)'],
		['href', ' \u0001java\nscript:alert(1)'],
		['formaction', 'JAVASCRIPT:alert(1)'],
		['srcdoc', '<script>alert(1)</script>'],
	])('is no attribute: %s=%j', (name, value) => {
		const document = open();
		const before = document.body.innerHTML;
		expect(statusOf(document, { id: 'a', kind: 'attribute', selector: '#link', name, value })).toBe('unexpected');
		expect(document.body.innerHTML).toBe(before);
	});

	test('is taken out of inserted HTML', () => {
		const document = open();
		const html = '<p onclick="x()">a<script>x()</script><a href="javascript:x()" title="b">b</a></p>';
		applyEdits(document, [{ id: 'a', kind: 'insert', selector: '#title', position: 'append', html }]);
		expect(document.querySelector('#title')?.innerHTML).toContain('<p>a<a title="b">b</a></p>');
	});
});

describe('what is no edit of its kind', () => {
	test.each([
		{ kind: 'text', value: 5 },
		{ kind: 'html', html: null },
		{ kind: 'insert', html: 'x', position: 'remove' },
		{ kind: 'insert', html: 'x', position: ['after'] },
		{ kind: 'replace' },
		{ kind: 'move', to: '#link', position: 'replaceWith' },
		{ kind: 'move', to: ['#link'], position: 'after' },
		{ kind: 'attribute', name: 'title', value: { a: 1 } },
		{ kind: 'attribute', name: ['title'], value: 'x' },
		{ kind: 'attribute', name: 'title' },
		{ kind: 'class', add: 'big', remove: [] },
		{ kind: 'class', add: ['big'], remove: [5] },
		{ kind: 'style', properties: { color: 'red', width: 5 } },
		{ kind: 'style', properties: null },
		{ kind: 'style', properties: 'color' },
		{ kind: 'image', src: 5 },
		{ kind: 'link', href: {} },
		{ kind: 'css', selector: '', css: 5 },
		{ kind: 'innerHTML', html: 'x' },
	])('changes nothing: %j', (edit) => {
		const document = open();
		const before = document.documentElement.outerHTML;
		const json: unknown = { id: 'a', selector: '#title', ...edit };
		if (!isEdit(json)) throw new Error('what all edits have is there');
		expect(statusOf(document, json)).toBe('unexpected');
		expect(document.documentElement.outerHTML).toBe(before);
	});

	test.each([null, 'text', {}, { id: 1, kind: 'hide', selector: 'p' }, { id: 'a', kind: 'hide', selector: ['p'] }])(
		'is not taken for one: %j',
		(json) => expect(isEdit(json)).toBe(false),
	);
});

describe('edits together', () => {
	test('are each matched against the page as it was', () => {
		const document = open();
		const { applied, failed } = applyEdits(document, [
			{ id: 'link', kind: 'insert', selector: '#link', position: 'after', html: '<a>Again</a>' },
			{ id: 'text', kind: 'text', selector: 'a', expect: { text: 'Shop' }, value: 'Go' },
			{ id: 'class', kind: 'class', selector: 'a', expect: { text: 'Shop' }, add: ['big'], remove: [] },
			{ id: 'none', kind: 'hide', selector: '#nowhere' },
		]);
		expect(applied).toEqual(['link', 'text', 'class']);
		expect(failed).toEqual([{ id: 'none', status: 'missing' }]);
	});

	test('are taken back, the last first', () => {
		const document = open();
		const before = document.body.innerHTML;
		applyEdits(document, edits).undo();
		expect(document.body.innerHTML).toBe(before);
	});
});
