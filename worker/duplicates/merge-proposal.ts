import { Refusal } from '../../core/refusal.ts';
import type { Env } from '../env.ts';
import { shardOf } from '../profiles/index.ts';
import { foreseeMerge } from '../profiles/merge/foresee.ts';
import { type Join, join, weighJoin } from '../profiles/merge/join.ts';
import type { ProfileDetail } from '../profiles/view.ts';
import type { Pair } from './evidence.ts';

/** Who two people would be as one, and whether they may be. */
export interface ForeseenMerge {
	readonly details: readonly ProfileDetail[];
	readonly merged: ProfileDetail | null;
	/** Whose id stays. */
	readonly keepId: string | null;
	/** Whether the other's id may stay instead. */
	readonly isOpen: boolean;
	readonly refusal: { readonly reason: string; readonly message: string; readonly hint: string } | null;
}

/** What merging would make of two people, by the rules by which they are merged. Changes nothing. */
export async function foreseeProposal(
	env: Env,
	pair: Pair,
	keep: string | undefined,
	by: string,
): Promise<ForeseenMerge> {
	const asked = joinOf(pair, keep, by);
	const [weighed, ...found] = await Promise.all([
		weighJoin(env, asked, 'teammate'),
		...[pair.oneId, pair.otherId].map((id) => shardOf(env, id).detail(id)),
	]);
	const details = found.filter((detail) => detail !== null);
	if (weighed.kind !== 'two') return { details, merged: null, keepId: null, isOpen: false, refusal: null };
	const { sourceId, targetId, isOpen, refusal } = weighed;
	const merged = refusal ? null : await foreseeMerge(env, { sourceId, targetId, cause: asked.cause });
	return { details, merged, keepId: targetId, isOpen, refusal };
}

/** Merges them; returns who stays. Refuses what the guard refuses. */
export async function mergeProposal(env: Env, pair: Pair, keep: string | undefined, by: string): Promise<string> {
	const asked = joinOf(pair, keep, by);
	const weighed = await weighJoin(env, asked, 'teammate');
	if (keep !== undefined && weighed.kind === 'two' && weighed.targetId !== keep) {
		throw new Refusal('merge-known-stays', 'The one with a userId stays: your servers know them by it.', {
			status: 409,
			path: 'keep',
			hint: 'Leave out "keep", or name the other one.',
		});
	}
	const joined = await join(env, asked, 'teammate');
	if (joined.kind === 'one') return joined.profileId;
	if (joined.kind === 'nobody') {
		throw new Refusal('duplicate-gone', 'One of the two is not there any more.', { status: 409 });
	}
	const { reason, message, hint } = joined.refusal;
	throw new Refusal(`merge-${reason}`, message, { status: 409, hint });
}

function joinOf({ oneId, otherId }: Pair, keep: string | undefined, by: string): Join {
	if (keep !== undefined && keep !== oneId && keep !== otherId) {
		throw new Refusal('keep-unknown', 'Only one of the two can stay.', {
			path: 'keep',
			hint: 'Name one of their ids.',
		});
	}
	const [sourceId, targetId] = keep === oneId ? [otherId, oneId] : [oneId, otherId];
	return { sourceId, targetId, cause: { kind: 'teammate', value: by }, isChosen: keep !== undefined };
}
