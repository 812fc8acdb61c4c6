import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Edit } from '../../core/edit/types.ts';
import type { SavedExperience } from '../api/shapes.ts';
import { type Change, changeDraft, findVariant, isUnsaved, rebaseDraft, startDraft } from './change-draft.ts';
import { takeCleaned } from './take-cleaned.ts';

const text = (id: string, value: string): Edit => ({ id, kind: 'text', selector: `#${id}`, value });

const experience: SavedExperience = {
	id: 'exp',
	siteId: 'shop',
	name: 'Welcome back',
	kind: 'personalization',
	status: 'draft',
	pages: { include: ['/'], exclude: [] },
	audience: null,
	schedule: { from: null, until: null },
	coverage: 1,
	seed: 'exp',
	priority: 0,
	variants: [
		{ id: 'a', name: 'A', weight: 1, audience: null, edits: [text('title', 'Hello')] },
		{ id: 'b', name: 'B', weight: 1, audience: null, edits: [] },
	],
	updatedAt: '2026-11-01T00:00:00.000Z',
};

const put = (variantId: string, edit: Edit): Change => ({ kind: 'put-edit', variantId, edit });
const edits = (draft: ReturnType<typeof startDraft>, id: string) => findVariant(draft, id)?.edits;

const anyChange: fc.Arbitrary<Change> = fc.oneof(
	fc.record({
		kind: fc.constant('put-edit' as const),
		variantId: fc.constantFrom('a', 'b', 'nowhere'),
		edit: fc.tuple(fc.constantFrom('one', 'two', 'title'), fc.string()).map(([id, value]) => text(id, value)),
	}),
	fc.record({
		kind: fc.constant('remove-edit' as const),
		variantId: fc.constantFrom('a', 'b'),
		editId: fc.constantFrom('one', 'two', 'title'),
	}),
	fc.record({
		kind: fc.constant('move-edit' as const),
		variantId: fc.constantFrom('a', 'b'),
		editId: fc.constantFrom('one', 'two', 'title'),
		by: fc.constantFrom(-1 as const, 1 as const),
	}),
	fc.record({ kind: fc.constant('set-status' as const), status: fc.constantFrom('draft', 'live', 'paused') }),
	fc.constant<Change>({ kind: 'undo' }),
	fc.constant<Change>({ kind: 'redo' }),
);

