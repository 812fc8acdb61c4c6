/** base64url without padding (RFC 4648, section 5). */
export function toBase64Url(bytes: Uint8Array): string {
	const characters = Array.from(bytes, (byte) => String.fromCharCode(byte));
	return btoa(characters.join('')).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Takes what `toBase64Url` gives; throws on anything else. */
export function fromBase64Url(text: string): Uint8Array {
	const characters = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
	return Uint8Array.from(characters, (character) => character.charCodeAt(0));
}
