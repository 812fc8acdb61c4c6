import * as v from 'valibot';

const Instant = v.pipe(v.string(), v.isoTimestamp());
const rules = v.pipe(
	v.looseObject({}),
	v.description('JSON Schema: the part of it that docs/tracking-plan.md describes, of an object.'),
);

const PlannedEventBody = v.object({
	name: v.string(),
	description: v.optional(v.string()),
	properties: v.optional(rules),
	traits: v.optional(rules),
});

const modes = {
	unplanned: v.pipe(
		v.picklist(['allow', 'violation']),
		v.description('What becomes of track calls whose name is not in the plan.'),
	),
	violations: v.pipe(
		v.picklist(['keep', 'refuse']),
		v.description('What becomes of events that break the plan: kept with their violations, or refused.'),
	),
};

/** A plan as it is sent; core/plan reads it, and says what is wrong with it and where. */
export const PlanDraft = v.pipe(
	v.looseObject({
		updatedAt: v.optional(
			v.nullable(
				v.pipe(v.string(), v.description('As it was when the plan was read: the version. Null over no plan at all.')),
			),
		),
	}),
	v.description('A tracking plan: unplanned, violations, events.'),
);

export const PlanBody = v.object({
	siteId: v.string(),
	...modes,
	events: v.array(PlannedEventBody),
	updatedAt: v.nullable(v.pipe(Instant, v.description('The version; null when the site has no plan.'))),
});

export const SuggestionBody = v.object({
	event: PlannedEventBody,
	seen: v.pipe(v.number(), v.description('How many of these events the suggestion was made of.')),
});