describe('a draft', () => {
	it('is unsaved from its first real change until it is saved', () => {
		const untouched = startDraft(experience);
		expect(isUnsaved(untouched)).toBe(false);
		const changed = changeDraft(untouched, put('b', text('x', 'New')));
		expect(isUnsaved(changed)).toBe(true);
		const saved = rebaseDraft(changed, { ...experience, updatedAt: 'later' }, changed.history.present);
		expect(isUnsaved(saved)).toBe(false);
	});

	it('is saved again when every change has been undone', () => {
		const changed = changeDraft(startDraft(experience), put('b', text('x', 'New')));
		expect(isUnsaved(changeDraft(changed, { kind: 'undo' }))).toBe(false);
	});

	it('can still undo what has been saved, and is then unsaved', () => {
		const changed = changeDraft(startDraft(experience), put('b', text('x', 'New')));
		const saved = rebaseDraft(changed, experience, changed.history.present);
		const undone = changeDraft(saved, { kind: 'undo' });
		expect(edits(undone, 'b')).toEqual([]);
		expect(isUnsaved(undone)).toBe(true);
	});

	it('keeps as unsaved what was changed while it was being saved', () => {
		const sent = changeDraft(startDraft(experience), put('b', text('x', 'New')));
		const meanwhile = changeDraft(sent, put('b', text('y', 'Newer')));
		expect(isUnsaved(rebaseDraft(meanwhile, experience, sent.history.present))).toBe(true);
	});

	it('takes the HTML that the workspace has cleaned, says which, and is not unsaved for that', () => {
		const raw: Edit = { id: 'x', kind: 'insert', selector: 'p', position: 'after', html: '<b style="x">Hi</b>' };
		const sent = changeDraft(startDraft(experience), put('b', raw));
		const [a, b] = sent.history.present.variants;
		if (!a || !b) throw new Error('no variants');
		const kept: Edit = { ...raw, html: '<b>Hi</b>' };
		const base = { ...experience, variants: [a, { ...b, edits: [kept] }] };
		const saved = takeCleaned(rebaseDraft(sent, base, sent.history.present), sent.history.present);
		expect(saved.cleaned).toEqual(['x']);
		expect(edits(saved.draft, 'b')).toEqual([kept]);
		expect(isUnsaved(saved.draft)).toBe(false);
		const meanwhile = changeDraft(sent, put('b', { ...raw, html: '<i>Newer</i>' }));
		const later = takeCleaned(rebaseDraft(meanwhile, base, sent.history.present), sent.history.present);
		expect(edits(later.draft, 'b')).toEqual([{ ...raw, html: '<i>Newer</i>' }]);
		expect(isUnsaved(later.draft)).toBe(true);
	});

	it('is not unsaved because the keys of what came back stand in another order', () => {
		const draft = startDraft(experience);
		const again = changeDraft(draft, put('a', { value: 'Hello', selector: '#title', kind: 'text', id: 'title' }));
		expect(again).toBe(draft);
	});

	it('rewords an edit in its place and touches no other variant', () => {
		let draft = changeDraft(startDraft(experience), put('a', text('second', 'Two')));
		draft = changeDraft(draft, put('a', text('title', 'Hello again')));
		expect(edits(draft, 'a')).toEqual([text('title', 'Hello again'), text('second', 'Two')]);
		expect(edits(draft, 'b')).toEqual([]);
	});

	it('has its edits made in the order that is chosen, within the ends of the list', () => {
		const move = (editId: string, by: -1 | 1): Change => ({ kind: 'move-edit', variantId: 'a', editId, by });
		const draft = changeDraft(startDraft(experience), put('a', text('second', 'Two')));
		const turned = changeDraft(draft, move('second', -1));
		expect(edits(turned, 'a')?.map(({ id }) => id)).toEqual(['second', 'title']);
		expect(changeDraft(turned, move('second', -1))).toBe(turned);
		expect(changeDraft(turned, move('title', 1))).toBe(turned);
		expect(changeDraft(turned, move('unknown', 1))).toBe(turned);
	});

	it('takes no step for a change that changes nothing', () => {
		const draft = startDraft(experience);
		expect(changeDraft(draft, put('a', text('title', 'Hello')))).toBe(draft);
		expect(changeDraft(draft, { kind: 'remove-edit', variantId: 'a', editId: 'unknown' })).toBe(draft);
		expect(changeDraft(draft, { kind: 'undo' })).toBe(draft);
		expect(changeDraft(draft, { kind: 'redo' })).toBe(draft);
	});

	it('forgets what was undone once something new is done', () => {
		let draft = changeDraft(startDraft(experience), put('b', text('x', '1')));
		draft = changeDraft(changeDraft(draft, { kind: 'undo' }), put('b', text('x', '2')));
		expect(changeDraft(draft, { kind: 'redo' })).toBe(draft);
	});

	it('comes back to the start by undoing all, and to the end by redoing all, whatever was done', () => {
		fc.assert(
			fc.property(fc.array(anyChange, { maxLength: 40 }), (changes) => {
				const end = changes.reduce(changeDraft, startDraft(experience));
				const settled = repeat(end, { kind: 'redo' });
				const start = repeat(settled, { kind: 'undo' });
				expect(isUnsaved(start)).toBe(false);
				expect(repeat(start, { kind: 'redo' }).history.present).toEqual(settled.history.present);
			}),
		);
	});
});

function repeat(draft: ReturnType<typeof startDraft>, change: Change): ReturnType<typeof startDraft> {
	const next = changeDraft(draft, change);
	return next === draft ? draft : repeat(next, change);
}
