/**
 * Text of a page's attributes as strings in which each byte beyond ASCII is a lone surrogate, so that it can be put back as it came
 * whatever the page's charset is, and is no character that a reference (`&eacute;`) may stand for.
 */

const first = 0xdc00;

/** Bytes of a page as such a string. */
export function pageText(bytes: Uint8Array): string {
	let text = '';
	for (const byte of bytes) text += String.fromCharCode(byte < 0x80 ? byte : first + byte);
	return text;
}

/** Such a string as bytes. Other characters than ASCII must be references by now. */
export function pageBytes(text: string): Uint8Array {
	const bytes = new Uint8Array(text.length);
	for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i) & 0xff;
	return bytes;
}

/** All other characters than ASCII and the page's own as references, which mean the same in every charset. */
export function withReferences(text: string): string {
	return text.replace(/[^\0-\x7f\udc80-\udcff]/gu, (character) => `&#${character.codePointAt(0)};`);
}

/** Such a string as people read it. */
export function readable(text: string, charset: string): string {
	return text.replace(/[\udc80-\udcff]+/g, (own) => new TextDecoder(charset).decode(pageBytes(own)));
}
