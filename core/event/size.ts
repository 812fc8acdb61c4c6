import { Refusal } from '../refusal.ts';
import { eventMaxBytes } from './limits.ts';

const encoder = new TextEncoder();

/** Refuses an event whose JSON takes more than 32 KB of UTF-8. `bytes`, when known, saves measuring. */
export function refuseOversize(event: object, bytes: number | undefined): void {
	if (bytes !== undefined && bytes <= eventMaxBytes) return;
	const json = toJson(event);
	// A UTF-16 code unit takes one to three bytes, so most events need no encoding to be known to fit or not.
	if (json.length * 3 <= eventMaxBytes) return;
	if (json.length <= eventMaxBytes && encoder.encode(json).length <= eventMaxBytes) return;
	throw new Refusal('event-size', `The event is larger than ${eventMaxBytes} bytes of JSON.`, {
		status: 413,
		hint: 'Send references to large things, not the things themselves.',
	});
}

function toJson(event: object): string {
	try {
		return JSON.stringify(event);
	} catch {
		throw new Refusal('event-shape', 'The event is not JSON: it has a cycle, or a value that JSON cannot hold.');
	}
}
