import type { Env } from '../../env.ts';
import { randomText } from '../../new-id.ts';
import { shardOf } from '../address.ts';
import { kindsOf } from '../held-kinds.ts';
import type { MergeCause } from './departure.ts';
import { type GuardRefusal, refusalOfMerge } from './guard.ts';
import { noteRefusal, wasRefused } from './refusals.ts';
import { type Standing, standingsOf } from './standing.ts';
import { areTwoUsers } from './two-users.ts';

/** Two profiles that an identity shows to be one person, or a teammate says to be. */
export interface Join {
	readonly sourceId: string;
	readonly targetId: string;
	readonly cause: MergeCause;
	/** The merge's own id, where it was there before. */
	readonly mergeId?: string;
	/** A teammate has chosen that the target stays, where neither of the two is known, or each by a userId of their own. */
	readonly isChosen?: boolean;
	/** A teammate knows that they are two users, and says that they are one person all the same. */
	readonly twoUsers?: boolean;
	/** The source's id leads to the target from now on, also where nothing was ever kept of it: it is a device of theirs. */
	readonly isTheirs?: boolean;
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
	const weighed = await weighJoin(env, asked, decider);
	if (weighed.kind !== 'two') return weighed.kind === 'one' ? { ...weighed, mergeId: null } : weighed;
	const { sourceId, targetId, twoUsers, refusal } = weighed;
	if (refusal) {
		const noted = { sourceId, targetId, cause: asked.cause, reason: refusal.reason };
		if (decider === 'server') await noteRefusal(env, noted, Date.now());
		return { kind: 'refused', refusal };
	}
	const { mergeId = `mrg_${randomText(16)}` } = asked;
	await shardOf(env, sourceId).leave({
		mergeId,
		sourceId,
		targetId,
		cause: asked.cause,
		...(twoUsers && { twoUsers }),
		...(asked.isTheirs && { isTheirs: true }),
	});
	return { kind: 'one', profileId: targetId, mergeId };
}

/** Two profiles that may become one, and who of them stays. */
export type Weighed =
	| { readonly kind: 'one'; readonly profileId: string }
	| { readonly kind: 'nobody' }
	| {
			readonly kind: 'two';
			readonly sourceId: string;
			readonly targetId: string;
			/** Which of them stays is a teammate's choice: nobody knows either, or both are users. */
			readonly isOpen: boolean;
			/** Each is known by a userId of their own. */
			readonly twoUsers: boolean;
			readonly refusal: GuardRefusal | null;
	  };

/** What a merge would be, and whether the guard lets it happen. Changes nothing. */
export async function weighJoin(env: Env, asked: Join, decider: Decider): Promise<Weighed> {
	const standings = await standingsOf(env, [asked.sourceId, asked.targetId]);
	const [from, into] = [standings.get(asked.sourceId), standings.get(asked.targetId)];
	if (!from || !into) return { kind: 'nobody' };
	if (from.profileId === into.profileId) return { kind: 'one', profileId: into.profileId };
	const [source, target] = isSourceToStay(from, into, decider, asked.isChosen) ? [into, from] : [from, into];
	const isUnseen = !source.exists && asked.isTheirs === true && target.exists;
	if ((!source.exists && !isUnseen) || (decider !== 'server' && !target.exists)) return { kind: 'nobody' };
	const refusal = await judge(env, source, target, asked, decider);
	const twoUsers = areTwoUsers(from, into);
	const isOpen = twoUsers || (from.userId === null && into.userId === null);
	return { kind: 'two', sourceId: source.profileId, targetId: target.profileId, isOpen, twoUsers, refusal };
}

/** The known one stays; of two users, or two whom nobody knows, a teammate keeps who was here first, unless they choose. */
function isSourceToStay(from: Standing, into: Standing, decider: Decider, isChosen = false): boolean {
	if (decider === 'archive') return false;
	if ((from.userId === null) !== (into.userId === null)) return from.userId !== null;
	if (isChosen) return false;
	return decider === 'teammate' && from.exists && from.firstSeenAt < into.firstSeenAt;
}

/**
 * Merges at a server's word, one after the other; what has just been refused is not asked again. Returns what there is nobody for yet:
 * their first events may be the ones that are about to be kept.
 */
export async function joinAll(env: Env, joins: readonly Join[]): Promise<Join[]> {
	const different = new Map(joins.map((one) => [`${one.sourceId} ${one.targetId}`, one]));
	const early: Join[] = [];
	for (const one of different.values()) {
		if (one.sourceId === one.targetId || wasRefused(one.sourceId, one.targetId, Date.now())) continue;
		if ((await join(env, one)).kind === 'nobody') early.push(one);
	}
	return early;
}

async function judge(
	env: Env,
	source: Standing,
	target: Standing,
	{ cause, twoUsers = false }: Join,
	decider: Decider,
): Promise<GuardRefusal | null> {
	const [kinds, known] = await Promise.all([kindsOf(env), knownOf(env, source, target)]);
	// Who was merged by hand was so with everything that a teammate had to know.
	const isToldOfHand = decider === 'archive' && cause.kind === 'teammate';
	const isTeammate = decider !== 'server';
	return refusalOfMerge({
		source,
		target,
		cause,
		isTeammate,
		twoUsers: isTeammate && (twoUsers || isToldOfHand),
		kinds,
		...known,
	});
}

/** How many identities two profiles have, by kind, whether one has the other's userId, and whether a merge of them was undone. */
async function knownOf(
	env: Env,
	{ profileId: sourceId, userId: sourceUser }: Standing,
	{ profileId: targetId, userId: targetUser }: Standing,
) {
	const [owned, devices, undone, shared] = await env.DB.batch<{ kind: string; count: number }>([
		env.DB.prepare(
			`SELECT kind, iif(kind = 'userId', count(DISTINCT profile_id), count(*)) AS count
			 FROM identities WHERE profile_id IN (?1, ?2) GROUP BY kind`,
		).bind(sourceId, targetId),
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
		env.DB.prepare(
			`SELECT 'shared' AS kind, count(*) AS count FROM identities
			 WHERE kind = 'userId' AND verified = 1
			   AND ((value = ?1 AND profile_id = ?2) OR (value = ?3 AND profile_id = ?4))`,
		).bind(sourceUser, targetId, targetUser, sourceId),
	]);
	const counts = new Map((owned?.results ?? []).map(({ kind, count }) => [kind, count]));
	const own = devices?.results[0]?.count ?? 0;
	counts.set('anonymousId', (counts.get('anonymousId') ?? 0) + own);
	const isAny = (found: typeof undone) => (found?.results[0]?.count ?? 0) > 0;
	return { counts, wasUndone: isAny(undone), isSameUser: isAny(shared) };
}
