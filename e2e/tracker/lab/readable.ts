import { gunzipSync } from 'node:zlib';

/**
 * What a request says, as text to search in: its query and its body, inflated where it is gzip, with percent-encoding
 * undone, followed by what stands in it as base64. Trackers wrap their events in each of these.
 */
export function readable(query: string, body: Uint8Array): string {
	const texts = [query, inflated(body)].map(percentDecoded);
	return texts.flatMap((text) => [text, ...base64In(text)]).join('\n');
}

function inflated(body: Uint8Array): string {
	const isGzip = body[0] === 0x1f && body[1] === 0x8b;
	return Buffer.from(isGzip ? gunzipSync(body) : body).toString('utf8');
}

/** JSON has percent signs of its own, which are no encoding. */
function percentDecoded(text: string): string {
	if (!/^[\w-]+=/.test(text)) return text;
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

function base64In(text: string): string[] {
	const wrapped = text.match(/[A-Za-z0-9+/_-]{24,}={0,2}/g) ?? [];
	return wrapped.map((one) => Buffer.from(one, 'base64').toString('utf8')).filter((plain) => plain.includes('{'));
}
