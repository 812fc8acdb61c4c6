import type { Experience } from '../../core/release/types.ts';
import type { Env } from '../env.ts';
import { listSites } from '../sites/index.ts';
import { listExperiences, readRelease } from './storage.ts';

/** Names of the experiences that are live, in drafts or in the releases that are on, and of which `mentions` is true. */
export async function experiencesMentioning(
	env: Env,
	mentions: (experience: Experience) => boolean,
): Promise<string[]> {
	const bySite = await Promise.all((await listSites(env)).map(({ id, release }) => liveOf(env, id, release)));
	const users = bySite.flat().filter(mentions);
	return [...new Map(users.map(({ id, name }) => [id, name])).values()];
}

async function liveOf(env: Env, siteId: string, release: number | null): Promise<Experience[]> {
	const [drafts, published] = await Promise.all([
		listExperiences(env, siteId),
		release === null ? null : readRelease(env, siteId, release),
	]);
	return [...drafts.filter(({ status }) => status === 'live'), ...(published?.experiences ?? [])];
}
