import { toBase64Url } from './base64url.ts';

/**
 * HMAC-SHA-256 of the text under the workspace's secret, base64url. `purpose` keeps a hash made for one thing from
 * being shown as one for another. Runs in the Worker and in Node alike.
 */
export async function keyedHash(secret: string, purpose: string, text: string): Promise<string> {
	const encoder = new TextEncoder();
	const algorithm = { name: 'HMAC', hash: 'SHA-256' };
	const key = await crypto.subtle.importKey('raw', encoder.encode(secret), algorithm, false, ['sign']);
	const signature = await crypto.subtle.sign('HMAC', key, encoder.encode(`${purpose}\n${text}`));
	return toBase64Url(new Uint8Array(signature));
}

/** Compares two texts in a time that does not tell how much of them is the same. */
export function sameText(a: string, b: string): boolean {
	let difference = a.length ^ b.length;
	for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
	return difference === 0;
}
