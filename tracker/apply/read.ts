import type { Edit, InsertPosition } from '../../core/edit/types.ts';

const positions: readonly InsertPosition[] = ['before', 'prepend', 'append', 'after'];

/**
 * Reads an edit from JSON, or answers null. By hand, because a schema library would weigh more than all the executor;
 * strictly, because it names methods to call and attributes to set.
 */
export function readEdit(value: unknown): Edit | null {
	const { id, kind, selector, expect, ...rest }: Record<string, unknown> = Object(value);
	if (!isString(id) || !isString(selector)) return null;
	const base = { id, selector, expect: readExpect(expect) };
	const { value: text, name, add, remove, position: where, html } = rest;
	const position = positions.find((known) => known === where);
	if (kind === 'text' && isString(text)) return { ...base, kind, value: text };
	if (kind === 'attribute' && isString(name) && (text === null || isString(text))) {
		return { ...base, kind, name, value: text };
	}
	if (kind === 'class' && isStrings(add) && isStrings(remove)) return { ...base, kind, add, remove };
	if (kind === 'hide') return { ...base, kind };
	if (kind === 'insert' && position && isString(html)) return { ...base, kind, position, html };
	return null;
}

function readExpect(value: unknown): NonNullable<Edit['expect']> {
	const { tag, text }: Record<string, unknown> = Object(value);
	return { ...(isString(tag) && { tag }), ...(isString(text) && { text }) };
}

function isString(value: unknown): value is string {
	return typeof value === 'string';
}

function isStrings(value: unknown): value is string[] {
	return Array.isArray(value) && value.every(isString);
}
