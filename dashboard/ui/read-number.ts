/** A number that somebody types; null for an empty box, NaN for what is none. */
export function readNumber(text: string): number | null {
	return text.trim() === '' ? null : Number(text.replace(',', '.'));
}
