import type { Experience } from '../../core/release/types.ts';
import type { Env } from '../env.ts';
import { existingSite, listSites } from '../sites/index.ts';
import { readRelease } from './storage.ts';

/** An experience as visitors get it now. */
export interface LiveExperience {
	readonly experience: Experience;
	/** Share of the site's people for whom nothing is changed. */
	readonly siteHoldout: number;
}

/** An experience as visitors get it now; null when the live release has none of its id. */
export async function liveExperience(
	env: Env,
	{ id, siteId }: Pick<Experience, 'id' | 'siteId'>,
): Promise<LiveExperience | null> {
	const { release } = await existingSite(env, siteId);
	const live = release === null ? null : await readRelease(env, siteId, release);
	const experience = live?.experiences.find((one) => one.id === id);
	return experience ? { experience, siteHoldout: live?.holdout?.share ?? 0 } : null;
}

/** The bandits that are live, of all sites. */
export async function liveBandits(env: Env): Promise<Experience[]> {
	const sites = await listSites(env);
	const releases = await Promise.all(
		sites.map(({ id, release }) => (release === null ? null : readRelease(env, id, release))),
	);
	return releases.flatMap((release) => release?.experiences.filter(({ kind }) => kind === 'bandit') ?? []);
}
