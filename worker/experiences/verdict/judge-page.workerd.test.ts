import { describe, expect, it } from 'vitest';
import type { Edit } from '../../../core/edit/types.ts';
import { signalsOf } from '../../testing/signals-of.ts';
import { rulesOf } from '../edit-rules.ts';
import { rewritePage } from '../rewrite.ts';
import { judgePage } from './judge-page.ts';

type Draft = Edit extends infer One ? (One extends Edit ? Omit<One, 'id'> : never) : never;

const type = 'text/html; charset=utf-8';

async function judge(page: string, ...drafts: readonly Draft[]) {
	const edits: Edit[] = drafts.map((edit, index) => ({ ...edit, id: `e${index}` }));
	const verdicts = await judgePage({ bytes: new TextEncoder().encode(page), type }, edits);
	return edits.map((edit) => verdicts.get(edit));
}

/** The page with edits that nobody judged. */
async function unjudged(page: string, drafts: readonly Draft[], head = ''): Promise<string> {
	const rules = rulesOf(drafts.map((edit, index) => ({ ...edit, id: `e${index}` })));
	return new Response(rewritePage(new Blob([page]).stream(), type, rules, head)).text();
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
		['a selector is beyond the edge', text('picture:last-child'), /does not know :last-child/],
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

describe('an edit whose element has moved', () => {
	const before = `<main><h1 id="title">Outdoor clothing</h1><p class="lead">Made for any weather.</p>
		<ul><li><b>Alder jacket</b><i>49 euros</i></li><li><b>Birch fleece</b><i>59 euros</i></li></ul></main>`;
	const moved = (edit: Draft): Draft => ({ ...edit, signals: signalsOf(before, edit.selector) });

	it.each<[string, Draft, string, string]>([
		['its id is gone', text('#title'), before.replace('id="title"', 'class="headline"'), '.headline'],
		['it has another id', text('#title'), before.replace('"title"', '"headline"'), '#headline'],
		[
			'others have its class now',
			{ kind: 'hide', selector: '.lead' },
			before.replace('</main>', '<p class="lead">Sent by train and boat.</p></main>'),
			'p:nth-of-type(1)',
		],
		[
			'the selector counts siblings, and one more came before',
			{ kind: 'hide', selector: 'li:nth-of-type(2) b' },
			before.replace('<ul>', '<ul><li><b>Cedar vest</b><i>39 euros</i></li>'),
			'li:nth-of-type(3) b',
		],
	])('is made at the edge where it was found again: %s', async (_, edit, page, selector) => {
		expect(await judge(page, moved(edit))).toEqual([{ ...once, foundAt: selector }]);
	});

	it('is the browser’s, by the selector that finds it now, where the edge cannot make it', async () => {
		const edit: Draft = { kind: 'move', selector: '#title', to: 'ul', position: 'after' };
		expect(await judge(before.replace('"title"', '"headline"'), moved(edit))).toEqual([
			expect.objectContaining({ place: 'browser', found: 'once', foundAt: '#headline' }),
		]);
	});

	it('keeps to its selector where that finds the one that says what is expected', async () => {
		const edit: Draft = { ...text('h1'), expect: { text: 'Sale' }, signals: signalsOf(before, '.lead') };
		expect(await judge(before.replace('Outdoor clothing', 'Sale'), edit)).toEqual([once]);
	});

	it('is left alone where what was found again is not what the edit expects', async () => {
		const edit: Draft = { ...text('#title'), expect: { tag: 'h1', text: 'Outdoor clothing' } };
		const page = before.replace('<h1 id="title">Outdoor clothing</h1>', '<h1 id="head">Outdoor clothes</h1>');
		expect(await judge(page, moved(edit))).toEqual([
			expect.objectContaining({ place: 'browser', reason: expect.stringContaining('Outdoor clothes') }),
		]);
	});

	it('is not there where nothing is like it, and off where several are', async () => {
		const gone = before.replace('<h1 id="title">Outdoor clothing</h1>', '');
		expect(await judge(gone, moved(text('#title')))).toEqual([expect.objectContaining({ found: 'no' })]);
		const twice = before.replace('</main>', '<p class="lead">Made for any weather.</p></main>');
		expect(await judge(twice, moved(text('.lead')))).toEqual([expect.objectContaining({ place: 'off' })]);
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

/** What a verdict is there for. */
describe('what goes by tags is not what a browser makes of them', () => {
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
	])(
		'%s cannot be known as a page streams by: nothing changes, and the edit is left to the browser',
		async (selector) => {
			const page = '<div><a>x</a><b>y</b></div>';
			expect(await unjudged(page, [text(selector)])).toBe(page);
			expect(await judge(page, text(selector))).toEqual([expect.not.objectContaining({ place: 'edge' })]);
		},
	);

	it('what is not closed is nested: only the tree knows that these are children', async () => {
		const page = '<ul><li>a<li>b<li>c</ul>';
		expect(await unjudged(page, [text('ul > li:nth-child(2)')])).toBe(page);
		expect(await judge(page, text('ul > li:nth-child(2)'))).toEqual([expect.objectContaining({ place: 'browser' })]);
	});

	it('what a template holds is found, which is not on the page', async () => {
		const page = '<template><p>inert</p></template><p id=real>real</p>';
		expect(await unjudged(page, [text('p')])).toContain('<p>New</p></template>');
		expect(await judge(page, text('p'))).toEqual([expect.objectContaining({ place: 'browser' })]);
	});

	it('an unclosed element that is removed takes its siblings along', async () => {
		const page = '<ul><li id=a>a<li>b</ul><p>c';
		expect(await unjudged(page, [remove('#a')])).toBe('<ul></ul><p>c');
		expect(await judge(page, remove('#a'))).toEqual([expect.objectContaining({ place: 'browser' })]);
	});

	it('what was inserted is not looked at', async () => {
		const edits: Draft[] = [after('p'), { kind: 'hide', selector: 'b' }];
		expect(await unjudged('<p>a</p>', edits)).toBe('<p>a</p><b>x</b>');
	});

	it('an edit of the head and the page’s own state both stand at its end', async () => {
		const page = '<html><head id=h><title>t</title></head><body>x</body></html>';
		const edit: Draft = { kind: 'insert', selector: '#h', position: 'append', html: '<meta name=x>' };
		expect(await unjudged(page, [edit], '[S]')).toBe(
			'<html><head id=h><title>t</title><meta name=x>[S]</head><body>x</body></html>',
		);
	});

	it('edits that cannot be made change nothing', async () => {
		const bad: Draft[] = [
			{ kind: 'attribute', selector: 'b', name: 'no name', value: 'x' },
			{ kind: 'attribute', selector: 'b', name: '', value: null },
			{ kind: 'class', selector: 'b', add: [''], remove: [] },
			{ kind: 'style', selector: 'b', properties: { 'a;b': '}' } },
			{ kind: 'html', selector: 'br', html: 'x' },
			{ kind: 'insert', selector: 'br', position: 'append', html: 'x' },
		];
		const page = '<p>a</p><b>x</b><br><p>end';
		expect(await unjudged(page, bad)).toBe(page);
	});
});
