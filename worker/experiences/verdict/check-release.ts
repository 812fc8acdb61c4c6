import type { Experience, Release } from '../../../core/release/types.ts';
import type { Env } from '../../env.ts';
import { listSites, type Site } from '../../sites/index.ts';
import { dayMs } from '../../traffic/day.ts';
import { dayOf, pagesSeen } from '../../traffic/index.ts';
import { readRelease } from '../storage.ts';
import { type CheckedPage, checkExperience, pageReader, type ReadPage } from './check-experience.ts';
import { forgetVerdicts } from './live-verdicts.ts';
import { allVerdicts, type StoredVerdicts, saveVerdicts } from './storage.ts';

/** Checks the edits of a release on the site's pages, and keeps what was found. */
export async function checkRelease(
	env: Env,
	site: Site,
	{ experiences, number }: Pick<Release, 'experiences' | 'number'>,
	nowMs: number,
	read: ReadPage = pageReader(site),
): Promise<void> {
	const checked = await checkEdits(env, site, experiences, nowMs, read);
	await saveVerdicts(
		env,
		checked.map((one) => ({ ...one, release: number })),
	);
	forgetVerdicts();
}

/** Checks edits on the site's pages. What the site does not answer in time stays as it was. */
export async function checkEdits(
	env: Env,
	site: Site,
	experiences: readonly Experience[],
	nowMs: number,
	read: ReadPage = pageReader(site),
): Promise<Omit<StoredVerdicts, 'release'>[]> {
	const [before, seen] = await Promise.all([allVerdicts(env, site.id), pagesOfLate(env, site.id, nowMs)]);
	return Promise.all(
		experiences.map(async (experience) => {
			const last = before.find(({ experienceId }) => experienceId === experience.id)?.pages ?? [];
			const pages: readonly CheckedPage[] = await checkExperience(experience, site, read, last, seen);
			return { experienceId: experience.id, siteId: site.id, pages, checkedAt: nowMs };
		}),
	);
}

/** Checks all sites' live edits that were last checked a day ago or more. Sites fail apart. */
export async function recheckReleases(env: Env, nowMs: number): Promise<void> {
	for (const site of await listSites(env)) {
		try {
			const release = site.release === null ? null : await readRelease(env, site.id, site.release);
			if (!release) continue;
			const known = (await allVerdicts(env, site.id)).filter((one) => one.release === release.number);
			const isFresh = known.length > 0 && known.every(({ checkedAt }) => nowMs - checkedAt < dayMs);
			if (!isFresh) await checkRelease(env, site, release, nowMs);
		} catch (error) {
			console.error('a site’s edits could not be checked', site.id, error);
		}
	}
}

/** The most frequent pages of the last week; none when they cannot be told. */
export async function pagesOfLate(env: Env, siteId: string, nowMs: number): Promise<string[]> {
	return pagesSeen(env, siteId, dayOf(nowMs - 7 * dayMs), dayOf(nowMs)).catch((error: unknown) => {
		console.error('pages to check could not be found out', error);
		return [];
	});
}
