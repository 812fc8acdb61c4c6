import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import type { Edit } from '../../core/edit/types.ts';
import { setStage } from './stage.ts';
import { aim, findEdit, mintEditId } from './target.ts';

/** A page with a draft's edits on it. */
function edited(body: string, edits: readonly Edit[]) {
	const { document } = parseHTML(`<!doctype html><html><head></head><body>${body}</body></html>`);
	const stage = setStage(document, new AbortController().signal);
	const failures = stage.show(edits);
	const find = (selector: string): Element => {
		const element = document.querySelector(selector);
		if (!element) throw new Error(`nothing at ${selector}`);
		return element;
	};
	return { document, stage, failures, find };
}

const addClass: Edit = { id: 'c', kind: 'class', selector: 'p', add: ['promo'], remove: ['lead'] };
const reword: Edit = { id: 't', kind: 'text', selector: 'p', value: 'New' };
const insert: Edit = { id: 'i', kind: 'insert', selector: 'p', position: 'before', html: '<p class="notice">Hi</p>' };

describe('aiming at an element', () => {
	it('describes it as the origin sent it, not as the draft has made it', () => {
		const { stage, find } = edited('<p class="lead">Old</p><i>x</i>', [addClass, reword]);
		expect(aim(find('.promo'), stage)).toMatchObject({
			selector: '.lead',
			tag: 'p',
			text: 'Old',
			signals: { tag: 'p' },
		});
	});

	it('leaves the draft on the page', () => {
		const { stage, find, document } = edited('<p class="lead">Old</p>', [reword]);
		aim(find('p'), stage);
		expect(document.querySelector('p')?.textContent).toBe('New');
	});

	it('is not misled by elements that an edit inserted', () => {
		const { stage, find } = edited('<p>Old</p>', [insert]);
		expect(aim(find('p:not(.notice)'), stage).selector).toBe('p');
	});

	it('refuses what only an edit put there, and the page itself', () => {
		const { stage, find } = edited('<p>Old</p>', [insert]);
		expect(() => aim(find('.notice'), stage)).toThrow(/Another edit put this here/);
		expect(() => aim(find('body'), stage)).toThrow(/do not touch/);
	});
});

describe('the stage', () => {
	it('shows one set of edits at a time, and says which found nothing', () => {
		const { stage, document, failures } = edited('<p class="lead">Old</p>', [
			reword,
			{ id: 'gone', kind: 'hide', selector: '.gone' },
		]);
		expect(failures).toEqual([{ id: 'gone', status: 'missing' }]);
		expect(stage.show([addClass])).toEqual([]);
		expect(document.querySelector('p')?.outerHTML).toBe('<p class="promo">Old</p>');
	});

	it('is cleared when the panel closes', () => {
		const { document } = parseHTML('<html><body><p>Old</p></body></html>');
		const abort = new AbortController();
		setStage(document, abort.signal).show([reword, insert]);
		abort.abort();
		expect(document.body.innerHTML).toBe('<p>Old</p>');
	});
});

describe('an edit', () => {
	it('is found again by its kind and element, so that a text has one edit however often it is changed', () => {
		expect(findEdit([addClass, reword], 'text', 'p')).toBe(reword);
		expect(findEdit([addClass], 'text', 'p')).toBeUndefined();
	});

	it('has an id that no other edit of a variant has', () => {
		const ids = Array.from({ length: 1_000 }, mintEditId);
		expect(new Set(ids).size).toBe(1_000);
		expect(ids[0]).toMatch(/^edit-[a-z\d]{8}$/);
	});
});
