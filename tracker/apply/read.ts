import type { Edit } from '../../core/edit/types.ts';
import { refuse } from './outcome.ts';

/**
 * Whether what was JSON has what all edits have. By hand, because a schema library would weigh more than all the executor. What
 * each kind has besides is read where it is used, by the functions below, so that no kind costs more than the pages that have it.
 */
export function isEdit(json: unknown): json is Edit {
	const { id, kind, selector, expect }: Record<string, unknown> = Object(json);
	const { tag = '', text = '' }: Record<string, unknown> = Object(expect);
	return [id, kind, selector, tag, text].every(isString);
}

/** A text, as the types have it; refuses what is none, since types say nothing of JSON. */
export function readText(value: unknown): string {
	return isString(value) ? value : refuse();
}

/** A text, or null for what is to be taken away. */
export function readTextOrNull(value: unknown): string | null {
	return value === null ? value : readText(value);
}

/** One of the methods that put nodes into the page; refuses every other name. */
export function readPosition<Position extends string>(position: Position): Position {
	return /^(before|prepend|append|after)$/.test(readText(position)) ? position : refuse();
}

function isString(value: unknown): value is string {
	return typeof value === 'string';
}
