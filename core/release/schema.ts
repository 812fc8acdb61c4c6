import * as v from 'valibot';
import { editsSchema } from '../edit/schema.ts';
import { readInstant } from '../event/time.ts';
import { conditionSchema, parseOrRefuse } from '../parse.ts';
import type { Experience } from './types.ts';

const id = v.pipe(v.string(), v.nonEmpty(), v.maxLength(100));
const name = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(200));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const audience = v.optional(v.nullable(conditionSchema), null);
const patterns = v.optional(v.pipe(v.array(v.pipe(v.string(), v.trim(), v.maxLength(2_000))), v.maxLength(100)), []);

/** Kept in one form and zone, so that every reader takes it for the same moment. */
const instant = v.optional(
	v.nullable(
		v.pipe(
			v.string(),
			v.check((text) => readInstant(text) !== null, 'This is not an ISO 8601 time, such as 2026-11-05T09:30:00Z.'),
			v.transform((text) => new Date(readInstant(text) ?? 0).toISOString()),
		),
	),
	null,
);

const variantSchema = v.object({
	id,
	name,
	weight: v.optional(share, 0),
	audience,
	edits: v.optional(editsSchema, []),
});

/** An experience as JSON, with what a new one begins with. Drafts may be unfinished: `validateRelease` checks the whole. */
export const experienceSchema = v.object({
	id,
	siteId: id,
	name,
	kind: v.picklist(['personalization', 'experiment']),
	status: v.optional(v.picklist(['draft', 'live', 'paused']), 'draft'),
	pages: v.optional(v.object({ include: patterns, exclude: patterns }), {}),
	audience,
	schedule: v.optional(v.object({ from: instant, until: instant }), {}),
	coverage: v.optional(share, 1),
	seed: v.optional(v.pipe(v.string(), v.maxLength(200)), ''),
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
