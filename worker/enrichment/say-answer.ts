import type { Event } from '../../core/event/index.ts';
import { parseEvent } from '../../core/event/index.ts';
import { digest } from '../../core/hash/digest.ts';
import { cleanseEvent, cleansingRules } from '../cleansing/index.ts';
import type { Env } from '../env.ts';
import type { Enrichment } from './types.ts';

/**
 * What an endpoint answered, as an event of the person's history, in the form that the workspace's rules say. The same answer to
 * the same question is the same event, however often it arrives. Refuses what no event may carry.
 */
export async function sayAnswer(
	env: Env,
	{ id, name }: Pick<Enrichment, 'id' | 'name'>,
	profileId: string,
	question: string,
	traits: Readonly<Record<string, unknown>>,
	now: number,
): Promise<Event> {
	const said = { type: 'identify', anonymousId: profileId, traits, context: { enrichment: { id, name } } };
	const messageId = `enrichment:${digest(JSON.stringify([id, question, traits])).slice(0, 32)}`;
	const parsed = parseEvent(said, { receivedAt: now, sentAt: null, mintMessageId: () => messageId });
	return cleanseEvent(await cleansingRules(env), parsed);
}
