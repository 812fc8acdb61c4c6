import type { Edit } from '../../core/edit/types.ts';
import type { Experience } from '../../core/release/types.ts';

const filled = (items: readonly string[]): string[] => items.map((item) => item.trim()).filter(Boolean);

/** Drops what is only there while typing: blank lines among the pages, empty class names, spaces around selectors. */
export function tidyExperience<E extends Omit<Experience, 'id'>>(experience: E): E {
	return {
		...experience,
		name: experience.name.trim() || 'Untitled experience',
		pages: {
			...experience.pages,
			include: filled(experience.pages.include),
			exclude: filled(experience.pages.exclude),
		},
		variants: experience.variants.map((variant) => ({ ...variant, edits: variant.edits.map(tidyEdit) })),
	};
}

function tidyEdit(edit: Edit): Edit {
	if (edit.kind === 'css' || edit.kind === 'redirect') return edit;
	const selector = edit.selector.trim();
	if (edit.kind === 'move') return { ...edit, selector, to: edit.to.trim() };
	if (edit.kind === 'class') return { ...edit, selector, add: filled(edit.add), remove: filled(edit.remove) };
	return { ...edit, selector };
}
