import * as v from 'valibot';
import { editSchema } from '../../core/edit/schema.ts';
import type { Edit, ElementEdit, InsertPosition } from '../../core/edit/types.ts';
import type { FormKind } from './kinds.ts';
import { readLines, styleFields, writeLines } from './read-style.ts';

/** What a form's fields hold, by name. */
export type Fields = Readonly<Record<string, string>>;

/** What an edit is about: an element, or (with an empty selector) the page. */
export type About = Pick<ElementEdit, 'selector' | 'expect' | 'signals'>;

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

/** Why an edit would be refused, in a sentence, as the workspace would say it when it is saved; null when it would not be. */
export function complaintAbout(edit: Edit): string | null {
	if (edit.kind === 'class' && edit.add.length + edit.remove.length === 0) return 'Which classes?';
	if (edit.kind === 'attribute' && edit.name === '') return 'Which attribute?';
	const parsed = v.safeParse(editSchema, edit, { abortPipeEarly: true });
	return parsed.success ? null : parsed.issues[0].message;
}
