import type { Env } from '../../env.ts';
import { instant } from '../instant.ts';
import { type MergeCause, undoMs } from './departure.ts';
import { describeRefusal, type RefusalReason } from './guard.ts';

/** A merge as a teammate sees it. Moments are ISO instants. */
export interface ShownMerge {
	readonly id: string;
	/** Who was merged into whom. */
	readonly sourceId: string;
	readonly targetId: string;
	readonly state: 'begun' | 'done' | 'undoing' | 'undone';
	readonly cause: MergeCause;
	readonly at: string;
	/** Until when it may be undone; null when it may not. */
	readonly undoUntil: string | null;
	readonly undoneAt: string | null;
	readonly undoneBy: string | null;
}

/** Two profiles that the guard kept apart, by the one that is looked at. */
export interface ShownRefusal {
	readonly otherId: string;
	readonly reason: RefusalReason;
	readonly message: string;
	readonly hint: string;
	readonly cause: MergeCause;
	readonly firstAt: string;
	readonly lastAt: string;
}

interface MergeRow {
	readonly id: string;
	readonly sourceId: string;
	readonly targetId: string;
	readonly state: ShownMerge['state'];
	readonly kind: string;
	readonly value: string;
	readonly begunAt: number;
	readonly doneAt: number | null;
	readonly undoneAt: number | null;
	readonly undoneBy: string | null;
}

const mergeColumns = `id, source_id AS sourceId, target_id AS targetId, state, cause_kind AS kind, cause_value AS value,
	begun_at AS begunAt, done_at AS doneAt, undone_at AS undoneAt, undone_by AS undoneBy`;
/** How many of each a teammate is shown, the newest first. */
const shownMax = 50;

/** Merges into a profile, or out of one that is itself again; the newest first. */
export async function mergesOf(env: Env, profileId: string, now: number): Promise<ShownMerge[]> {
	const { results } = await env.DB.prepare(
		`SELECT ${mergeColumns} FROM merges
		 WHERE target_id = ?1 OR id IN (SELECT id FROM merges WHERE source_id = ?1 AND state = 'undone')
		 ORDER BY begun_at DESC, id LIMIT ${shownMax}`,
	)
		.bind(profileId)
		.all<MergeRow>();
	return results.map((row) => shown(row, now));
}

export async function mergeById(env: Env, id: string, now: number): Promise<ShownMerge | null> {
	const row = await env.DB.prepare(`SELECT ${mergeColumns} FROM merges WHERE id = ?1`).bind(id).first<MergeRow>();
	return row ? shown(row, now) : null;
}

function shown({ kind, value, begunAt, doneAt, undoneAt, ...row }: MergeRow, now: number): ShownMerge {
	const isOpen = row.state === 'done' && doneAt !== null && doneAt + undoMs > now;
	return {
		...row,
		cause: { kind, value },
		at: instant(doneAt ?? begunAt),
		undoUntil: isOpen ? instant(doneAt + undoMs) : null,
		undoneAt: undoneAt === null ? null : instant(undoneAt),
	};
}

/** Whom the guard has kept apart from a profile; the latest first. */
export async function refusalsOf(env: Env, profileId: string): Promise<ShownRefusal[]> {
	const { results } = await env.DB.prepare(
		`SELECT CASE source_id WHEN ?1 THEN target_id ELSE source_id END AS otherId, reason, cause_kind AS kind,
		        cause_value AS value, first_at AS firstAt, last_at AS lastAt
		 FROM merge_refusals WHERE source_id = ?1 OR target_id = ?1 ORDER BY last_at DESC LIMIT ${shownMax}`,
	)
		.bind(profileId)
		.all<{ otherId: string; reason: RefusalReason; kind: string; value: string; firstAt: number; lastAt: number }>();
	return results.map(({ otherId, reason, kind, value, firstAt, lastAt }) => ({
		otherId,
		reason,
		...describeRefusal(reason, { kind, value }),
		cause: { kind, value },
		firstAt: instant(firstAt),
		lastAt: instant(lastAt),
	}));
}
