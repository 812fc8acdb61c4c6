import * as v from 'valibot';
import { editSchema } from '../../core/edit/schema.ts';
import type { Edit, ElementEdit, InsertPosition } from '../../core/edit/types.ts';
import type { FormKind } from './kinds.ts';
import { readLines, styleFields, writeLines } from './read-style.ts';

/** What a form's fields hold, by name. */
export type Fields = Readonly<Record<string, string>>;

/** What an edit is about: an element, or (with an empty selector) the page. */
export type About = Pick<ElementEdit, 'selector' | 'expect' | 'signals'>;

/** A form that is open, for a new edit or for one that is there already. */
export interface OpenForm {
	/** The edit's. */
	readonly id: string;
	readonly isNew: boolean;
	readonly kind: FormKind;
	readonly about: About;
	/** The element's type; empty for the page, and where it is not known. */
	readonly tag: string;
	/** What it is about, for people. */
	readonly title: string;
	readonly fields: Fields;
	/** How the element is without the edit, by field. */
	readonly now: Fields;
	/** How surely the element is told from all others, from 0 to 1; null when that was not asked. */
	readonly confidence: number | null;
}

export const positions = ['before', 'prepend', 'append', 'after'] as const satisfies readonly InsertPosition[];

/** The edit that a form's fields make. What is wrong with it, `complaintAbout` says. */
export function editOf(kind: FormKind, id: string, { selector, expect, signals }: About, fields: Fields): Edit {
	const read = (name: string) => fields[name] ?? '';
	const words = (name: string) => read(name).split(/\s+/).filter(Boolean);
	const position = positions.find((one) => one === read('position')) ?? 'after';
	const base = { id, selector, ...(expect && { expect }), ...(signals && { signals }) };
	switch (kind) {
		case 'link': {
			const newTab = read('newTab');
			return { ...base, kind, href: read('href').trim(), ...(newTab !== '' && { newTab: newTab === 'yes' }) };
		}
		case 'image': {
			const alt = read('alt').trim();
			return { ...base, kind, src: read('src').trim(), ...(alt !== '' && { alt }) };
		}
		case 'style':
			return { ...base, kind, properties: propertiesOf(fields) };
		case 'html':
			return { ...base, kind, html: read('content') };
		case 'replace':
			return { ...base, kind, html: read('replacement') };
		case 'insert':
			return { ...base, kind, position, html: read('html') };
		case 'move':
			return { ...base, kind, position, to: read('to') };
		case 'class':
			return { ...base, kind, add: words('add'), remove: words('remove') };
		case 'attribute':
			return { ...base, kind, name: read('name').trim(), value: read('value') || null };
		case 'remove':
			return { ...base, kind };
		case 'css':
			return { id, selector: '', kind, css: read('css') };
		case 'redirect':
			return { id, selector: '', kind, url: read('url').trim() };
	}
}

function propertiesOf(fields: Fields): Readonly<Record<string, string | null>> {
	const own = styleFields.flatMap(([name]) => {
		const value = fields[name]?.trim();
		return value ? [[name, value] as const] : [];
	});
	return { ...readLines(fields.lines ?? ''), ...Object.fromEntries(own) };
}

/** The fields of a form for an edit that is there already. */
export function fieldsOf(edit: Edit): Fields {
	switch (edit.kind) {
		case 'link':
			return { href: edit.href, newTab: edit.newTab === undefined ? '' : edit.newTab ? 'yes' : 'no' };
		case 'image':
			return { src: edit.src, alt: edit.alt ?? '' };
		case 'style': {
			const all = Object.entries(edit.properties);
			const hasField = (name: string, value: string | null) =>
				value !== null && styleFields.some(([known]) => known === name);
			return {
				...Object.fromEntries(
					all.flatMap(([name, value]) => (value !== null && hasField(name, value) ? [[name, value]] : [])),
				),
				lines: writeLines(Object.fromEntries(all.filter(([name, value]) => !hasField(name, value)))),
			};
		}
		case 'html':
			return { content: edit.html };
		case 'replace':
			return { replacement: edit.html };
		case 'insert':
			return { position: edit.position, html: edit.html };
		case 'move':
			return { position: edit.position, to: edit.to };
		case 'class':
			return { add: edit.add.join(' '), remove: edit.remove.join(' ') };
		case 'attribute':
			return { name: edit.name, value: edit.value ?? '' };
		case 'css':
			return { css: edit.css };
		case 'redirect':
			return { url: edit.url };
		default:
			return {};
	}
}

/** What a form for the page as a whole says that it is about. */
export const pageTitle = 'the whole page';

/** A form for an edit that is there already; null for what has none. */
export function formFor(edit: Edit): OpenForm | null {
	if (edit.kind === 'text' || edit.kind === 'hide') return null;
	const { id, kind, selector, expect, signals } = edit;
	const about: About = { selector, ...(expect && { expect }), ...(signals && { signals }) };
	return {
		...{ id, isNew: false, kind, about, tag: expect?.tag ?? '' },
		title: selector === '' ? pageTitle : (expect?.tag ?? 'this element'),
		...{ fields: fieldsOf(edit), now: {}, confidence: null },
	};
}

/** Kinds of which an element needs one edit only: choosing one anew goes on with the edit that is there. */
const onlyOnce: ReadonlySet<FormKind> = new Set([
	'link',
	'image',
	'style',
	'html',
	'replace',
	'move',
	'class',
	'remove',
	'css',
	'redirect',
]);

/**
 * The form with another kind chosen: what was filled in stays, and where the variant has such an edit of the element, it is that one.
 * @param newId of an edit that is not there yet
 */
export function withKind(form: OpenForm, kind: FormKind, edits: readonly Edit[], newId: string): OpenForm {
	const known = onlyOnce.has(kind)
		? edits.find((edit) => edit.kind === kind && edit.selector === form.about.selector)
		: undefined;
	const fields = known ? { ...form.fields, ...fieldsOf(known) } : form.fields;
	return { ...form, kind, id: known?.id ?? newId, isNew: known === undefined, fields };
}

/** What the form would make of the page as it is filled in now; null while that would be refused. */
export function sketchOf({ kind, id, about, fields }: OpenForm): Edit | null {
	const edit = editOf(kind, id, about, fields);
	return complaintAbout(edit) === null ? edit : null;
}

/** Why an edit would be refused, in a sentence, as the workspace would say it when it is saved; null when it would not be. */
export function complaintAbout(edit: Edit): string | null {
	if (edit.kind === 'class' && edit.add.length + edit.remove.length === 0) return 'Which classes?';
	if (edit.kind === 'attribute' && edit.name === '') return 'Which attribute?';
	const parsed = v.safeParse(editSchema, edit, { abortPipeEarly: true });
	return parsed.success ? null : parsed.issues[0].message;
}
