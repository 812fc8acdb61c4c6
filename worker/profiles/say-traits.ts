import { parseEvent } from '../../core/event/index.ts';
import { Refusal } from '../../core/refusal.ts';
import { cleanseEvent, cleansingRules } from '../cleansing/index.ts';
import type { Env } from '../env.ts';
import { randomText } from '../new-id.ts';
import { ingestByShard } from './ingest-by-shard.ts';

/**
 * What a teammate says of a person: an event like any other, so that segments and journeys hear of it, history tells it, and a
 * restore brings it back. It stands over what a browser claims, until a server, an import or a teammate says something newer.
 * Refuses what no event may carry, and traits for which the profile has no room.
 * @param siteId the site under which it is filed
 */
export async function sayTraits(
	env: Env,
	siteId: string,
	profileId: string,
	traits: Readonly<Record<string, unknown>>,
	now: number,
): Promise<void> {
	const said = { type: 'identify', anonymousId: profileId, traits };
	const mintMessageId = () => `teammate:${randomText(26)}`;
	const parsed = parseEvent(said, { receivedAt: now, sentAt: null, mintMessageId });
	const event = cleanseEvent(await cleansingRules(env), parsed);
	const results = await ingestByShard(env, siteId, 'teammate', [{ profileId, events: [event] }]);
	if ((results.get(profileId)?.full.length ?? 0) === 0) return;
	throw new Refusal('profile-full', 'The profile has as many traits, or as much text in them, as it may have.', {
		status: 422,
		path: 'traits',
	});
}
