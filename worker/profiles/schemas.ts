import * as v from 'valibot';

const Instant = v.pipe(v.string(), v.isoTimestamp());

const named = v.object({ id: v.string(), name: v.string() });
const bag = v.record(v.string(), v.unknown());

const shared = {
	id: v.string(),
	userId: v.nullable(v.string()),
	email: v.nullable(v.string()),
	name: v.nullable(v.string()),
	firstSeenAt: Instant,
	lastSeenAt: Instant,
	events: v.number(),
	device: v.nullable(v.string()),
	country: v.nullable(v.string()),
};

/** A person in a list. */
export const ProfileSummary = v.object({ ...shared, segments: v.array(named) });

const Touch = v.object({
	at: Instant,
	url: v.nullable(v.string()),
	path: v.nullable(v.string()),
	referrer: v.nullable(v.string()),
	referrerHost: v.nullable(v.string()),
	utm: bag,
});

/** How often a person came, and what led them here. */
const Visits = v.object({
	sessions: v.number(),
	lastSession: v.nullable(
		v.object({
			startedAt: Instant,
			lastAt: Instant,
			events: v.number(),
			pages: v.number(),
			landing: v.nullable(v.string()),
			campaign: v.nullable(bag),
		}),
	),
	firstTouch: v.nullable(Touch),
	lastTouch: v.nullable(Touch),
});

const memberships = { id: v.string(), name: v.string(), since: Instant };

/** A condition's tree, each part with whether it holds and what it saw. */
export const ExplanationBody = v.looseObject({
	path: v.pipe(v.string(), v.description('Into the condition.')),
	matches: v.boolean(),
	says: v.pipe(v.string(), v.description('In words.')),
});

export const MembershipBody = v.object({
	member: v.boolean(),
	since: v.nullable(Instant),
	decidedBy: v.picklist(['rule', 'snapshot', 'hand']),
	explanation: v.nullable(ExplanationBody),
});

/** A person whole. */
export const ProfileDetailSchema = v.object({
	...shared,
	visits: Visits,
	account: v.nullable(
		v.object({
			id: v.string(),
			name: v.nullable(v.string()),
			since: Instant,
			isClaim: v.pipe(v.boolean(), v.description('Only a browser says so.')),
		}),
	),
	computed: bag,
	traits: v.record(v.string(), v.object({ value: v.unknown(), at: Instant, since: Instant, source: v.string() })),
	identities: v.array(
		v.object({
			kind: v.string(),
			value: v.string(),
			verified: v.pipe(v.boolean(), v.description('A server said so; else a browser has claimed it.')),
		}),
	),
	consent: bag,
	segments: v.array(v.object({ ...memberships, byHand: v.boolean() })),
	keptOut: v.pipe(v.array(v.object(memberships)), v.description('Segments that a teammate keeps them out of.')),
	enrollments: v.array(bag),
	deliveries: v.array(bag),
});

export const TimelineItemSchema = v.object({
	messageId: v.string(),
	type: v.string(),
	event: v.string(),
	timestamp: Instant,
	receivedAt: Instant,
	properties: bag,
	traits: v.nullable(bag),
	context: bag,
});

const cause = v.object({
	kind: v.pipe(v.string(), v.description('The kind of identity that both have; `teammate` when somebody decided it.')),
	value: v.string(),
});

/** What a teammate may say of a merge by hand. */
export const Keep = v.pipe(
	v.optional(v.string()),
	v.description('Whose id stays, where nobody knows either or both are users; else the one who was here first.'),
);
export const TwoUsers = v.pipe(
	v.optional(v.boolean(), false),
	v.description('They are two users, each with a userId of their own, and one person all the same.'),
);

/** A merge of two profiles. */
export const MergeSchema = v.object({
	id: v.string(),
	sourceId: v.string(),
	targetId: v.string(),
	state: v.picklist(['begun', 'done', 'undoing', 'undone']),
	cause,
	at: Instant,
	undoUntil: v.nullable(Instant),
	undoneAt: v.nullable(Instant),
	undoneBy: v.nullable(v.string()),
});

/** What was merged into a profile, and from whom it was kept apart. */
export const MergesSchema = v.object({
	items: v.array(MergeSchema),
	refusals: v.array(
		v.object({
			otherId: v.string(),
			reason: v.picklist(['two-users', 'shared-value', 'too-many', 'kept-apart', 'too-large']),
			message: v.string(),
			hint: v.string(),
			cause,
			firstAt: Instant,
			lastAt: Instant,
		}),
	),
	cursor: v.null(),
});

const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100));
const joins = v.pipe(
	v.picklist(['always', 'verified', 'never']),
	v.description('Whether the secret key’s word makes people one: always, with `<trait>_verified: true`, or never.'),
);

/** What may be set of a kind of identity. */
export const IdentityKindSettings = v.object({
	trait: v.pipe(v.nullable(name), v.description('The trait that carries it; of `userId` and `anonymousId` none does.')),
	priority: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1000)),
	max: v.pipe(
		v.number(),
		v.integer(),
		v.minValue(1),
		v.maxValue(1000),
		v.description('How many one profile may have.'),
	),
	joins,
});

export const IdentityKindSchema = v.object({
	kind: v.string(),
	...IdentityKindSettings.entries,
	isBuiltIn: v.boolean(),
});
