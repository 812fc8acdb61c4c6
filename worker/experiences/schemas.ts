import * as v from 'valibot';
import { ChosenId } from '../chosen-id.ts';

const Instant = v.pipe(v.string(), v.isoTimestamp());

/** A draft as it is sent; core/release parses it, and says what is wrong with it and where. */
export const ExperienceDraft = v.pipe(
	v.looseObject({
		id: ChosenId,
		updatedAt: v.optional(v.pipe(v.string(), v.description('As it was when the draft was read: the version.'))),
	}),
	v.description('An experience: name, kind, status, pages, audience, schedule, coverage, seed, priority, variants.'),
);

export const ExperienceBody = v.looseObject({
	id: v.string(),
	siteId: v.string(),
	name: v.string(),
	kind: v.picklist(['personalization', 'experiment']),
	status: v.picklist(['draft', 'live', 'paused']),
	updatedAt: Instant,
});

export const ReleaseBody = v.object({
	siteId: v.string(),
	number: v.number(),
	publishedAt: Instant,
	experiences: v.array(v.looseObject({ id: v.string() })),
});

export const ReleaseSummaryBody = v.object({
	number: v.number(),
	publishedAt: Instant,
	publishedBy: v.string(),
	active: v.boolean(),
	experiences: v.number(),
});

const PageUrl = v.pipe(v.string(), v.maxLength(8_000), v.url());

export const ExplainQuestion = v.object({
	url: PageUrl,
	anonymousId: v.nullish(v.pipe(v.string(), v.maxLength(200))),
});

export const PreviewWish = v.object({
	url: PageUrl,
	forced: v.pipe(
		v.optional(v.record(v.string(), v.nullable(v.string())), {}),
		v.description('Experience id to variant id, or to null for nothing shown.'),
	),
	original: v.pipe(v.optional(v.boolean(), false), v.description('The page as the origin sent it.')),
});
