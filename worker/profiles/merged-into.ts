import type { Env } from '../env.ts';
import type { Separated } from './erase-separated.ts';
import { devicesOf, usersOf } from './merge/registry.ts';

/** Everybody who has become one profile. */
export interface MergedInto {
	/** The profile itself, and all that were merged into it, over however many steps. */
	readonly profileIds: readonly string[];
	readonly mergeIds: readonly string[];
	/** Somebody is on their way in or out just now. */
	readonly isUnderWay: boolean;
}

/** From whom somebody was separated, and what is theirs of what came in between. */
export async function separationsOf(env: Env, profileId: string): Promise<Separated[]> {
	const { results } = await env.DB.prepare(
		"SELECT id AS mergeId, target_id AS targetId FROM merges WHERE source_id = ? AND state = 'undone'",
	)
		.bind(profileId)
		.all<{ mergeId: string; targetId: string }>();
	return Promise.all(
		results.map(async ({ mergeId, targetId }) => {
			const [devices, users] = await Promise.all([devicesOf(env, mergeId, profileId), usersOf(env, mergeId)]);
			return { mergeId, targetId, devices, users };
		}),
	);
}

/** Who was merged into a profile, as D1 knows it. */
export async function mergedInto(env: Env, profileId: string): Promise<MergedInto> {
	const everybody = `WITH RECURSIVE everybody (id) AS (
		SELECT ?1 UNION SELECT m.source_id FROM everybody JOIN merges m ON m.target_id = everybody.id AND m.state <> 'undone'
	)`;
	const [people, merges] = await Promise.all([
		env.DB.prepare(`${everybody} SELECT id FROM everybody`).bind(profileId).all<{ id: string }>(),
		env.DB.prepare(
			`${everybody} SELECT id, state FROM merges
			 WHERE source_id IN (SELECT id FROM everybody) OR target_id IN (SELECT id FROM everybody)`,
		)
			.bind(profileId)
			.all<{ id: string; state: string }>(),
	]);
	return {
		profileIds: people.results.map(({ id }) => id),
		mergeIds: merges.results.map(({ id }) => id),
		isUnderWay: merges.results.some(({ state }) => state === 'begun' || state === 'undoing'),
	};
}
