import { refusalOf } from '../messages/prepare.ts';
import { profileAttributes } from './attributes.ts';
import { claimed, type Delivery, judgeClaim, type Outcome, requeueAfterMs, settled } from './delivery.ts';
import { consentModeOf, historyOf, settlePerson, type Turn } from './settle.ts';
import { ownEvent, tellHistory } from './store-events.ts';
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
export function claimDelivery(turn: Turn, deliveryId: string, resend: boolean): ClaimResult {
	const { tables, definitions, now } = turn;
	const delivery = tables.deliveries.read(deliveryId);
	const profile = delivery && tables.profiles.read(delivery.profileId);
	if (!delivery || !profile) return { state: 'unknown' };
	const mayResend = resend && definitions.messages.get(delivery.messageId)?.purpose === 'transactional';
	const verdict = judgeClaim(delivery, mayResend, now);
	if (verdict === 'done') return { state: 'done' };
	if (verdict === 'busy') {
		return { state: 'busy', retryAfterSeconds: Math.max(1, Math.ceil(((delivery.leaseUntil ?? now) - now) / 1000)) };
	}
	if (verdict === 'lost') {
		const reason = 'An earlier attempt ended without a word; the message is not sent twice.';
		settleDelivery(turn, deliveryId, { kind: 'failed', reason, permanent: true });
		return { state: 'done' };
	}
	const rule = definitions.messages.get(delivery.messageId);
	const reason = refusalOf(profile, rule, consentModeOf(definitions));
	if (reason !== null) {
		save(tables, { ...delivery, state: 'refused', reason, leaseUntil: null, updatedAt: now }, null);
		return { state: 'done' };
	}
	const taken = claimed(delivery, now);
	save(tables, taken, now + requeueAfterMs);
	const { id, messageId, profileId, journeyId, attempts } = taken;
	return {
		state: 'send',
		delivery: { id, messageId, profileId, journeyId, attempt: attempts },
		subject: {
			attributes: profileAttributes(profile, tables.accountCopies.read(profile.accountId)),
			trigger: delivery.trigger,
		},
	};
}

/** Notes an outcome once; what is over becomes an event in the person's history. */
export function settleDelivery(turn: Turn, deliveryId: string, outcome: Outcome): void {
	const { tables, now } = turn;
	const before = tables.deliveries.read(deliveryId);
	if (!before) return;
	const after = settled(before, outcome, now);
	if (after === before) return;
	save(tables, after, after.state === 'queued' ? now + requeueAfterMs : null);
	if (after.state === 'sent' || after.state === 'failed') tellOutcome(turn, after);
}

function tellOutcome(turn: Turn, delivery: Delivery): void {
	const { tables, now } = turn;
	const profile = tables.profiles.read(delivery.profileId);
	if (!profile) return;
	const event = delivery.state === 'sent' ? 'Message Sent' : 'Message Failed';
	const { messageId, journeyId, channel, reason } = delivery;
	const properties = { messageId, journeyId, channel, ...(reason !== null && { reason }) };
	const counted = tellHistory(tables, profile, [ownEvent(`delivery:${delivery.id}`, event, properties, now)]);
	const change = { events: new Set([event]), attributes: new Set(['visit']) };
	settlePerson(turn, counted, historyOf(tables, counted), { change, events: [], stored: 'less' });
}

function save(tables: Tables, delivery: Delivery, nextAt: number | null): void {
	tables.deliveries.save(delivery, nextAt);
	tables.outbox.add('delivery', delivery.id);
}
