/** As a browser reads a scheme: character references decoded, spaces and control characters ignored, lower case. */
export function squeeze(text: string): string {
	return (
		decodeReferences(text)
			// biome-ignore lint/suspicious/noControlCharactersInRegex: browsers ignore them within a scheme
			.replace(/[\u0000-\u0020\u007f-\u00a0\u2028\u2029]+/g, '')
			.toLowerCase()
	);
}

const named: Readonly<Record<string, string>> = { colon: ':', tab: '', newline: '', nbsp: '' };

/** The references that can spell a scheme: all numeric ones, and the few named ones of its characters. */
function decodeReferences(text: string): string {
	return text.replace(/&(?:#(?:x([0-9a-f]+)|(\d+))|(colon|tab|newline|nbsp));?/gi, (_, hex, decimal, name) => {
		if (name !== undefined) return named[String(name).toLowerCase()] ?? '';
		const code = hex === undefined ? Number.parseInt(decimal, 10) : Number.parseInt(hex, 16);
		return fromCode(code);
	});
}

/** A character by its number; none for a number beyond them. */
export function fromCode(code: number): string {
	return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}
