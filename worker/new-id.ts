const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/** `length` random base32 characters (5 bits each) from the platform's secure generator. */
export function randomText(length: number): string {
	const bytes = crypto.getRandomValues(new Uint8Array(length));
	return Array.from(bytes, (byte) => ALPHABET.charAt(byte & 31)).join('');
}

/** A new id of what people make in the dashboard: `seg_k3j5…`, prefix and 12 random characters (60 bits). */
export function newId(
	prefix: 'site' | 'seg' | 'jrn' | 'msg' | 'exp' | 'goal' | 'usr' | 'acc' | 'imp' | 'era' | 'enr' | 'whk',
): string {
	return `${prefix}_${randomText(12)}`;
}
