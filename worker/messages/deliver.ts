import type { Env } from '../env.ts';
import { addressOf, type ClaimResult, type Outcome, shardOf } from '../profiles/index.ts';
import { ProviderError, type SendEmail } from './email.ts';
import { emailProvider } from './email-provider.ts';
import { mailboxSender } from './providers/mailbox.ts';
import { smtpSender } from './providers/smtp.ts';
import { renderEmail } from './render.ts';
import { messageById } from './storage.ts';
import type { DeliveryTicket } from './ticket.ts';

type Claimed = Extract<ClaimResult, { state: 'send' }>;
type Purpose = 'marketing' | 'transactional';

/** In seconds: 10, 20, 40 … 300; the queue's eight retries last twenty minutes, which outlives greylisting. */
export function backoffSeconds(attempts: number): number {
	return Math.min(300, 10 * 2 ** Math.max(0, attempts - 1));
}

/**
 * Sends a batch of deliveries. Each is claimed from its shard first, so that however often its ticket comes, it is
 * sent once; each is acknowledged or tried again by itself, so that none holds up the others.
 * @param sender who sends, for tests; else the provider that is set
 */
export async function deliver(batch: MessageBatch<DeliveryTicket>, env: Env, sender?: SendEmail): Promise<void> {
	const send = sender ?? lazySender(env);
	await Promise.all(batch.messages.map((message) => deliverOne(message, env, send)));
}

async function deliverOne(message: Message<DeliveryTicket>, env: Env, send: SendEmail): Promise<void> {
	try {
		const retryAfter = await attempt(message.body, message.attempts, env, send);
		if (retryAfter === null) message.ack();
		else message.retry({ delaySeconds: retryAfter });
	} catch (error) {
		console.error('a delivery is tried again', message.body.deliveryId, error);
		message.retry({ delaySeconds: backoffSeconds(message.attempts) });
	}
}

/** Answers after how many seconds to try again; null when there is nothing more to do. */
async function attempt(ticket: DeliveryTicket, attempts: number, env: Env, send: SendEmail): Promise<number | null> {
	if (addressOf(env, ticket.profileId) === null) return null;
	const claim = await claimOf(ticket, env);
	if (claim.state === 'busy') return claim.retryAfterSeconds;
	if (claim.state !== 'send') return null;
	const outcome = await outcomeOf(claim, env, send);
	await settle(env, ticket, outcome);
	return outcome.kind === 'failed' && !outcome.permanent ? backoffSeconds(attempts) : null;
}

/** When an earlier try ended without a word, the shard asks the message's purpose whether to resend. */
async function claimOf(ticket: DeliveryTicket, env: Env): Promise<ClaimResult> {
	return shardOf(env, ticket.profileId).claim(ticket, { resend: true });
}

async function outcomeOf({ delivery, subject }: Claimed, env: Env, send: SendEmail): Promise<Outcome> {
	let purpose: Purpose = 'marketing';
	try {
		const message = await messageById(env, delivery.messageId);
		if (!message) return { kind: 'failed', reason: 'The message was deleted.', permanent: true };
		purpose = message.purpose;
		await send(renderEmail(message, delivery.id, delivery.profileId, subject), delivery.id);
		return { kind: 'sent' };
	} catch (error) {
		return { kind: 'failed', ...failureOf(error, purpose) };
	}
}

/** An e-mail that may have gone out is sent again only when missing it would be worse than having it twice. */
function failureOf(error: unknown, purpose: Purpose): { readonly reason: string; readonly permanent: boolean } {
	if (!(error instanceof ProviderError)) {
		console.error('a delivery failed on our side', error);
		return { reason: 'Something went wrong on our side.', permanent: false };
	}
	const isOver = error.trouble === 'permanent' || (error.trouble === 'unknown' && purpose === 'marketing');
	return { reason: error.message, permanent: isOver };
}

/** An outcome that the shard does not hear of leaves the claim open, which the message's policy would have to guess at. */
async function settle(env: Env, ticket: DeliveryTicket, outcome: Outcome): Promise<void> {
	for (let tries = 1; ; tries++) {
		try {
			return await shardOf(env, ticket.profileId).settle(ticket, outcome);
		} catch (error) {
			if (tries === 3) throw error;
		}
	}
}

/** Deliveries that ran out of tries: their shard hears why. */
export async function buryDead(batch: MessageBatch<DeliveryTicket>, env: Env): Promise<void> {
	await Promise.all(batch.messages.map((message) => bury(message, env)));
}

async function bury(message: Message<DeliveryTicket>, env: Env): Promise<void> {
	try {
		const reason = 'It could not be sent, however often it was tried.';
		if (addressOf(env, message.body.profileId))
			await settle(env, message.body, { kind: 'failed', reason, permanent: true });
		message.ack();
	} catch (error) {
		console.error('a dead delivery is not settled yet', message.body.deliveryId, error);
		message.retry({ delaySeconds: backoffSeconds(message.attempts) });
	}
}

/** The provider that is set, read once a batch and only when something is to be sent. */
function lazySender(env: Env): SendEmail {
	let chosen: Promise<SendEmail> | null = null;
	return async function sendByProvider(email, key) {
		chosen ??= chooseSender(env);
		await (await chosen)(email, key);
	};
}

async function chooseSender(env: Env): Promise<SendEmail> {
	const provider = await emailProvider(env);
	return provider.kind === 'smtp' ? smtpSender(provider) : mailboxSender(env);
}
