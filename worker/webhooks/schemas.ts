import * as v from 'valibot';
import { Name } from '../chosen-id.ts';
import { moveKinds } from './live-webhook.ts';

/** What may be set of a webhook. */
export const WebhookSettings = v.object({
	name: Name,
	enabled: v.boolean(),
	url: v.pipe(v.string(), v.trim(), v.maxLength(2000), v.description('https only, and not into a private network.')),
	segments: v.pipe(
		v.optional(v.pipe(v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(100))), v.maxLength(100)), []),
		v.description('Ids of segments; none means all.'),
	),
	moves: v.pipe(
		v.array(v.picklist(moveKinds)),
		v.minLength(1, 'Say what it is told: entered, left, or both.'),
		v.maxLength(2),
	),
});

const Instant = v.pipe(v.string(), v.isoTimestamp());

export const WebhookBody = v.object({
	id: v.string(),
	...WebhookSettings.entries,
	standing: v.object({
		state: v.pipe(
			v.picklist(['off', 'working', 'failing']),
			v.description('`failing`: no call has been answered since `failingSince`.'),
		),
		failingSince: v.nullable(Instant),
		lastError: v.nullable(v.string()),
		lastAnswerAt: v.nullable(Instant),
		givenUp: v.pipe(v.number(), v.description('Calls that failed for a day.')),
	}),
	updatedAt: Instant,
});

export const SignedWebhook = v.object({
	...WebhookBody.entries,
	signingSecret: v.pipe(v.string(), v.description('By which you know that we call. Shown this once.')),
});

export const TestedWebhook = v.object({
	isHeard: v.boolean(),
	status: v.nullable(v.number()),
	says: v.pipe(v.nullable(v.string()), v.description('What is wrong with the answer, in words.')),
	text: v.pipe(v.string(), v.description('The beginning of the answer.')),
	ms: v.number(),
	body: v.pipe(v.unknown(), v.description('What was sent.')),
});
