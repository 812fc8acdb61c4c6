import * as v from 'valibot';
import { zoneOf } from '../condition/time/zone.ts';
import { editsSchema } from '../edit/schema.ts';
import { readInstant } from '../event/time.ts';
import { conditionSchema, parseOrRefuse } from '../parse.ts';
import { type Experience, holdoutId } from './types.ts';
import { valuesSchema } from './values.ts';

const id = v.pipe(v.string(), v.nonEmpty(), v.maxLength(100));
const name = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(200));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const audience = v.optional(v.nullable(conditionSchema), null);
const patterns = v.optional(v.pipe(v.array(v.pipe(v.string(), v.trim(), v.maxLength(2_000))), v.maxLength(100)), []);

const moment = v.optional(
	v.nullable(
		v.pipe(
			v.string(),
			v.check((text) => readInstant(text) !== null, 'This is not an ISO 8601 time, such as 2026-11-05T09:30:00Z.'),
		),
	),
	null,
);
const timeZone = v.optional(
	v.nullable(
		v.pipe(
			v.string(),
			v.check((name) => zoneOf(name) !== null, 'There is no such time zone; write one such as Europe/Berlin.'),
		),
	),
	null,
);

/** Kept in one form, so that every reader takes it for the same moment: what names no zone is read in the schedule's. */
const schedule = v.pipe(
	v.object({ from: moment, until: moment, timeZone }),
	v.transform(({ from, until, timeZone: zone }) => ({
		from: instantIn(from, zone),
		until: instantIn(until, zone),
		timeZone: zone,
	})),
);

function instantIn(text: string | null, zone: string | null): string | null {
	if (text === null) return null;
	const ms = readInstant(text) ?? 0;
	const isLocal = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d[\d:.,]*)?$/.test(text);
	return new Date(isLocal ? (zoneOf(zone)?.momentOf(ms) ?? ms) : ms).toISOString();
}

const namespace = v.pipe(
	v.tuple([v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(100)), share, share]),
	v.check(([, from, to]) => from < to, 'The part ends before it begins.'),
);

const prerequisite = v.object({ experienceId: id, variantIds: v.pipe(v.array(id), v.nonEmpty(), v.maxLength(50)) });

const variantSchema = v.object({
	id: v.pipe(
		id,
		v.check((text) => text !== holdoutId, 'This id is kept for people who are held out.'),
	),
	name,
	weight: v.optional(share, 0),
	audience,
	edits: v.optional(editsSchema, []),
	values: v.optional(valuesSchema, {}),
});

/** An experience as JSON, with what a new one begins with. Drafts may be unfinished: `validateRelease` checks the whole. */
export const experienceSchema = v.object({
	id,
	siteId: id,
	name,
	kind: v.picklist(['personalization', 'experiment', 'bandit']),
	status: v.optional(v.picklist(['draft', 'live', 'paused']), 'draft'),
	pages: v.optional(v.object({ include: patterns, exclude: patterns, condition: audience }), {}),
	audience,
	schedule: v.optional(schedule, {}),
	coverage: v.optional(share, 1),
	seed: v.optional(v.pipe(v.string(), v.maxLength(200)), ''),
	namespace: v.optional(v.nullable(namespace), null),
	holdout: v.optional(share, 0),
	prerequisites: v.optional(v.pipe(v.array(prerequisite), v.maxLength(20)), []),
	bandit: v.optional(v.object({ goalId: v.optional(v.nullable(id), null), floor: v.optional(share, 0.05) }), {}),
	exposure: v.optional(v.picklist(['rendered', 'visible']), 'rendered'),
	priority: v.optional(v.pipe(v.number(), v.finite()), 0),
	variants: v.optional(v.pipe(v.array(variantSchema), v.maxLength(50)), []),
});

/**
 * Parses an experience as it is saved. Refuses (`experience-invalid`, with path) wrong shapes and edits that would put
 * code into a page. Unknown fields are dropped; parsing its own result changes nothing.
 */
export function parseExperience(json: unknown): Experience {
	return parseOrRefuse(experienceSchema, json, 'experience-invalid');
}
