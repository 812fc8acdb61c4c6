const textMax = 40;

/** A value's look without the value: `"12,50"` becomes `"99,99"`, `12.5` becomes `99.9`, `"Ada"` becomes `"Aaa"`. */
export function maskValue(value: unknown): unknown {
	switch (typeof value) {
		case 'string':
			return value.length > textMax ? `${maskText(value.slice(0, textMax))}…` : maskText(value);
		case 'number':
			return Number(String(value).replace(/\d/g, '9'));
		case 'boolean':
			return value;
		default:
			if (value === null || value === undefined) return null;
			return Array.isArray(value) ? `list of ${value.length}` : 'object';
	}
}

function maskText(text: string): string {
	return text
		.toWellFormed()
		.replace(/\p{Lu}/gu, 'A')
		.replace(/\p{L}/gu, (letter) => (letter === 'A' ? 'A' : 'a'))
		.replace(/\p{N}/gu, '9');
}

/** A path whose words are kept, except those with long numbers or an @ in them: they may name somebody. */
export function maskWords(path: string): string {
	return path.replace(/[^/]*(?:@|%40|\d{5})[^/]*/gi, '…');
}
