import { Refusal } from '../../../core/refusal.ts';
import type { Env } from '../../env.ts';
import { type Join, join, type Weighed, weighJoin } from './join.ts';

/** Two profiles that a teammate says are one person's. */
export interface HandPair {
	readonly oneId: string;
	readonly otherId: string;
}

/** What a teammate decides about them. */
export interface HandDecision {
	/** Whose id stays, where that is open. */
	readonly keep?: string | undefined;
	/** They know that these are two users. */
	readonly twoUsers: boolean;
	/** Who decides: an e-mail address. */
	readonly by: string;
}

/** What merging them would be. Changes nothing. */
export async function weighByHand(
	env: Env,
	pair: HandPair,
	decision: HandDecision,
): Promise<{ asked: Join; weighed: Weighed }> {
	const asked = joinOf(pair, decision);
	return { asked, weighed: await weighJoin(env, asked, 'teammate') };
}

/**
 * Merges them; returns who stays. Refuses what the guard refuses, two users of whom the teammate does not say so, and to keep the
 * unknown one of two.
 */
export async function mergeByHand(env: Env, pair: HandPair, decision: HandDecision): Promise<string> {
	const { asked, weighed } = await weighByHand(env, pair, decision);
	if (decision.keep !== undefined && weighed.kind === 'two' && weighed.targetId !== decision.keep) {
		throw new Refusal('merge-known-stays', 'The one with a userId stays: your servers know them by it.', {
			status: 409,
			path: 'keep',
			hint: 'Leave out "keep", or name the other one.',
		});
	}
	const joined = await join(env, asked, 'teammate');
	if (joined.kind === 'one') return joined.profileId;
	if (joined.kind === 'nobody') {
		throw new Refusal('merge-gone', 'One of the two is not there any more.', { status: 409 });
	}
	const { reason, message, hint } = joined.refusal;
	if (reason === 'two-users') throw twoUsers(message);
	throw new Refusal(`merge-${reason}`, message, { status: 409, hint });
}

function twoUsers(message: string): Refusal {
	return new Refusal('merge-two-users', message, {
		status: 409,
		path: 'twoUsers',
		hint: 'If they are one person all the same, send "twoUsers": true: one userId stays the profile’s, and the other finds it too.',
	});
}

function joinOf({ oneId, otherId }: HandPair, { keep, twoUsers: areTwoUsers, by }: HandDecision): Join {
	if (keep !== undefined && keep !== oneId && keep !== otherId) {
		throw new Refusal('keep-unknown', 'Only one of the two can stay.', {
			path: 'keep',
			hint: 'Name one of their ids.',
		});
	}
	const [sourceId, targetId] = keep === oneId ? [otherId, oneId] : [oneId, otherId];
	const cause = { kind: 'teammate', value: by };
	return { sourceId, targetId, cause, isChosen: keep !== undefined, twoUsers: areTwoUsers };
}
