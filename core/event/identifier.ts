import { Refusal } from '../refusal.ts';
import { nameMaxLength } from './limits.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const unprintable = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufffd]/;

/**
 * An id as a sender gave it, or null when it gave none (absent, null or blank). Numbers become text, as Segment's
 * libraries do. Refuses anything else, control characters, over-long ids, and broken characters: replaced ones
 * could make two people's ids equal.
 */
export function readIdentifier(value: unknown, path: string): string | null {
	if (value === undefined || value === null) return null;
	const id = typeof value === 'number' && Number.isFinite(value) ? String(value) : value;
	if (typeof id !== 'string') throw refuse(path, 'is not a string');
	if (id.length > nameMaxLength) throw refuse(path, `is longer than ${nameMaxLength} characters`);
	if (unprintable.test(id) || !id.isWellFormed()) throw refuse(path, 'has control or broken characters');
	return id.trim() === '' ? null : id;
}

/** As `readIdentifier`, for ids that the call means nothing without. */
export function requireIdentifier(value: unknown, path: string, call: string): string {
	const id = readIdentifier(value, path);
	if (id === null) throw new Refusal('event-id', `A call of type ${call} needs a ${path}.`, { path });
	return id;
}

function refuse(path: string, complaint: string): Refusal {
	return new Refusal('event-id', `${path} ${complaint}.`, {
		path,
		hint: `Ids are printable text of at most ${nameMaxLength} characters.`,
	});
}
