import * as v from 'valibot';
import { Name } from '../chosen-id.ts';
import { jsonObject } from '../json-object.ts';
import { answerTypes } from './types.ts';

const Trait = v.pipe(v.string(), v.trim(), v.minLength(1, 'Which trait?'), v.maxLength(100));

/** What a sender of HTTP sets itself, and what is ours. */
const ownHeaders =
	/^(host|connection|content-.*|transfer-encoding|te|trailer|upgrade|expect|cookie|idempotency-key|x-edgewise-.*|cf-.*)$/i;

const Header = v.object({
	name: v.pipe(
		v.string(),
		v.regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/, 'A header has a name of letters, digits and "-".'),
		v.check((name) => !ownHeaders.test(name), 'This header is not yours to set.'),
	),
	value: v.pipe(
		v.nullable(v.pipe(v.string(), v.maxLength(4000), v.regex(/^[\x20-\x7e]*$/, 'A header’s value is plain ASCII.'))),
		v.description('Null keeps the value that is stored. It is never shown.'),
	),
});

const Condition = v.pipe(
	jsonObject('A condition is an object.'),
	v.description('Who is asked about, in the language of docs/conditions: { "traits.email": { "$exists": true } }.'),
);

/** What may be set of an endpoint. */
export const EnrichmentSettings = v.object({
	name: Name,
	enabled: v.boolean(),
	url: v.pipe(v.string(), v.trim(), v.maxLength(2000), v.description('https only, and not into a private network.')),
	headers: v.optional(v.pipe(v.array(Header), v.maxLength(20)), []),
	condition: Condition,
	sends: v.pipe(
		v.object({
			traits: v.pipe(v.array(Trait), v.maxLength(50)),
			identities: v.pipe(v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(100))), v.maxLength(20)),
		}),
		v.check(({ traits, identities }) => traits.length + identities.length > 0, 'Send at least one trait or identity.'),
	),
	mapping: v.pipe(
		v.array(
			v.object({
				from: v.pipe(
					v.string(),
					v.trim(),
					v.minLength(1, 'Which field of the answer?'),
					v.maxLength(200),
					v.description('Dots lead into objects.'),
				),
				trait: Trait,
				type: v.picklist(answerTypes),
			}),
		),
		v.minLength(1, 'Say at least one field of the answer.'),
		v.maxLength(50),
		v.check(
			(mapping) => new Set(mapping.map(({ trait }) => trait)).size === mapping.length,
			'A trait comes from one field.',
		),
	),
	cacheSeconds: v.pipe(
		v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(31_536_000)), 604_800),
		v.description('How long an answer holds, for everyone of whom the same is sent.'),
	),
	timeoutMs: v.optional(v.pipe(v.number(), v.integer(), v.minValue(100), v.maxValue(10_000)), 3000),
	callsPerMinute: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(6000)), 60),
});

const Instant = v.pipe(v.string(), v.isoTimestamp());

/** How an endpoint does. */
const Standing = v.object({
	state: v.pipe(
		v.picklist(['off', 'working', 'failing']),
		v.description('`failing`: no call has been answered since `failingSince`.'),
	),
	failingSince: v.nullable(Instant),
	nextTryAt: v.pipe(v.nullable(Instant), v.description('Until when nobody calls it.')),
	lastError: v.nullable(v.string()),
	lastAnswerAt: v.nullable(Instant),
	problem: v.pipe(v.nullable(v.string()), v.description('What of the last answers did not fit the mapping.')),
	people: v.pipe(
		v.record(v.string(), v.number()),
		v.description(
			'How many people, by what became of asking: asked (waiting), answered, nothing, refused, full, given-up.',
		),
	),
});

export const EnrichmentBody = v.object({
	id: v.string(),
	...v.omit(EnrichmentSettings, ['headers']).entries,
	headers: v.pipe(v.array(v.object({ name: v.string() })), v.description('Their names; values are never shown.')),
	standing: Standing,
	updatedAt: Instant,
});

export const CreatedEnrichment = v.object({
	...EnrichmentBody.entries,
	signingSecret: v.pipe(v.string(), v.description('By which you know that we call. Shown this once.')),
});

export const EnrichmentTest = v.object({
	id: v.pipe(v.optional(v.string()), v.description('Whose stored header values are used where `value` is null.')),
	profileId: v.pipe(
		v.optional(v.string()),
		v.description('Whom to ask about; else somebody of the people who are meant.'),
	),
	settings: EnrichmentSettings,
});

export const TestedEnrichment = v.object({
	profileId: v.string(),
	isMeant: v.pipe(
		v.boolean(),
		v.description('Whether this person would be asked about: the condition and their consent.'),
	),
	request: v.object({
		url: v.string(),
		headers: v.array(v.object({ name: v.string(), value: v.string() })),
		body: v.unknown(),
	}),
	answer: v.object({
		kind: v.picklist(['answer', 'nothing', 'refused', 'failure']),
		status: v.nullable(v.number()),
		says: v.nullable(v.string()),
		text: v.string(),
		ms: v.number(),
	}),
	changes: v.array(v.object({ trait: v.string(), before: v.unknown(), after: v.unknown() })),
	problems: v.array(v.string()),
});
