import { digest } from '../../core/hash/digest.ts';
import { type Profile, traitText } from '../profiles/profile.ts';
import type { Said } from '../profiles/stored-event.ts';
import type { WebhookCall } from '../profiles/tables/webhook-calls.ts';
import type { LiveWebhook, MoveKind } from './live-webhook.ts';

/**
 * The calls that are to be made of what somebody has just done with segments: one for each webhook that listens. The id is made of
 * what is told, so noting it again is one call.
 * @param now ms
 */
export function callsOf(
	webhooks: readonly LiveWebhook[],
	profile: Profile,
	moves: readonly Said[],
	now: number,
): WebhookCall[] {
	return moves.flatMap(({ event: { messageId, event, properties, timestamp } }) => {
		const { segmentId, segment: name } = properties;
		if (typeof segmentId !== 'string') return [];
		const move: MoveKind = event === 'Segment Entered' ? 'entered' : 'left';
		return webhooks
			.filter(({ segments, moves: wanted }) => wanted.includes(move) && listensTo(segments, segmentId))
			.map(({ id: webhookId }) => {
				const id = `whc_${digest(JSON.stringify([webhookId, profile.id, messageId])).slice(0, 26)}`;
				const body = bodyOf(id, `segment.${move}`, timestamp, { id: segmentId, name: String(name) }, profile);
				return { id, webhookId, profileId: profile.id, body, dueAt: now, tries: 0, at: now };
			});
	});
}

function listensTo(segments: readonly string[], id: string): boolean {
	return segments.length === 0 || segments.includes(id);
}

/** What a call says, as JSON. @param at ms */
export function bodyOf(
	id: string,
	type: string,
	at: number,
	segment: { readonly id: string; readonly name: string },
	profile: Profile,
): string {
	const consent = Object.fromEntries(
		Object.entries(profile.consent).map(([purpose, said]) => [purpose, said?.granted ?? false]),
	);
	const { id: profileId, userId } = profile;
	return JSON.stringify({
		id,
		type,
		at: new Date(at).toISOString(),
		segment,
		profile: { id: profileId, userId, email: traitText(profile, 'email'), consent },
	});
}
