import type { Explanation } from '../../core/condition/types.ts';
import type { Env } from '../env.ts';
import type { Segment } from '../segments/index.ts';
import { shardOf } from './address.ts';

/** Whether a person is in a segment, what decides it, and what the segment's rule sees of them. */
export interface ExplainedMembership {
	readonly member: boolean;
	/** An ISO instant: since when they are in it, or are kept out by hand. */
	readonly since: string | null;
	readonly decidedBy: 'rule' | 'snapshot' | 'hand';
	/** What the rule says, of a snapshot at its moment; null for a list, which has none. */
	readonly explanation: Explanation | null;
}

/** Null when the profile does not exist. */
export async function explainMembership(
	env: Env,
	profileId: string,
	{ id, kind, condition, takenAt }: Segment,
): Promise<ExplainedMembership | null> {
	const shard = shardOf(env, profileId);
	const [detail, explanation] = await Promise.all([
		shard.detail(profileId),
		kind === 'list' ? null : shard.explain(profileId, JSON.stringify(condition), takenAt),
	]);
	if (!detail) return null;
	const membership = detail.segments.find((segment) => segment.id === id);
	const keptOut = detail.keptOut.find((segment) => segment.id === id);
	const byHand = kind === 'list' || keptOut !== undefined || membership?.byHand === true;
	return {
		member: membership !== undefined,
		since: membership?.since ?? keptOut?.since ?? null,
		decidedBy: byHand ? 'hand' : kind === 'snapshot' ? 'snapshot' : 'rule',
		explanation,
	};
}
