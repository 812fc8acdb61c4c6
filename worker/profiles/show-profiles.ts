import type { Env } from '../env.ts';
import { summaries } from './routes.ts';
import { profilesById } from './storage.ts';

/** People by id as lists show them, who was seen last first. Those whom D1 does not know yet are left out. */
export async function showProfiles(env: Env, ids: readonly string[]) {
	return summaries(env, await profilesById(env, ids));
}
