import * as v from 'valibot';
import { parseOrRefuse } from '../parse.ts';
import { signalsSchema } from '../selector/schema.ts';
import { attributeComplaint, htmlComplaint, isUntouchable } from './safety.ts';
import { selectorComplaint } from './selector-complaint.ts';
import type { Edit } from './types.ts';

/** A variant that needs more is another page. */
const maxEdits = 200;

const base = {
	id: v.pipe(v.string(), v.nonEmpty(), v.maxLength(100)),
	selector: v.pipe(
		v.string(),
		v.trim(),
		v.nonEmpty(),
		v.maxLength(1_000),
		v.check(
			(selector) => selectorComplaint(selector) === null,
			({ input }) => selectorComplaint(input) ?? '',
		),
	),
	expect: v.exactOptional(
		v.object({
			tag: v.exactOptional(
				v.pipe(
					v.string(),
					v.maxLength(100),
					v.check((tag) => !isUntouchable(tag), 'Edits do not touch elements of this kind.'),
				),
			),
			text: v.exactOptional(v.pipe(v.string(), v.maxLength(10_000))),
		}),
	),
	signals: v.exactOptional(signalsSchema),
};

const className = v.pipe(v.string(), v.maxLength(200), v.regex(/^[^\s]+$/, 'A class is one word.'));
const classNames = v.pipe(v.array(className), v.maxLength(50));

const attributeEdit = v.pipe(
	v.object({
		...base,
		kind: v.literal('attribute'),
		name: v.pipe(v.string(), v.maxLength(100)),
		value: v.nullable(v.pipe(v.string(), v.maxLength(10_000))),
	}),
	v.rawCheck(({ dataset, addIssue }) => {
		if (!dataset.typed) return;
		const complaint = attributeComplaint(dataset.value.name, dataset.value.value);
		if (complaint) addIssue({ message: complaint });
	}),
);

const html = v.pipe(
	v.string(),
	v.nonEmpty(),
	v.maxLength(100_000),
	v.rawCheck(({ dataset, addIssue }) => {
		const complaint = dataset.typed ? htmlComplaint(dataset.value) : null;
		if (complaint) addIssue({ message: complaint });
	}),
);

/** One edit as JSON. Unknown fields are dropped. */
export const editSchema = v.variant('kind', [
	v.object({ ...base, kind: v.literal('text'), value: v.pipe(v.string(), v.maxLength(20_000)) }),
	attributeEdit,
	v.object({ ...base, kind: v.literal('class'), add: classNames, remove: classNames }),
	v.object({ ...base, kind: v.literal('hide') }),
	v.object({
		...base,
		kind: v.literal('insert'),
		position: v.picklist(['before', 'prepend', 'append', 'after']),
		html,
	}),
]);

/** A variant's edits: at most 200, each id once. */
export const editsSchema = v.pipe(
	v.array(editSchema),
	v.maxLength(maxEdits),
	v.check((edits) => new Set(edits.map((edit) => edit.id)).size === edits.length, 'Two edits have the same id.'),
);

/** Parses a variant's edits. Refuses (`edit-invalid`, with path) wrong shapes and whatever would put code into a page. */
export function parseEdits(json: unknown): readonly Edit[] {
	return parseOrRefuse(editsSchema, json, 'edit-invalid');
}
