import type { Fields } from './fields.ts';
import { isObject } from './read-words.ts';

const keys = ['event', 'where', 'within', 'calendar', 'since', 'until', 'timeZone'];
const aggregates = ['sum', 'avg', 'min', 'max', 'distinct', 'first', 'last'];

/** `$did` as its row shows it. */
export interface ShownDid {
	readonly fields: Fields;
	readonly event: string;
	/** `sum` and the like, when it asks how much. */
	readonly aggregate: string | undefined;
}

/** What the row of `$did` shows; null for what has no fields there. How often and how much at once has none: one would hide the other. */
export function readDid(json: unknown): ShownDid | null {
	if (!isObject(json) || typeof json.event !== 'string') return null;
	const aggregate = aggregates.find((name) => Object.hasOwn(json, name));
	const known = [...keys, aggregate ?? 'count'];
	const isKnown = (key: string) => known.includes(key) || (aggregate !== undefined && key.startsWith('$'));
	return Object.keys(json).every(isKnown) ? { fields: json, event: json.event, aggregate } : null;
}
