import { type CompiledRelease, compileRelease, findConflicts } from '../../core/experience/index.ts';
import type { Env } from '../env.ts';
import type { Site } from '../sites/index.ts';
import { learnedWeights } from './learned-weights.ts';
import type { Preview } from './preview.ts';
import { listExperiences, readHoldout } from './storage.ts';

/** What a preview decides with: the drafts as they stand, those that publishing would take and those it asks for. */
export async function previewRelease(
	env: Env,
	site: Pick<Site, 'id' | 'release' | 'timeZone'>,
	{ forced }: Pick<Preview, 'forced'>,
): Promise<CompiledRelease> {
	const [drafts, holdout, weights] = await Promise.all([
		listExperiences(env, site.id),
		readHoldout(env, site.id),
		learnedWeights.get(env),
	]);
	const experiences = drafts.filter(({ id, status }) => status === 'live' || Object.hasOwn(forced, id));
	return compileRelease(
		{
			siteId: site.id,
			number: site.release ?? 0,
			publishedAt: new Date(0).toISOString(),
			timeZone: site.timeZone,
			...(holdout && { holdout }),
			conflicts: findConflicts(experiences),
			experiences,
		},
		{ weights },
	);
}
