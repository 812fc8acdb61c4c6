/** One message to one person, on its way. All moments are ms since 1970. */
export interface Delivery {
	/** Deterministic: the same step of the same enrollment is the same delivery, and the provider's idempotency key. */
	readonly id: string;
	readonly profileId: string;
	readonly messageId: string;
	readonly journeyId: string;
	readonly enrollmentId: string;
	readonly channel: 'email';
	readonly state: DeliveryState;
	readonly reason: string | null;
	readonly attempts: number;
	/** Until when the one who claimed it may be at work. */
	readonly leaseUntil: number | null;
	/** The event that started the journey, for the template. */
	readonly trigger: Readonly<Record<string, unknown>>;
	readonly createdAt: number;
	readonly updatedAt: number;
}

/** due → queued → claimed → sent | failed; refused when consent or an address is missing at the moment it falls due. */
export type DeliveryState = 'due' | 'queued' | 'claimed' | 'sent' | 'failed' | 'refused';

export type Outcome =
	| { readonly kind: 'sent' }
	| { readonly kind: 'failed'; readonly reason: string; readonly permanent: boolean };

/** How long one claim may take before it counts as lost. */
export const leaseMs = 30_000;
/** When a delivery that nobody settled goes to the queue again. */
export const requeueAfterMs = 10 * 60_000;

export type ClaimVerdict = 'send' | 'busy' | 'done' | 'lost';

/**
 * May this delivery be sent now? `lost` when an earlier claim ended without a word: whether it was sent is unknown,
 * and the message's policy decides (`resend`).
 */
export function judgeClaim(delivery: Delivery, resend: boolean, now: number): ClaimVerdict {
	if (delivery.state === 'sent' || delivery.state === 'failed' || delivery.state === 'refused') return 'done';
	if (delivery.state !== 'claimed') return 'send';
	if (delivery.leaseUntil !== null && now < delivery.leaseUntil) return 'busy';
	return resend ? 'send' : 'lost';
}

export function claimed(delivery: Delivery, now: number): Delivery {
	return { ...delivery, state: 'claimed', attempts: delivery.attempts + 1, leaseUntil: now + leaseMs, updatedAt: now };
}

/** What an outcome makes of a delivery. A failure that may pass goes back to the queue; what is over stays as it is. */
export function settled(delivery: Delivery, outcome: Outcome, now: number): Delivery {
	if (delivery.state === 'sent' || delivery.state === 'failed' || delivery.state === 'refused') return delivery;
	const after = { ...delivery, leaseUntil: null, updatedAt: now };
	if (outcome.kind === 'sent') return { ...after, state: 'sent', reason: null };
	return { ...after, state: outcome.permanent ? 'failed' : 'queued', reason: outcome.reason.slice(0, 500) };
}
