import { type CompiledRelease, compileRelease } from '../../core/experience/index.ts';
import type { Env } from '../env.ts';
import type { Site } from '../sites/index.ts';
import type { Preview } from './preview.ts';
import { listExperiences } from './storage.ts';

/** What a preview decides with: the drafts as they stand, those that publishing would take and those it asks for. */
export async function previewRelease(
	env: Env,
	site: Pick<Site, 'id' | 'release' | 'timeZone'>,
	{ forced }: Pick<Preview, 'forced'>,
): Promise<CompiledRelease> {
	const drafts = await listExperiences(env, site.id);
	const experiences = drafts.filter(({ id, status }) => status === 'live' || Object.hasOwn(forced, id));
	return compileRelease({
		siteId: site.id,
		number: site.release ?? 0,
		publishedAt: new Date(0).toISOString(),
		timeZone: site.timeZone,
		experiences,
	});
}
