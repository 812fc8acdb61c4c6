import { capitalise } from '../ui/format.ts';
import { sayBucket, sayDid, saySegment, saySequence } from './read-facts.ts';
import { sayValue } from './read-value.ts';
import { isObject, quote, type Reader, sayPath } from './read-words.ts';

type Names = (segmentId: string) => string;
const asIs: Names = (id) => id;

/** Nobody follows a sentence that nests deeper. */
const deepest = 12;

/**
 * A condition as a sentence, for people who do not read JSON: `Did Order Completed at least 2 times in the last 30 days, and plan
 * is “pro”`. An empty one is everyone. It never fails: what it does not know it quotes.
 */
export function readAloud(condition: unknown, names: Names = asIs): string {
	return capitalise(readOn(condition, names));
}

/** The same, to go on with in a sentence that has begun: `where plan is “pro”`. */
export function readOn(condition: unknown, names: Names = asIs): string {
	return sayCondition(condition, { names, depth: 0, condition: sayWithin });
}

function sayCondition(condition: unknown, reader: Reader): string {
	if (!isObject(condition)) return quote(condition);
	if (reader.depth > deepest) return '…';
	const deeper = { ...reader, depth: reader.depth + 1 };
	const entries = Object.entries(condition);
	const parts = entries.map(([key, value]) => {
		const said = sayPart(key, value, deeper);
		return entries.length > 1 && joinOf({ [key]: value }) === 'or' ? `(${said})` : said;
	});
	return parts.length === 0 ? 'everyone' : parts.join(', and ');
}

/** A condition within another: what has several parts stands in brackets, or nobody could hear where it ends. */
function sayWithin(condition: unknown, reader: Reader): string {
	const said = sayCondition(condition, reader);
	return joinOf(condition) === null ? said : `(${said})`;
}

/** Within a list of what must all hold, more of that needs no brackets. */
function sayWithinAll(condition: unknown, reader: Reader): string {
	return joinOf(condition) === 'and' ? sayCondition(condition, reader) : sayWithin(condition, reader);
}

/** By which word the parts of a condition are joined; null when there are no two of them. Does not recurse: conditions may nest deep. */
function joinOf(condition: unknown): 'and' | 'or' | null {
	for (let one = condition; isObject(one); ) {
		const [only, second] = Object.entries(one);
		if (second) return 'and';
		const [key, list] = only ?? [];
		if (!Array.isArray(list) || (key !== '$and' && key !== '$or' && key !== '$nor')) return null;
		if (list.length > 1) return key === '$and' ? 'and' : 'or';
		if (key === '$nor') return null;
		one = list[0];
	}
	return null;
}

function sayPart(key: string, value: unknown, reader: Reader): string {
	switch (key) {
		case '$and':
			return sayList(value, ', and ', reader, sayWithinAll);
		case '$or':
			return isEmpty(value) ? 'everyone' : `either ${sayList(value, ', or ', reader)}`;
		case '$nor':
			return isEmpty(value) ? 'nobody' : `neither ${sayList(value, ', nor ', reader)}`;
		case '$not':
			return `not: ${sayWithin(value, reader)}`;
		case '$segment':
			return saySegment(value, reader);
		case '$did':
			return sayDid(value, reader);
		case '$sequence':
			return saySequence(value, reader);
		case '$bucket':
			return sayBucket(value);
		default:
			return key.startsWith('$') ? `${key} ${quote(value)}` : `${sayPath(key)} ${sayValue(value, reader)}`;
	}
}

function sayList(value: unknown, glue: string, reader: Reader, say = sayWithin): string {
	if (!Array.isArray(value)) return quote(value);
	return isEmpty(value) ? 'everyone' : value.map((part) => say(part, reader)).join(glue);
}

function isEmpty(value: unknown): boolean {
	return Array.isArray(value) && value.length === 0;
}
