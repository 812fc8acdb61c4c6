import * as v from 'valibot';
import { ProfileSummary, TimelineItemSchema } from './schemas.ts';

const Instant = v.pipe(v.string(), v.isoTimestamp());

const shared = {
	id: v.pipe(v.string(), v.description('The groupId by which it is named.')),
	name: v.nullable(v.string()),
	isVerified: v.pipe(v.boolean(), v.description('A server has named it; else only browsers have.')),
	members: v.pipe(v.number(), v.description('How many are members now.')),
	lastSeenAt: v.nullable(Instant),
	computed: v.pipe(v.record(v.string(), v.unknown()), v.description('The roll-ups, by id.')),
};

/** An account in a list. */
export const AccountSummary = v.object({ ...shared, traits: v.record(v.string(), v.unknown()) });

/** An account whole. */
export const AccountDetailSchema = v.object({
	...shared,
	isFull: v.pipe(v.boolean(), v.description('Something that was said of it found no room.')),
	former: v.pipe(v.number(), v.description('How many were members once.')),
	claimed: v.pipe(
		v.number(),
		v.description(
			'Whom only a browser calls a member, of an account that a server has named: nothing of theirs counts.',
		),
	),
	createdAt: Instant,
	traits: v.record(v.string(), v.object({ value: v.unknown(), at: Instant, since: Instant, source: v.string() })),
});

export const AccountMember = v.object({
	profileId: v.string(),
	profile: v.pipe(v.nullable(ProfileSummary), v.description('Null for some moments after somebody came.')),
	since: Instant,
	until: v.pipe(v.nullable(Instant), v.description('When they left; null while they are a member.')),
	isClaim: v.boolean(),
});

export const AccountEvent = v.object({
	...TimelineItemSchema.entries,
	profileId: v.string(),
	profileName: v.pipe(v.nullable(v.string()), v.description('Name, e-mail or userId of who did it.')),
});
