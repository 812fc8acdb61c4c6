import type { Edit } from '../../core/edit/types.ts';

const places = { before: 'before', prepend: 'at the start of', append: 'at the end of', after: 'after' } as const;

/** An edit as a sentence: `Text of h1 becomes “Welcome back”`. */
export function describeEdit(edit: Edit): string {
	const target = edit.selector || 'an element not chosen yet';
	switch (edit.kind) {
		case 'text':
			return `Text of ${target} becomes “${edit.value}”`;
		case 'attribute':
			return edit.value === null
				? `Attribute ${edit.name} of ${target} is removed`
				: `Attribute ${edit.name} of ${target} becomes “${edit.value}”`;
		case 'class':
			return `Classes of ${target}: ${classes(edit.add, edit.remove)}`;
		case 'html':
			return edit.html === '' ? `${target} is emptied` : `Content of ${target} becomes other HTML`;
		case 'style':
			return `Style of ${target}: ${styles(edit.properties)}`;
		case 'hide':
			return `${target} is hidden`;
		case 'remove':
			return `${target} is removed`;
		case 'replace':
			return `${target} is replaced by other HTML`;
		case 'move':
			return `${target} goes ${places[edit.position]} ${edit.to || 'an element not chosen yet'}`;
		case 'image':
			return `Image ${target} becomes ${edit.src || 'one not chosen yet'}`;
		case 'link':
			return `${target} leads to ${edit.href || 'a place not chosen yet'}${edit.newTab ? ', in a new tab' : ''}`;
		case 'css':
			return 'A style sheet is added';
		case 'redirect':
			return `Visitors are led to ${edit.url || 'a page not chosen yet'}`;
		case 'insert':
			return `HTML is inserted ${places[edit.position]} ${target}`;
	}
}

function classes(add: readonly string[], remove: readonly string[]): string {
	const parts = [...add.map((name) => `+${name}`), ...remove.map((name) => `−${name}`)];
	return parts.join(' ') || 'no change';
}

function styles(properties: Readonly<Record<string, string | null>>): string {
	const parts = Object.entries(properties).map(([name, value]) => (value === null ? `−${name}` : `${name}: ${value}`));
	return parts.join('; ') || 'no change';
}
