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
	computed: bag,
	traits: v.record(v.string(), v.object({ value: v.unknown(), at: Instant, since: Instant, source: v.string() })),
	identities: v.array(v.object({ kind: v.string(), value: v.string() })),
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
