import { refuse, refuseNotJson } from './refuse.ts';

/** How large a condition may be as JSON, in bytes. */
export const maxBytes = 64 * 1024;
/** How deep the test of one value, or `where`, may nest: data is no deeper. */
export const deepestInside = 32;

export const tooDeep = `The test of a value or an event nests deeper than ${deepestInside} levels.`;

/** Refuses a condition that is too large, or no JSON, before anything looks into it. Does not recurse: it must not overflow either. */
export function checkLimits(json: unknown): void {
	let bytes = 0;
	const open: unknown[] = [json];
	while (open.length > 0) {
		bytes += take(open.pop(), open);
		if (bytes > maxBytes) {
			refuse(
				'',
				'The condition is larger than 64 KB.',
				'Keep a long list of people as a segment of the kind list, and ask for it with $segment.',
			);
		}
	}
}

/** The bytes that a value adds to the JSON but for what is in it, which goes to `open`. */
function take(value: unknown, open: unknown[]): number {
	if (typeof value === 'string') return bytesOf(value);
	if (value === null || typeof value === 'boolean') return String(value).length;
	if (typeof value === 'number') return Number.isFinite(value) ? String(value).length : refuseNotJson();
	if (value === undefined) return 0;
	if (typeof value !== 'object') refuseNotJson();
	if (Array.isArray(value)) {
		for (const item of value) open.push(item);
		return 1 + Math.max(1, value.length);
	}
	const entries = Object.entries(value);
	let bytes = 1 + Math.max(1, entries.length);
	for (const [key, inner] of entries) {
		open.push(inner);
		bytes += bytesOf(key) + 1;
	}
	return bytes;
}

/** Whether lists and objects nest deeper within a value than data does. Does not recurse. */
export function isTooDeep(value: unknown): boolean {
	let level = [value];
	for (let depth = 0; level.length > 0; depth++) {
		if (depth > deepestInside) return true;
		level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
	}
	return false;
}

function bytesOf(text: string): number {
	if (text.length > maxBytes) return text.length;
	return new TextEncoder().encode(JSON.stringify(text)).length;
}
