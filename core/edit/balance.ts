const strings = /"(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*'/g;
const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** CSS with its strings emptied and its escapes taken for letters. A quotation mark that is left over is not closed. */
export function withoutStrings(css: string): string {
	return css.replace(strings, '""').replace(/\\[\s\S]/g, 'x');
}

/** The first bracket without its counterpart; null when all have theirs. For text without strings. */
export function firstUnbalanced(text: string): string | null {
	const open: string[] = [];
	for (const character of text) {
		if (closers[character] !== undefined) open.push(character);
		else if (')]}'.includes(character) && closers[open.pop() ?? ''] !== character) return character;
	}
	return open.pop() ?? null;
}
