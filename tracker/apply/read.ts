import type { Edit, EditKind } from '../../core/edit/types.ts';

type Test = (value: unknown) => boolean;

const isString: Test = (value) => typeof value === 'string';
const isStringOrNull: Test = (value) => value === null || isString(value);
const isStrings: Test = (value) => Array.isArray(value) && value.every(isString);
const isPosition: Test = (value) => /^(before|prepend|append|after)$/.test(String(value));
const isStyle: Test = (value) => value === Object(value) && Object.values(Object(value)).every(isStringOrNull);

const html = { html: isString };
const position = { position: isPosition };

/** What each kind has beside what all have. What may be left out means no harm whatever it is. */
const fields: Readonly<Record<EditKind, Readonly<Record<string, Test>>>> = {
	text: { value: isString },
	html,
	attribute: { name: isString, value: isStringOrNull },
	class: { add: isStrings, remove: isStrings },
	style: { properties: isStyle },
	hide: {},
	remove: {},
	insert: { ...html, ...position },
	replace: html,
	move: { to: isString, ...position },
	image: { src: isString },
	link: { href: isString },
	css: { css: isString },
	redirect: { url: isString },
};

/**
 * Whether what was JSON is an edit. By hand, because a schema library would weigh more than all the executor;
 * strictly, because edits name methods to call and attributes to set.
 */
export function isEdit(json: unknown): json is Edit {
	const edit: Record<string, unknown> = Object(json);
	const { id, kind, selector, expect } = edit;
	const { tag, text }: Record<string, unknown> = Object(expect);
	const isWhole = (tests: Readonly<Record<string, Test>>) =>
		Object.entries(tests).every(([name, test]) => test(edit[name]));
	return (
		[id, selector, tag ?? '', text ?? ''].every(isString) &&
		Object.entries(fields).some(([name, tests]) => name === kind && isWhole(tests))
	);
}
