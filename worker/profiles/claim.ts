import { refusalOf } from '../messages/prepare.ts';
import { profileAttributes } from './attributes.ts';
import type { Definitions } from './definitions.ts';
import { claimed, type Delivery, judgeClaim, type Outcome, requeueAfterMs, settled } from './delivery.ts';
import { consentModeOf, historyOf, settlePerson } from './ingest.ts';
import { packRows } from './rows.ts';
import type { Tables } from './tables.ts';

export type ClaimResult =
	| {
			readonly state: 'send';
			readonly delivery: Pick<Delivery, 'id' | 'messageId' | 'profileId' | 'journeyId'> & { readonly attempt: number };
			readonly subject: {
				readonly attributes: Readonly<Record<string, unknown>>;
				readonly trigger: Readonly<Record<string, unknown>>;
			};
	  }
	| { readonly state: 'busy'; readonly retryAfterSeconds: number }
	/** Settled before, refused now, or lost with a policy that says not to resend. */
	| { readonly state: 'done' }
	| { readonly state: 'unknown' };

/** Hands a delivery to one sender. Consent and the address are asked once more: they may be gone since it fell due. */
export function claimDelivery(
	tables: Tables,
	definitions: Definitions,
	deliveryId: string,
	resend: boolean,
	now: number,
): ClaimResult {
	const delivery = tables.delivery(deliveryId);
	const profile = delivery && tables.profile(delivery.profileId);
	if (!delivery || !profile) return { state: 'unknown' };
	const mayResend = resend && definitions.messages.get(delivery.messageId)?.purpose === 'transactional';
	const verdict = judgeClaim(delivery, mayResend, now);
	if (verdict === 'done') return { state: 'done' };
	if (verdict === 'busy') {
		return { state: 'busy', retryAfterSeconds: Math.max(1, Math.ceil(((delivery.leaseUntil ?? now) - now) / 1000)) };
	}
	if (verdict === 'lost') {
		const reason = 'An earlier attempt ended without a word; the message is not sent twice.';
		settleDelivery(tables, definitions, deliveryId, { kind: 'failed', reason, permanent: true }, now);
		return { state: 'done' };
	}
	const rule = definitions.messages.get(delivery.messageId);
	const reason = refusalOf(profile, rule, consentModeOf(definitions));
	if (reason !== null) {
		tables.saveDelivery({ ...delivery, state: 'refused', reason, leaseUntil: null, updatedAt: now }, null);
		return { state: 'done' };
	}
	const taken = claimed(delivery, now);
	tables.saveDelivery(taken, now + requeueAfterMs);
	const { id, messageId, profileId, journeyId, attempts } = taken;
	return {
		state: 'send',
		delivery: { id, messageId, profileId, journeyId, attempt: attempts },
		subject: { attributes: profileAttributes(profile), trigger: delivery.trigger },
	};
}

/** Notes an outcome once; what is over becomes an event in the person's history. */
export function settleDelivery(
	tables: Tables,
	definitions: Definitions,
	deliveryId: string,
	outcome: Outcome,
	now: number,
): void {
	const before = tables.delivery(deliveryId);
	if (!before) return;
	const after = settled(before, outcome, now);
	if (after === before) return;
	tables.saveDelivery(after, after.state === 'queued' ? now + requeueAfterMs : null);
	if (after.state === 'sent' || after.state === 'failed') tellHistory(tables, definitions, after, now);
}

function tellHistory(tables: Tables, definitions: Definitions, delivery: Delivery, now: number): void {
	const profile = tables.profile(delivery.profileId);
	if (!profile) return;
	const event = delivery.state === 'sent' ? 'Message Sent' : 'Message Failed';
	const { messageId, journeyId, channel, reason } = delivery;
	const [row] = packRows([
		{
			i: `delivery:${delivery.id}`,
			t: 'track',
			e: event,
			a: now,
			r: now,
			s: '',
			p: { messageId, journeyId, channel, ...(reason !== null && { reason }) },
			c: {},
		},
	]);
	if (row) tables.saveBatch(profile.id, row);
	const change = { events: new Set([event]), attributes: new Set<string>() };
	const counted = { ...profile, events: profile.events + 1 };
	settlePerson(tables, definitions, counted, historyOf(tables, profile.id), change, [], false, now);
}
