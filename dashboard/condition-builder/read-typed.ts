/**
 * What somebody means by the text that they type as a value. Loosely equal is what is stored, so text stays text, but where
 * numbers are expected a number is one.
 * @param before what stood there
 * @param types what was seen at this path
 */
export function readTyped(
	text: string,
	before: unknown,
	types: readonly string[],
	wantsNumber = false,
): string | number | boolean {
	const isNumeric = /^-?\d+(\.\d+)?$/.test(text.trim()) && Number.isFinite(Number(text));
	const number = isNumeric && String(Number(text)) === text.trim() ? Number(text) : null;
	const onlyNumbers = types.length > 0 && types.every((type) => type === 'number');
	if (number !== null && (wantsNumber || onlyNumbers || typeof before === 'number')) return number;
	if (types.length > 0 && types.every((type) => type === 'boolean') && /^(true|false)$/.test(text))
		return text === 'true';
	return text;
}
