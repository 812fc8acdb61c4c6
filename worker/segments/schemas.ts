import * as v from 'valibot';
import { ChosenId, Name } from '../chosen-id.ts';
import { jsonObject } from '../json-object.ts';
import { ProfileSummary } from '../profiles/schemas.ts';
import { segmentKinds } from './kinds.ts';

const Condition = v.pipe(
	jsonObject('A condition is an object.'),
	v.description('A condition, as docs/conditions describes the language. {} holds for everyone.'),
);

const Kind = v.pipe(
	v.picklist(segmentKinds),
	v.description(
		'live: whoever meets the condition now. snapshot: whoever met it at a moment. list: whoever was put there by hand.',
	),
);

const settings = {
	name: Name,
	description: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(2000)), ''),
	condition: v.optional(Condition, {}),
};

export const NewSegment = v.object({ id: ChosenId, ...settings, kind: v.optional(Kind, 'live') });
export const SegmentSettings = v.object({ ...settings, kind: v.optional(Kind) });
export const SegmentPreview = v.object({
	condition: Condition,
	id: v.optional(
		v.pipe(v.string(), v.description('The segment whose condition it would be: it may not be decided by itself.')),
	),
});

const Instant = v.pipe(v.string(), v.isoTimestamp());
const Count = v.pipe(v.number(), v.integer());

export const SegmentBody = v.object({
	id: v.string(),
	name: v.string(),
	description: v.string(),
	kind: Kind,
	condition: Condition,
	takenAt: v.pipe(v.nullable(Instant), v.description('The moment of a snapshot.')),
	members: v.pipe(v.number(), v.description('People who are in it now.')),
	updatedAt: Instant,
});

/** Who meets a condition. */
export const AudienceBody = v.object({
	count: Count,
	examples: v.array(ProfileSummary),
	overlap: v.pipe(
		v.array(v.object({ id: v.string(), name: v.string(), count: Count, members: Count })),
		v.description('Segments that some of these people are in: how many of them, and how many are in it at all.'),
	),
	days: v.pipe(
		v.array(v.object({ date: v.string(), count: Count })),
		v.description(
			'How many met it at the end of each of the last 30 days (UTC), by what is known now of their traits.',
		),
	),
});

const peopleMax = 5000;

export const MembersInput = v.object({
	people: v.pipe(
		v.array(v.pipe(v.string(), v.maxLength(500))),
		v.minLength(1, 'Name somebody.'),
		v.maxLength(peopleMax, `At most ${peopleMax} at once: send the rest in further calls.`),
		v.description('Ids of profiles, userIds, anonymousIds or e-mail addresses, mixed as you like.'),
	),
	membership: v.pipe(
		v.picklist(['in', 'out', 'rule']),
		v.description('In or out whatever the rule says; or as the rule says, as if nobody had decided.'),
	),
});

export const MembersBody = v.object({
	found: v.pipe(Count, v.description('Entries that name somebody.')),
	changed: v.pipe(Count, v.description('People of whom this was not so before.')),
	unknown: v.pipe(
		v.array(v.object({ position: Count, value: v.string() })),
		v.description('Entries that name nobody, by their place in the list, from 0.'),
	),
});

export const SizesBody = v.object({
	items: v.array(v.object({ date: v.string(), members: Count })),
	cursor: v.null(),
});

const sweep = { people: Count, asked: Count, isOver: v.boolean() };

/** How far asking everyone again has come. */
export const SweepBody = v.object({ ...sweep, shards: v.array(v.object({ shard: v.string(), ...sweep })) });

const SeenPathBody = v.object({
	path: v.string(),
	count: Count,
	types: v.array(v.string()),
	values: v.array(v.object({ value: v.union([v.string(), v.number(), v.boolean()]), count: Count })),
});

export const VocabularyBody = v.object({
	events: v.array(v.object({ name: v.string(), count: Count, paths: v.array(SeenPathBody) })),
	attributes: v.array(SeenPathBody),
});
