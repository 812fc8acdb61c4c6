import type { Env } from '../../env.ts';
import type { MergeCause } from './departure.ts';
import type { RefusalReason } from './guard.ts';

/** How long an isolate remembers that two were refused: who shares a device would ask with every event. */
const rememberedMs = 60_000;
const rememberedMax = 10_000;
const refused = new Map<string, number>();

function keyOf(sourceId: string, targetId: string): string {
	return `${sourceId} ${targetId}`;
}

/** Whether these two have just been refused: nothing has changed since that would have to be asked again. */
export function wasRefused(sourceId: string, targetId: string, now: number): boolean {
	return (refused.get(keyOf(sourceId, targetId)) ?? 0) > now - rememberedMs;
}

/** Two profiles that stay two. */
export interface NotedRefusal {
	readonly sourceId: string;
	readonly targetId: string;
	readonly cause: MergeCause;
	readonly reason: RefusalReason;
}

/** Notes those that were not noted just now. */
export async function noteRefusals(env: Env, refusals: readonly NotedRefusal[]): Promise<void> {
	const now = Date.now();
	for (const one of refusals) if (!wasRefused(one.sourceId, one.targetId, now)) await noteRefusal(env, one, now);
}

/** Keeps for teammates that two profiles were not merged, and why. */
export async function noteRefusal(env: Env, refusal: NotedRefusal, now: number): Promise<void> {
	const { sourceId, targetId, cause, reason } = refusal;
	if (refused.size >= rememberedMax) refused.clear();
	refused.set(keyOf(sourceId, targetId), now);
	await env.DB.prepare(
		`INSERT INTO merge_refusals (source_id, target_id, reason, cause_kind, cause_value, first_at, last_at)
		 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)
		 ON CONFLICT (source_id, target_id) DO UPDATE SET reason = ?3, cause_kind = ?4, cause_value = ?5, last_at = ?6`,
	)
		.bind(sourceId, targetId, reason, cause.kind, cause.value, now)
		.run();
}

/** Only for tests that empty the database beneath a living isolate. */
export function forgetRefusals(): void {
	refused.clear();
}
