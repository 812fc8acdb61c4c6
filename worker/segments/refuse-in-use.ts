import type { Env } from '../env.ts';
import { webhooksNaming } from '../webhooks/naming.ts';
import { mentionedSegments } from './mentions.ts';
import { refuseMentioned } from './refuse-mentioned.ts';

/** Refuses to delete a segment that something still asks about, and names it: it would silently match nobody, or tell of nobody. */
export async function refuseInUse(env: Env, segmentId: string): Promise<void> {
	const mentions = (json: unknown) => mentionedSegments(json).has(segmentId);
	const webhooks = await webhooksNaming(env, segmentId);
	await refuseMentioned(env, mentions, {
		code: 'segment-in-use',
		what: 'The segment is used',
		also: webhooks.map((name) => `the webhook “${name}”`),
	});
}
