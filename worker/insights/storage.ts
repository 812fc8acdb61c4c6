import type { Env } from '../env.ts';

export interface Overview {
	readonly profiles: number;
	readonly profilesToday: number;
	readonly journeysOn: number;
	readonly experiencesLive: number;
	readonly messagesSentToday: number;
}

const dayMs = 86_400_000;

/** Counts over D1, up to a second behind. Today is the last 24 hours. */
export async function overview(env: Env, now: number): Promise<Overview> {
	const row = await env.DB.prepare(
		`SELECT (SELECT count(*) FROM profiles) AS profiles,
		        (SELECT count(*) FROM profiles WHERE last_seen_at > ?1) AS profilesToday,
		        (SELECT count(*) FROM journeys WHERE status = 'on') AS journeysOn,
		        (SELECT count(*) FROM experiences WHERE body ->> 'status' = 'live') AS experiencesLive,
		        (SELECT count(*) FROM deliveries WHERE state = 'sent' AND updated_at > ?1) AS messagesSentToday`,
	)
		.bind(now - dayMs)
		.first<Overview>();
	return row ?? { profiles: 0, profilesToday: 0, journeysOn: 0, experiencesLive: 0, messagesSentToday: 0 };
}
