/** Scripts without spaces between words: each character counts as one. */
const wordPattern = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{N}\p{M}]+/gu;

/** Longer than any word that is one; a token in a page's text must not fill what is kept of an element. */
const maxWord = 24;

/** The words of a text as pages are compared by: lower case, no punctuation but where there is nothing else, compatible characters alike. */
export function wordsOf(text: string): string[] {
	const plain = text.normalize('NFKC').toLowerCase();
	const found = plain.match(wordPattern) ?? plain.match(/\S+/g) ?? [];
	return found.map((word) => cut(word, maxWord));
}

/** The beginning of a text, with no half of a character at its end. */
export function cut(text: string, length: number): string {
	return text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
}

/** What of an address survives a move to another host, a new version or a campaign: the path, without a build's hash. */
export function placeOf(address: string): string {
	const path = address
		.slice(0, maxAddress)
		.trim()
		.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '')
		.replace(/[?#].*$/s, '');
	return cut(path.replace(/[.-][0-9a-f]{6,}(?=\.\w+$)/i, ''), maxPlace);
}

/** The last part of an address: `hero.jpg` of `/static/4f2a/hero.jpg?w=200`. */
export function fileOf(address: string): string {
	return (
		placeOf(address.startsWith('data:') ? '' : address)
			.split('/')
			.at(-1) ?? ''
	);
}

const maxPlace = 120;
const maxAddress = 2_000;
