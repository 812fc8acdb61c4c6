import { compileRelease, type Decision } from '../../core/experience/index.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Experience } from '../../core/release/types.ts';
import type { Env } from '../env.ts';
import { withoutOwnParameters } from '../own-parameters.ts';
import type { Site } from '../sites/index.ts';
import { asksOf, decideVisit } from './decide-visit.ts';
import { listExperiences, readRelease } from './storage.ts';
import { viewInTime } from './view-in-time.ts';

/** A decision, of an experience with this status; `invalid` is a draft that is not finished enough to decide with. */
export type ExplainedDecision = Omit<Decision, 'reason' | 'until'> & {
	readonly reason: Decision['reason'] | 'invalid';
	readonly status: Experience['status'];
};

const deadlineMs = 2_000;

/**
 * What a site would show to somebody on a page and why, experience by experience: those of the live release as they
 * were published, then the drafts that it does not hold.
 * @param anonymousId null for a visitor of whom nothing is known
 */
export async function explainPage(env: Env, request: Request, site: Site, asked: string, anonymousId: string | null) {
	const [drafts, live] = await Promise.all([
		listExperiences(env, site.id),
		site.release === null ? null : readRelease(env, site.id, site.release),
	]);
	const released = live?.experiences ?? [];
	const others = drafts.filter(({ id }) => !released.some((one) => one.id === id));
	const url = withoutOwnParameters(asked);
	const explain = (experience: Experience) => explainOne(env, request, url, anonymousId, experience);
	return { release: site.release, decisions: await Promise.all([...released, ...others].map(explain)) };
}

/** One by one, because a draft that does not compile must not keep the others from being explained. */
async function explainOne(
	env: Env,
	request: Request,
	url: string,
	id: string | null,
	experience: Experience,
): Promise<ExplainedDecision> {
	const { siteId, status } = experience;
	try {
		const compiled = compileRelease({ siteId, number: 0, publishedAt: '', experiences: [experience] });
		const view = id === null ? null : await viewInTime(env, id, asksOf(compiled, url), deadlineMs);
		const visit = { id, isNew: false, isKept: true, personalization: true };
		const [decision] = decideVisit(compiled, { request, url, visit, view }, undefined, Date.now());
		if (!decision) throw new Error('an experience was not decided');
		const { until: _, ...shown } = decision;
		return { ...shown, status };
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return invalid(experience, error.message);
	}
}

function invalid({ id, name, status }: Experience, says: string): ExplainedDecision {
	return {
		...{ experienceId: id, experienceName: name, variantId: null, variantName: null },
		...{ reason: 'invalid', says: `It cannot be decided yet: ${says}`, edits: [], values: {}, status },
	};
}
