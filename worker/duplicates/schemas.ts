import * as v from 'valibot';
import { ProfileDetailSchema, ProfileSummary } from '../profiles/schemas.ts';
import { levels } from './judge.ts';

const Instant = v.pipe(v.string(), v.isoTimestamp());

export const LevelSchema = v.picklist(levels);

/** Two people who probably are one. */
export const DuplicateSchema = v.object({
	id: v.string(),
	state: v.picklist(['pending', 'merged', 'dismissed']),
	score: v.pipe(v.number(), v.description('0 to 100.')),
	level: v.pipe(
		LevelSchema,
		v.description('`certain`: somebody answers for what says so, and nothing speaks against it.'),
	),
	reasons: v.pipe(v.array(v.string()), v.description('What speaks for it, in words.')),
	against: v.array(v.string()),
	twoUsers: v.pipe(
		v.boolean(),
		v.description('Each has a userId of their own. They are merged by hand only, with `twoUsers` said.'),
	),
	people: v.array(ProfileSummary),
	foundAt: Instant,
	decidedAt: v.nullable(Instant),
	decidedBy: v.nullable(v.string()),
});

const Person = v.omit(ProfileDetailSchema, ['identities']);

/** Two people and the one that they would be. */
export const ForeseenSchema = v.object({
	...DuplicateSchema.entries,
	details: v.pipe(v.array(Person), v.description('Both, as their shards have them.')),
	merged: v.pipe(
		v.nullable(Person),
		v.description('Who they would be; null where that cannot be foreseen, for a history of over 4 MB, or must not be.'),
	),
	keepId: v.pipe(v.nullable(v.string()), v.description('Whose id stays.')),
	isOpen: v.pipe(
		v.boolean(),
		v.description('Whether `keep` may name the other one: nobody knows either, or both are users.'),
	),
	refusal: v.pipe(
		v.nullable(v.object({ reason: v.string(), message: v.string(), hint: v.string() })),
		v.description('Why the guard keeps them apart.'),
	),
});

export const CountsSchema = v.object({
	certain: v.number(),
	likely: v.number(),
	possible: v.number(),
	unchecked: v.pipe(v.number(), v.description('What is still to be compared: keys of people.')),
});

export const MergedMany = v.object({
	items: v.array(
		v.object({
			id: v.string(),
			profileId: v.pipe(v.nullable(v.string()), v.description('Who stays; null when they were left alone.')),
			message: v.pipe(v.nullable(v.string()), v.description('Why they were left alone.')),
		}),
	),
});
