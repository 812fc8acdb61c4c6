import type { EditOf } from './types.ts';

/** The attributes that an edit sets, in order; a null takes one away. The same for both executors. */
export function attributesOf(
	edit: EditOf<'attribute'> | EditOf<'image'> | EditOf<'link'>,
): readonly (readonly [name: string, value: string | null])[] {
	if (edit.kind === 'attribute') return [[edit.name, edit.value]];
	if (edit.kind === 'image') {
		// A browser prefers what srcset offers to any src.
		const pictures = [
			['src', edit.src],
			['srcset', null],
			['sizes', null],
		] as const;
		return edit.alt === undefined ? pictures : [...pictures, ['alt', edit.alt]];
	}
	const { href, newTab } = edit;
	if (newTab === undefined) return [['href', href]];
	return [
		['href', href],
		['target', newTab ? '_blank' : null],
		['rel', newTab ? 'noopener' : null],
	];
}
