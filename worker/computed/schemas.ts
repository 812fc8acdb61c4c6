import * as v from 'valibot';
import { Name } from '../chosen-id.ts';
import { jsonObject } from '../json-object.ts';
import { computedScopes } from '../profiles/compute-traits.ts';
import { ProfileSummary } from '../profiles/schemas.ts';

const Amount = v.pipe(
	jsonObject('What events amount to is an object.'),
	v.description(
		'What events amount to: { "event": "Order Completed", "sum": "properties.total", "within": "90d" }, or a score: { "points": [{ "event": "Order Completed", "points": 50 }], "halfLife": "30d" }. See docs/computed-traits.',
	),
);

/** What a computed trait of one person comes from. */
export const ComputedTraitExplained = v.object({
	value: v.unknown(),
	parts: v.array(
		v.object({
			says: v.pipe(
				v.string(),
				v.description('In words: "Order Completed 2 times in 90 days; the last was 3 days ago".'),
			),
			points: v.pipe(v.nullable(v.number()), v.description('What these events add to a score by now, to a tenth.')),
		}),
	),
});

const settings = {
	name: Name,
	description: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(2000)), ''),
	amount: Amount,
};

const Scope = v.pipe(
	v.picklist(computedScopes),
	v.description(
		'Whose: each person’s (`computed.id`), or an account’s, of all its members’ events (`account.computed.id`).',
	),
);

export const NewComputedTrait = v.object({
	scope: v.optional(Scope, 'person'),
	id: v.pipe(
		v.string(),
		v.regex(/^[a-z][a-z0-9_]{0,39}$/, 'An id is 1 to 40 of a-z, 0-9 and "_", and begins with a letter.'),
	),
	...settings,
});
export const ComputedTraitSettings = v.object(settings);
export const ComputedTraitPreview = v.object({ scope: v.optional(Scope, 'person'), amount: Amount });

export const ComputedTraitBody = v.object({
	id: v.string(),
	scope: Scope,
	name: v.string(),
	description: v.string(),
	amount: Amount,
	updatedAt: v.pipe(v.string(), v.isoTimestamp()),
});

export const ComputedTraitSpread = v.object({
	people: v.pipe(v.number(), v.description('How many people there are, or accounts.')),
	withValue: v.pipe(v.number(), v.description('Of how many of them there is something to tell.')),
	quintiles: v.pipe(
		v.nullable(v.array(v.number())),
		v.description('Four numbers that part the people with a number into five equal groups; null when there are none.'),
	),
	values: v.pipe(
		v.array(v.object({ value: v.unknown(), people: v.number() })),
		v.description('The most frequent values, ten at most.'),
	),
	examples: v.array(
		v.object({
			profile: v.nullable(ProfileSummary),
			account: v.nullable(v.object({ id: v.string() })),
			value: v.unknown(),
		}),
	),
});
