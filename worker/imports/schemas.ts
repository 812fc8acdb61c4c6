import * as v from 'valibot';
import { dateFormats, delimiters, encodings, importKinds, valueTypes } from '../../core/import/index.ts';
import { fileMaxBytes } from './parts.ts';
import { importStates } from './schema.ts';

const Instant = v.pipe(v.string(), v.isoTimestamp());
const Kind = v.pipe(
	v.picklist(importKinds),
	v.description('What each line is: a person, something that somebody did, or a company.'),
);

export const NewImport = v.object({
	name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200), v.description('The file’s.')),
	kind: Kind,
	siteId: v.string(),
	bytes: v.pipe(
		v.number(),
		v.integer(),
		v.minValue(1, 'The file is empty.'),
		v.maxValue(fileMaxBytes, 'A file may have at most 2 GB.'),
	),
	asOf: v.optional(
		v.pipe(
			Instant,
			v.description(
				'When the file’s word was true, where a row does not say so; left out, now, or when the same file came first.',
			),
		),
	),
});

const Format = v.object({
	type: v.picklist(['csv', 'ndjson']),
	encoding: v.picklist(encodings),
	delimiter: v.picklist(delimiters),
	quote: v.picklist(['"', "'"]),
	header: v.boolean(),
});

const Mapping = v.object({
	columns: v.pipe(
		v.array(
			v.object({
				column: v.string(),
				to: v.pipe(
					v.string(),
					v.description(
						'`userId`, `anonymousId`, `email`, `timestamp`, `event`, `traits.…`, `properties.…`, `groupId`, `account.…` (a company’s traits), or empty.',
					),
				),
				type: v.picklist(valueTypes),
				format: v.exactOptional(v.picklist(dateFormats)),
				separator: v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(5))),
			}),
		),
		v.maxLength(1_000),
	),
	event: v.exactOptional(v.pipe(v.string(), v.maxLength(200))),
	timeZone: v.string(),
	decimal: v.picklist(['.', ',']),
});

export const PreviewQuestion = v.object({ format: v.optional(Format), mapping: v.optional(Mapping) });
export const ImportSettings = v.object({ format: Format, mapping: Mapping });

const Refused = v.object({
	line: v.number(),
	column: v.nullable(v.string()),
	code: v.string(),
	message: v.string(),
	hint: v.nullable(v.string()),
});
export const RefusedBody = Refused;

export const PreviewBody = v.object({
	format: Format,
	columns: v.array(v.string()),
	mapping: Mapping,
	doubtful: v.pipe(v.array(v.string()), v.description('Columns with dates that could be read in two ways.')),
	rows: v.array(
		v.object({
			line: v.number(),
			cells: v.record(v.string(), v.unknown()),
			call: v.nullable(v.record(v.string(), v.unknown())),
			account: v.pipe(v.nullable(v.record(v.string(), v.unknown())), v.description('A group call of the same person.')),
			refusal: v.nullable(Refused),
		}),
	),
});

const Totals = v.object({
	rows: v.number(),
	refused: v.number(),
	fresh: v.pipe(v.number(), v.description('Events that were not here.')),
	duplicates: v.pipe(v.number(), v.description('Events that were here already.')),
	people: v.pipe(
		v.optional(v.object({ new: v.number(), changed: v.number(), unchanged: v.number() })),
		v.description('People, or companies; counted by a dry run only.'),
	),
	examples: v.optional(
		v.array(
			v.object({
				who: v.string(),
				profileId: v.nullable(v.string()),
				line: v.number(),
				changes: v.array(v.object({ trait: v.string(), before: v.nullable(v.string()), after: v.string() })),
				events: v.number(),
			}),
		),
	),
});

export const ImportBody = v.object({
	id: v.string(),
	name: v.string(),
	kind: Kind,
	siteId: v.string(),
	bytes: v.number(),
	state: v.picklist(importStates),
	asOf: v.nullable(Instant),
	partBytes: v.number(),
	parts: v.pipe(v.array(v.number()), v.description('Numbers of the parts that are there, from 1.')),
	format: v.nullable(Format),
	mapping: v.nullable(Mapping),
	foreseen: v.nullable(Totals),
	totals: v.nullable(Totals),
	progress: v.nullable(
		v.object({
			read: v.pipe(v.number(), v.description('Bytes, of `bytes`.')),
			line: v.number(),
			totals: Totals,
			trouble: v.pipe(v.nullable(v.string()), v.description('Why the last try failed; it is tried again.')),
			startedAt: Instant,
			updatedAt: Instant,
		}),
	),
	createdAt: Instant,
	updatedAt: Instant,
});
