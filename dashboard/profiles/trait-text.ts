/** How a trait's value is typed in. */
export type TraitType = 'text' | 'number' | 'boolean' | 'json';

/** A value as text in a form, with its type. */
export function traitText(value: unknown): { readonly type: TraitType; readonly text: string } {
	if (typeof value === 'string') return { type: 'text', text: value };
	if (typeof value === 'number') return { type: 'number', text: String(value) };
	if (typeof value === 'boolean') return { type: 'boolean', text: String(value) };
	return value === null || value === undefined
		? { type: 'text', text: '' }
		: { type: 'json', text: JSON.stringify(value) };
}

/** The other way round: a value, or what is wrong with the text. */
export function readTrait(type: TraitType, text: string): { readonly value: unknown } | { readonly problem: string } {
	switch (type) {
		case 'text':
			return { value: text };
		case 'boolean':
			return { value: text === 'true' };
		case 'number': {
			const number = Number(text);
			return text.trim() !== '' && Number.isFinite(number) ? { value: number } : { problem: 'This is no number.' };
		}
		case 'json':
			try {
				return { value: JSON.parse(text) };
			} catch {
				return { problem: 'This is no JSON.' };
			}
	}
}
