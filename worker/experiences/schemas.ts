import * as v from 'valibot';
import { ChosenId } from '../chosen-id.ts';

const Instant = v.pipe(v.string(), v.isoTimestamp());

/** A draft as it is sent; core/release parses it, and says what is wrong with it and where. */
export const ExperienceDraft = v.pipe(
	v.looseObject({
		id: ChosenId,
		updatedAt: v.optional(v.pipe(v.string(), v.description('As it was when the draft was read: the version.'))),
	}),
	v.description(`An experience: name, kind, status, pages, audience, schedule, coverage, seed, namespace, holdout, prerequisites, bandit,
priority, variants; see docs/experiences.md.`),
);

export const ExperienceBody = v.looseObject({
	id: v.string(),
	siteId: v.string(),
	name: v.string(),
	kind: v.picklist(['personalization', 'experiment', 'bandit']),
	status: v.picklist(['draft', 'live', 'paused']),
	updatedAt: Instant,
});

export const ReleaseBody = v.object({
	siteId: v.string(),
	number: v.number(),
	publishedAt: Instant,
	holdout: v.optional(v.object({ share: v.number(), seed: v.string() })),
	conflicts: v.pipe(
		v.optional(v.array(v.object({ first: v.string(), second: v.string(), over: v.array(v.string()) }))),
		v.description('Experiences that change the same thing on the same pages: where both apply, the first does.'),
	),
	experiences: v.array(v.looseObject({ id: v.string() })),
});

export const HoldoutBody = v.object({
	share: v.pipe(
		v.number(),
		v.minValue(0),
		v.maxValue(1),
		v.description('Of all visitors with an identifier; from the next release on.'),
	),
});

export const ReleaseSummaryBody = v.object({
	number: v.number(),
	publishedAt: Instant,
	publishedBy: v.string(),
	active: v.boolean(),
	experiences: v.number(),
});

const PageUrl = v.pipe(v.string(), v.maxLength(8_000), v.url());

const SegmentIds = v.nullish(v.pipe(v.array(v.pipe(v.string(), v.maxLength(200))), v.maxLength(1_000)));
const ProfileId = v.nullish(v.pipe(v.string(), v.maxLength(200)));
const Moment = v.nullish(v.pipe(v.string(), v.isoTimestamp()));

export const ExplainQuestion = v.object({
	url: v.pipe(v.nullish(PageUrl), v.description('Without one: what code gets that is on no page.')),
	referrer: v.nullish(v.pipe(v.string(), v.maxLength(8_000))),
	anonymousId: v.pipe(ProfileId, v.description('Or a profile’s id. Without one: a visitor of whom nothing is known.')),
	segments: v.pipe(SegmentIds, v.description('As if they were in these and no others.')),
	attributes: v.pipe(
		v.nullish(v.record(v.string(), v.unknown())),
		v.description(
			'What conditions look into, over what is known: `{ "device": { "type": "mobile" }, "cookie": {…} }`.',
		),
	),
	at: v.pipe(Moment, v.description('Now, unless it is said.')),
	drafts: v.pipe(v.optional(v.boolean(), false), v.description('As if the drafts were published.')),
});

export const PreviewWish = v.object({
	url: PageUrl,
	forced: v.pipe(
		v.optional(v.record(v.string(), v.nullable(v.string())), {}),
		v.description('Experience id to variant id, or to null for nothing shown.'),
	),
	original: v.pipe(v.optional(v.boolean(), false), v.description('The page as the origin sent it.')),
	profileId: v.pipe(ProfileId, v.description('As this person sees it.')),
	segments: v.pipe(SegmentIds, v.description('As somebody sees it who is in these segments and no others.')),
	at: v.pipe(Moment, v.description('As it is at this moment.')),
	hours: v.pipe(
		v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(168)), 1),
		v.description('How long the address holds.'),
	),
});
