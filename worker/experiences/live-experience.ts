import type { Experience } from '../../core/release/types.ts';
import type { Env } from '../env.ts';
import { existingSite, listSites } from '../sites/index.ts';
import { readRelease } from './storage.ts';

/** An experience as visitors get it now; null when the live release has none of its id. */
export async function liveExperience(
	env: Env,
	{ id, siteId }: Pick<Experience, 'id' | 'siteId'>,
): Promise<Experience | null> {
	const { release } = await existingSite(env, siteId);
	const live = release === null ? null : await readRelease(env, siteId, release);
	return live?.experiences.find((one) => one.id === id) ?? null;
}

/** The experiences of all sites as visitors get them now. */
export async function liveExperiences(env: Env): Promise<Experience[]> {
	const sites = await listSites(env);
	const releases = await Promise.all(
		sites.map(({ id, release }) => (release === null ? null : readRelease(env, id, release))),
	);
	return releases.flatMap((release) => release?.experiences ?? []);
}
