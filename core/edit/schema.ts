import * as v from 'valibot';
import { parseOrRefuse } from '../parse.ts';
import { signalsSchema } from '../selector/schema.ts';
import { cssComplaint, styleComplaint } from './css-safety.ts';
import { liquidComplaint, withoutLiquid } from './liquid-positions.ts';
import { attributeComplaint, htmlComplaint, isUntouchable, urlComplaint } from './safety.ts';
import { selectorComplaint } from './selector-complaint.ts';
import type { Edit } from './types.ts';

/** A variant that needs more is another page. */
const maxEdits = 200;

const id = v.pipe(v.string(), v.nonEmpty(), v.maxLength(100));

const selector = v.pipe(
	v.string(),
	v.trim(),
	v.nonEmpty('Which element?'),
	v.maxLength(1_000),
	accepted(selectorComplaint),
);

const base = {
	id,
	selector,
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

const longHtml = v.pipe(v.string(), v.maxLength(100_000), accepted(liquidComplaint), accepted(htmlComplaint));
const html = v.pipe(longHtml, v.nonEmpty('The HTML is missing.'));
const position = v.picklist(['before', 'prepend', 'append', 'after']);

const styleEdit = v.pipe(
	v.object({
		...base,
		kind: v.literal('style'),
		properties: v.pipe(
			v.record(v.string(), v.nullable(v.pipe(v.string(), v.maxLength(2_000)))),
			v.minEntries(1, 'Which property of the style?'),
			v.maxEntries(50),
		),
	}),
	v.rawCheck(({ dataset, addIssue }) => {
		if (!dataset.typed) return;
		for (const [name, value] of Object.entries(dataset.value.properties)) {
			const message = styleComplaint(name, value === null ? null : withoutLiquid(value));
			const step = { type: 'object', origin: 'value' } as const;
			const path = [
				{ ...step, input: { ...dataset.value }, key: 'properties', value: dataset.value.properties },
				{ ...step, input: { ...dataset.value.properties }, key: name, value },
			] as const;
			if (message) addIssue({ message, path: [...path] });
		}
	}),
);

function url(place: string) {
	return v.pipe(
		v.string(),
		v.trim(),
		v.nonEmpty('The address is missing.'),
		v.maxLength(8_000),
		accepted(liquidComplaint),
		accepted((text) => urlComplaint(text, place)),
	);
}

/** Edits of the page name no element. */
const pageBase = { id, selector: v.optional(v.literal(''), '') };

/** One edit as JSON. Unknown fields are dropped. */
export const editSchema = v.variant('kind', [
	v.object({
		...base,
		kind: v.literal('text'),
		value: v.pipe(v.string(), v.maxLength(20_000), accepted(liquidComplaint)),
	}),
	v.object({ ...base, kind: v.literal('html'), html: longHtml }),
	attributeEdit,
	v.object({ ...base, kind: v.literal('class'), add: classNames, remove: classNames }),
	styleEdit,
	v.object({ ...base, kind: v.literal('hide') }),
	v.object({ ...base, kind: v.literal('remove') }),
	v.object({ ...base, kind: v.literal('insert'), position, html }),
	v.object({ ...base, kind: v.literal('replace'), html }),
	v.object({ ...base, kind: v.literal('move'), to: selector, position }),
	v.object({
		...base,
		kind: v.literal('image'),
		src: url('src'),
		alt: v.exactOptional(v.pipe(v.string(), v.maxLength(2_000))),
	}),
	v.object({ ...base, kind: v.literal('link'), href: url('href'), newTab: v.exactOptional(v.boolean()) }),
	v.object({
		...pageBase,
		kind: v.literal('css'),
		css: v.pipe(
			v.string(),
			v.nonEmpty('The style sheet is empty.'),
			v.maxLength(100_000),
			accepted((css) => cssComplaint(withoutLiquid(css))),
		),
	}),
	v.object({ ...pageBase, kind: v.literal('redirect'), url: url('url') }),
]);

/** A variant's edits: at most 200, each id once. */
export const editsSchema = v.pipe(
	v.array(editSchema),
	v.maxLength(maxEdits),
	v.check((edits) => new Set(edits.map((edit) => edit.id)).size === edits.length, 'Two edits have the same id.'),
);

/** A check that says what a complaint says. */
function accepted(complaintOf: (text: string) => string | null) {
	return v.rawCheck<string>(({ dataset, addIssue }) => {
		const complaint = dataset.typed ? complaintOf(dataset.value) : null;
		if (complaint) addIssue({ message: complaint });
	});
}

/** Parses a variant's edits. Refuses (`edit-invalid`, with path) wrong shapes and whatever would put code into a page. */
export function parseEdits(json: unknown): readonly Edit[] {
	return parseOrRefuse(editsSchema, json, 'edit-invalid');
}
