import type { Env } from '../../env.ts';
import { randomText } from '../../new-id.ts';
import { shardOf } from '../address.ts';
import { kindsOf } from '../held-kinds.ts';
import type { MergeCause } from './departure.ts';
import { type GuardRefusal, refusalOfMerge } from './guard.ts';
import { noteRefusal, wasRefused } from './refusals.ts';
import { type Standing, standingsOf } from './standing.ts';

/** Two profiles that an identity shows to be one person, or a teammate says to be. */
export interface Join {
	readonly sourceId: string;
	readonly targetId: string;
	readonly cause: MergeCause;
	/** The merge's own id, where it was there before. */
	readonly mergeId?: string;
}

/** Who decides: a server's word, which the guard may refuse; somebody of the team; or what the archive tells of a merge. */
export type Decider = 'server' | 'teammate' | 'archive';

export type Joined =
	/** They are one, or will be in a moment, whatever happens: the profile that stays. */
	| { readonly kind: 'one'; readonly profileId: string; readonly mergeId: string | null }
	/** One of them is nobody. */
	| { readonly kind: 'nobody' }
	| { readonly kind: 'refused'; readonly refusal: GuardRefusal };

/**
 * Merges one profile into another, unless the guard knows better; who has been merged before stands for the profile that they
 * became. When this answers, the merge is noted on the source's shard, which finishes it.
 */
export async function join(env: Env, asked: Join, decider: Decider = 'server'): Promise<Joined> {
	const now = Date.now();
	const standings = await standingsOf(env, [asked.sourceId, asked.targetId]);
	const [from, into] = [standings.get(asked.sourceId), standings.get(asked.targetId)];
	if (!from || !into) return { kind: 'nobody' };
	if (from.profileId === into.profileId) return { kind: 'one', profileId: into.profileId, mergeId: null };
	const [source, target] = isSourceToStay(from, into, decider) ? [into, from] : [from, into];
	const isTeammate = decider !== 'server';
	if (!source.exists || (isTeammate && !target.exists)) return { kind: 'nobody' };
	const refusal = await judge(env, source, target, asked.cause, isTeammate);
	const [sourceId, targetId] = [source.profileId, target.profileId];
	if (refusal) {
		if (!isTeammate) await noteRefusal(env, { sourceId, targetId, cause: asked.cause, reason: refusal.reason }, now);
		return { kind: 'refused', refusal };
	}
	const { mergeId = `mrg_${randomText(16)}` } = asked;
	await shardOf(env, sourceId).leave({ mergeId, sourceId, targetId, cause: asked.cause });
	return { kind: 'one', profileId: targetId, mergeId };
}

/** The known one stays; of two whom a teammate has chosen and nobody knows, the one who was here first. */
function isSourceToStay(from: Standing, into: Standing, decider: Decider): boolean {
	if (decider === 'archive') return false;
	if ((from.userId === null) !== (into.userId === null)) return from.userId !== null;
	return decider === 'teammate' && from.userId === null && from.exists && from.firstSeenAt < into.firstSeenAt;
}

/** Merges at a server's word, one after the other; what has just been refused is not asked again. */
export async function joinAll(env: Env, joins: readonly Join[]): Promise<void> {
	const different = new Map(joins.map((one) => [`${one.sourceId} ${one.targetId}`, one]));
	for (const one of different.values()) {
		if (one.sourceId === one.targetId || wasRefused(one.sourceId, one.targetId, Date.now())) continue;
		await join(env, one);
	}
}

async function judge(
	env: Env,
	source: Standing,
	target: Standing,
	cause: MergeCause,
	isTeammate: boolean,
): Promise<GuardRefusal | null> {
	const [kinds, { counts, wasUndone }] = await Promise.all([
		kindsOf(env),
		countsOf(env, source.profileId, target.profileId),
	]);
	return refusalOfMerge({ source, target, cause, isTeammate, kinds, counts, wasUndone });
}

/** How many identities two profiles have together, by kind, and whether a merge of them was undone. */
async function countsOf(env: Env, sourceId: string, targetId: string) {
	const [owned, devices, undone] = await env.DB.batch<{ kind: string; count: number }>([
		env.DB.prepare('SELECT kind, count(*) AS count FROM identities WHERE profile_id IN (?1, ?2) GROUP BY kind').bind(
			sourceId,
			targetId,
		),
		env.DB.prepare(
			`WITH RECURSIVE inside (id) AS (
				SELECT ?1 UNION SELECT ?2
				UNION SELECT m.source_id FROM inside JOIN merges m ON m.target_id = inside.id AND m.state <> 'undone'
			 )
			 SELECT 'anonymousId' AS kind, count(*) AS count FROM inside`,
		).bind(sourceId, targetId),
		env.DB.prepare(
			`SELECT 'undone' AS kind, count(*) AS count FROM merges
			 WHERE state = 'undone' AND ((source_id = ?1 AND target_id = ?2) OR (source_id = ?2 AND target_id = ?1))`,
		).bind(sourceId, targetId),
	]);
	const counts = new Map((owned?.results ?? []).map(({ kind, count }) => [kind, count]));
	const own = devices?.results[0]?.count ?? 0;
	counts.set('anonymousId', (counts.get('anonymousId') ?? 0) + own);
	return { counts, wasUndone: (undone?.results[0]?.count ?? 0) > 0 };
}
