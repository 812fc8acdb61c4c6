import type { Edit, EditKind } from '../../core/edit/types.ts';

/** The kinds that have a form. Texts are written where they stand, and hiding is one click. */
export type FormKind = Exclude<EditKind, 'text' | 'hide'>;

interface KindOfEdit {
	readonly kind: FormKind;
	readonly name: string;
	/** What it does, where its fields do not say so. */
	readonly says?: string;
}

/** What can be done to an element, in the order in which it is offered. */
const ofElements: readonly KindOfEdit[] = [
	{ kind: 'link', name: 'Link' },
	{ kind: 'image', name: 'Picture' },
	{ kind: 'style', name: 'Style' },
	{ kind: 'html', name: 'HTML' },
	{ kind: 'insert', name: 'Insert' },
	{ kind: 'move', name: 'Move' },
	{ kind: 'class', name: 'Classes' },
	{ kind: 'attribute', name: 'Attribute' },
	{ kind: 'replace', name: 'Replace' },
	{ kind: 'remove', name: 'Remove', says: 'It is taken out of the page, also for the page’s scripts.' },
];

/** What can be done to a page as a whole. */
export const ofPages: readonly KindOfEdit[] = [
	{ kind: 'css', name: 'Style sheet' },
	{
		kind: 'redirect',
		name: 'Redirect',
		says: 'Visitors are led there in place of this page, with the query kept. The preview stays here.',
	},
];

/** Elements that hold nothing: there is no inside to write into. */
const empty = /^(?:area|br|col|embed|hr|img|input|link|source|track|wbr)$/;

/** What can be done to an element of this type. */
export function kindsFor(tag: string): readonly KindOfEdit[] {
	return ofElements.filter(({ kind }) => {
		if (kind === 'link') return tag === 'a' || tag === 'area';
		if (kind === 'image') return tag === 'img';
		return kind !== 'html' || !empty.test(tag);
	});
}

/** What a form of this kind says beside its fields; undefined when they say it all. */
export function saysOf(kind: FormKind): string | undefined {
	return [...ofElements, ...ofPages].find((one) => one.kind === kind)?.says;
}

const places = { before: 'before', prepend: 'first in', append: 'last in', after: 'after' } as const;

/** An edit as a name in a list. */
export function nameOf(edit: Edit): string {
	switch (edit.kind) {
		case 'text':
			return 'Text';
		case 'html':
			return 'HTML inside';
		case 'attribute':
			return edit.value === null ? `Attribute ${edit.name} removed` : `Attribute ${edit.name} = ${edit.value}`;
		case 'class':
			return `Classes ${[...edit.add.map((name) => `+${name}`), ...edit.remove.map((name) => `−${name}`)].join(' ')}`;
		case 'style':
			return `Style ${Object.keys(edit.properties).join(', ')}`;
		case 'hide':
			return 'Hidden';
		case 'remove':
			return 'Removed';
		case 'insert':
			return `HTML inserted ${places[edit.position]} it`;
		case 'replace':
			return 'Replaced';
		case 'move':
			return `Moved ${places[edit.position]} ${edit.to}`;
		case 'image':
			return `Picture ${edit.src}`;
		case 'link':
			return `Leads to ${edit.href}`;
		case 'css':
			return 'Style sheet';
		case 'redirect':
			return `Visitors are led to ${edit.url}`;
	}
}

/** What is written in an edit, for a list, as far as its name does not say it. */
export function contentOf(edit: Edit): string | null {
	if ('html' in edit) return edit.html || 'nothing';
	if (edit.kind === 'css') return edit.css;
	if (edit.kind === 'style') {
		return Object.entries(edit.properties)
			.map(([name, value]) => (value === null ? `no ${name}` : `${name}: ${value}`))
			.join('; ');
	}
	return null;
}
