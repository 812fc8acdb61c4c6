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
		case 'hide':
			return `${target} is hidden`;
		case 'insert':
			return `HTML is inserted ${places[edit.position]} ${target}`;
	}
}

function classes(add: readonly string[], remove: readonly string[]): string {
	const parts = [...add.map((name) => `+${name}`), ...remove.map((name) => `−${name}`)];
	return parts.join(' ') || 'no change';
}
