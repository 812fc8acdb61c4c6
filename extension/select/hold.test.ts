import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import type { Edit, EditOf } from '../../core/edit/types.ts';
import { attach, targetOf } from '../content/target.ts';
import { type Hold, lookAt } from './hold.ts';

const shop = `<main><h1 id="title">Outdoor clothing</h1><p class="lead">Made for any weather.</p>
<ul><li><b>Alder jacket</b><i>49 euros</i></li><li><b>Birch fleece</b><i>59 euros</i></li></ul></main>`;

const open = (body: string) => parseHTML(`<!doctype html><html><head></head><body>${body}</body></html>`).document;

/** A text edit as the extension makes it on the shop's page. */
function editOf(selector: string): EditOf<'text'> {
	const element = open(shop).querySelector(selector);
	if (!element) throw new Error(`nothing at ${selector}`);
	const target = targetOf(element);
	const edit: EditOf<'text'> = {
		id: 'e',
		kind: 'text',
		selector: target.selector,
		value: 'New',
		expect: { text: target.text },
	};
	return attach(edit, target);
}

function judge(document: Document, edit: Edit, known = new WeakMap<Edit, Hold>()): Hold {
	const [judging] = lookAt(document, [edit], known);
	if (judging?.editId !== edit.id) throw new Error('the edit was not looked at');
	return judging.judge();
}

function holdOf(edit: Edit, body: string) {
	const document = open(body);
	const hold = judge(document, edit);
	return { hold, document };
}

describe('an edit', () => {
	it('holds firmly where selector and memory lead to the same element', () => {
		expect(holdOf(editOf('#title'), shop).hold).toMatchObject({ state: 'firm', weak: null });
	});

	it('is said to be weak where its selector counts siblings', () => {
		const { hold } = holdOf(editOf('li:nth-of-type(2) b'), shop);
		expect(hold).toMatchObject({ state: 'firm', weak: expect.stringContaining('counts siblings') });
	});

	it('is offered the element that has lost its id, or has another text', () => {
		const renamed = holdOf(editOf('#title'), shop.replace('id="title"', 'id="headline"'));
		expect(renamed.hold).toMatchObject({ state: 'moved', element: renamed.document.querySelector('h1') });
		const reworded = holdOf(editOf('.lead'), shop.replace('any weather', 'rain and wind'));
		expect(reworded.hold).toMatchObject({
			state: 'moved',
			element: reworded.document.querySelector('.lead'),
			says: expect.stringContaining('not what it was'),
		});
	});

	it('is offered the right one where its selector finds another', () => {
		const edit = { ...editOf('li:nth-of-type(2) b'), expect: { tag: 'b' } };
		const grown = shop.replace('<ul>', '<ul><li><b>Cedar vest</b><i>39 euros</i></li>');
		const { hold, document } = holdOf(edit, grown);
		expect(hold).toMatchObject({ state: 'moved', element: document.querySelectorAll('b')[2] });
	});

	it('is in doubt where its selector finds what is unlike it, and lost where nothing is found', () => {
		const other = '<footer><nav><p>Written in Kiel.</p><div><a class="lead">Imprint</a></div></nav></footer>';
		const edit = { ...editOf('.lead'), expect: {} };
		expect(holdOf(edit, other).hold.state).toBe('doubtful');
		expect(holdOf(editOf('#title'), other).hold.state).toBe('lost');
	});

	it('that remembers nothing says so', () => {
		const { signals: _, ...edit } = editOf('#title');
		expect(holdOf(edit, shop).hold.state).toBe('unremembered');
		expect(holdOf(edit, '<p>x</p>').hold).toMatchObject({ state: 'lost', why: '' });
	});

	it('that is attached anew is firm again, and still the same edit', () => {
		const edit = editOf('#title');
		const body = shop.replace('id="title"', 'id="headline"').replace('Outdoor', 'Indoor');
		const { hold, document } = holdOf(edit, body);
		if (hold.state !== 'moved') throw new Error(hold.state);
		const attached = attach(edit, targetOf(hold.element));
		expect(attached).toMatchObject({ id: 'e', value: 'New', expect: { text: 'Indoor clothing' } });
		expect(judge(document, attached).state).toBe('firm');
	});

	it('is judged as the page was when it was looked at', () => {
		const document = open(shop);
		const [judging] = lookAt(document, [editOf('#title')], new WeakMap());
		document.querySelector('#title')?.remove();
		expect(judging?.judge().state).toBe('firm');
	});

	it('that was firm is asked anew when its element is gone', () => {
		const edit = editOf('#title');
		const known = new WeakMap();
		const document = open(shop);
		expect(judge(document, edit, known).state).toBe('firm');
		document.querySelector('#title')?.remove();
		expect(judge(document, edit, known).state).toBe('lost');
	});
});
