import type { Env } from '../env.ts';
import { shardOf } from '../profiles/index.ts';
import { weighByHand } from '../profiles/merge/by-hand.ts';
import { foreseeMerge } from '../profiles/merge/foresee.ts';
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
	const [{ asked, weighed }, ...found] = await Promise.all([
		weighByHand(env, pair, { keep, twoUsers: true, by }),
		...[pair.oneId, pair.otherId].map((id) => shardOf(env, id).detail(id)),
	]);
	const details = found.filter((detail) => detail !== null);
	if (weighed.kind !== 'two') return { details, merged: null, keepId: null, isOpen: false, refusal: null };
	const { sourceId, targetId, isOpen, twoUsers, refusal } = weighed;
	const merged = refusal
		? null
		: await foreseeMerge(env, { sourceId, targetId, cause: asked.cause, ...(twoUsers && { twoUsers }) });
	return { details, merged, keepId: targetId, isOpen, refusal };
}
