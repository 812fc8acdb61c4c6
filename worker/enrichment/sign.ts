/**
 * The header by which an endpoint knows that we call: `t=<seconds since 1970>,v1=<hex>`, where the latter is HMAC-SHA-256 of
 * `<t>.<body>` under the endpoint's signing secret, as Stripe signs webhooks.
 */
export async function signatureOf(secret: string, body: string, atSeconds: number): Promise<string> {
	const encoder = new TextEncoder();
	const algorithm = { name: 'HMAC', hash: 'SHA-256' };
	const key = await crypto.subtle.importKey('raw', encoder.encode(secret), algorithm, false, ['sign']);
	const bytes = new Uint8Array(await crypto.subtle.sign('HMAC', key, encoder.encode(`${atSeconds}.${body}`)));
	const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
	return `t=${atSeconds},v1=${hex}`;
}
