import { fromBase64Url, toBase64Url } from './base64url.ts';

const NONCE_BYTES = 12;

/** Encrypts what must not be read from a copy of the database (AES-256-GCM under the workspace's secret), as text. */
export async function seal(secret: string, purpose: string, text: string): Promise<string> {
	const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
	const key = await keyOf(secret, purpose);
	const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, key, new TextEncoder().encode(text));
	return `${toBase64Url(nonce)}.${toBase64Url(new Uint8Array(sealed))}`;
}

/** Decrypts what `seal` gave. Throws when the secret is another one, or the text was changed. */
export async function unseal(secret: string, purpose: string, sealed: string): Promise<string> {
	const [nonce = '', bytes = ''] = sealed.split('.');
	const key = await keyOf(secret, purpose);
	const opened = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: fromBase64Url(nonce) }, key, fromBase64Url(bytes));
	return new TextDecoder().decode(opened);
}

async function keyOf(secret: string, purpose: string): Promise<CryptoKey> {
	const encoder = new TextEncoder();
	const material = await crypto.subtle.importKey('raw', encoder.encode(secret), 'HKDF', false, ['deriveKey']);
	const derivation = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: encoder.encode(purpose) };
	return crypto.subtle.deriveKey(derivation, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}
