import { findConflicts } from '../../core/experience/index.ts';
import { canTeach } from '../../core/goal/index.ts';
import { Refusal } from '../../core/refusal.ts';
import {
	type Experience,
	type Problem,
	parseExperience,
	type Release,
	validateRelease,
} from '../../core/release/index.ts';
import type { Env } from '../env.ts';
import { listGoals } from '../results/index.ts';
import { allSegments } from '../segments/index.ts';
import { invalidateSites, readSite } from '../sites/index.ts';
import { serveRelease } from './live-release.ts';
import { insertRelease, listExperiences, nextNumber, readHoldout } from './storage.ts';
import { checkEdits } from './verdict/check-release.ts';
import { saveVerdicts } from './verdict/storage.ts';

/** The drafts do not hold together: all that is wrong with them, each with where and how to mend it. */
export class ReleaseRefusal extends Refusal {
	readonly problems: readonly Problem[];

	constructor(problems: readonly Problem[]) {
		super('release-invalid', 'The experiences cannot be published as they are.', { status: 422 });
		this.problems = problems;
	}

	override toJSON() {
		return { ...super.toJSON(), problems: this.problems };
	}
}

/** Two people who publish at the same moment are both served; more give way. */
const tries = 3;

/**
 * Publishes a site's live drafts as the next release, with who gives way to whom where two change the same thing, and its edits
 * where the site's pages, of which none is waited for longer than 2.5 seconds, say that they can be made; and serves it
 * from now on. Refuses (422, with all problems) what
 * does not hold together, and (409) when others keep publishing in between.
 */
export async function publish(env: Env, siteId: string, publishedBy: string, now: Date): Promise<Release> {
	const [site, holdout] = await Promise.all([readSite(env, siteId), readHoldout(env, siteId)]);
	const experiences = await checkedDrafts(env, siteId, site?.origin != null);
	const timeZone = site?.timeZone ?? 'UTC';
	const conflicts = findConflicts(experiences);
	const checked = site ? await checkEdits(env, site, experiences, now.getTime()) : [];
	for (let count = 0; count < tries; count++) {
		const number = await nextNumber(env, siteId);
		const release: Release = {
			...{ siteId, number, publishedAt: now.toISOString(), timeZone },
			...(holdout && holdout.share > 0 && { holdout }),
			...{ conflicts, experiences },
		};
		if (!(await insertRelease(env, release, publishedBy))) continue;
		await saveVerdicts(
			env,
			checked.map((one) => ({ ...one, release: number })),
		);
		await serve(env, siteId, number);
		return release;
	}
	throw new Refusal('changed-meanwhile', 'Somebody else is publishing at this moment.', {
		status: 409,
		hint: 'Look at the newest release, and publish again.',
	});
}

/** What this isolate serves from now on; others hear of it when they read the site's record again, within a second. */
export async function serve(env: Env, siteId: string, number: number): Promise<void> {
	await serveRelease(env, siteId, number);
	invalidateSites();
}

async function checkedDrafts(env: Env, siteId: string, seesCookies: boolean): Promise<Experience[]> {
	const [drafts, segments, goals] = await Promise.all([listExperiences(env, siteId), allSegments(env), listGoals(env)]);
	const experiences = drafts.filter(({ status }) => status === 'live').map((draft) => parseExperience(draft));
	const ids = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id);
	const problems = validateRelease({
		siteId,
		experiences,
		segmentIds: ids(segments),
		goalIds: ids(goals.filter(canTeach)),
		seesCookies,
	});
	if (problems.length > 0) throw new ReleaseRefusal(problems);
	return experiences;
}
