import { capitalise } from '../ui/format.ts';
/** A condition as a sentence, for people who do not read JSON. It never fails: what it does not know it quotes. */
import { sayBucket, sayDid, saySegment, saySequence } from './read-facts.ts';
import { sayValue } from './read-value.ts';
import { isObject, quote, type Reader, sayPath } from './read-words.ts';

type Names = (segmentId: string) => string;
const asIs: Names = (id) => id;

/** Nobody follows a sentence that nests deeper. */
const deepest = 12;

/** `Did Order Completed at least 2 times in the last 30 days, and plan is “pro”`. An empty condition is everyone. */
export function readAloud(condition: unknown, names: Names = asIs): string {
	const words = sayCondition(condition, { names, depth: 0, condition: sayTogether });
	return capitalise(words);
}

function sayCondition(condition: unknown, reader: Reader): string {
	if (!isObject(condition)) return quote(condition);
	if (reader.depth > deepest) return '…';
	const deeper = { ...reader, depth: reader.depth + 1 };
	const entries = Object.entries(condition);
	const parts = entries.map(([key, value]) => {
		const words = sayPart(key, value, deeper);
		return entries.length > 1 && isSeveral({ [key]: value }) ? `(${words})` : words;
	});
	return parts.length === 0 ? 'everyone' : parts.join(', and ');
}

/** Whether its words are several with “and” or “or” between them: among others they need parentheses to stay together. */
function isSeveral(condition: unknown): boolean {
	if (!isObject(condition)) return false;
	const [first, ...others] = Object.entries(condition);
	if (!first || others.length > 0) return others.length > 0;
	const [key, list] = first;
	if (!['$and', '$or', '$nor'].includes(key) || !Array.isArray(list)) return false;
	return list.length > 1 || isSeveral(list[0]);
}

function sayTogether(condition: unknown, reader: Reader): string {
	const words = sayCondition(condition, reader);
	return isSeveral(condition) ? `(${words})` : words;
}

function sayPart(key: string, value: unknown, reader: Reader): string {
	switch (key) {
		case '$and':
			return sayList(value, ', and ', reader);
		case '$or':
			return `either ${sayList(value, ', or ', reader)}`;
		case '$nor':
			return `neither ${sayList(value, ', nor ', reader)}`;
		case '$not':
			return `not: ${sayTogether(value, reader)}`;
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

function sayList(value: unknown, glue: string, reader: Reader): string {
	if (!Array.isArray(value)) return quote(value);
	if (value.length === 0) return 'everyone';
	const say = value.length > 1 ? sayTogether : sayCondition;
	return value.map((part) => say(part, reader)).join(glue);
}
