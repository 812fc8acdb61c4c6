import { type CompiledRelease, compileRelease, type Decision, findConflicts } from '../../core/experience/index.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Conflict, Experience } from '../../core/release/types.ts';
import type { Env } from '../env.ts';
import { withoutOwnParameters } from '../own-parameters.ts';
import type { Site } from '../sites/index.ts';
import { asksOf, decideVisit, type Told } from './decide-visit.ts';
import { learnedWeights } from './learned-weights.ts';
import { listExperiences, readHoldout, readRelease } from './storage.ts';
import { offEdits } from './verdict/off-edits.ts';
import { viewInTime } from './view-in-time.ts';

/** Whom a page is explained for, and when. */
export interface ExplainFor extends Told {
	/** Null for code that is on no page. */
	readonly url: string | null;
	readonly referrer?: string | null | undefined;
	/** An anonymousId or a profile's id; null for a visitor of whom nothing is known. */
	readonly id: string | null;
	/** ms since 1970. */
	readonly at: number;
	/** Decide with the drafts, as if they were published, and not with the release that is live. */
	readonly drafts: boolean;
}

/** A decision, of an experience with this status; `invalid` is a draft that is not finished enough to decide with. */
export type ExplainedDecision = Omit<Decision, 'reason' | 'until'> & {
	readonly reason: Decision['reason'] | 'invalid';
	readonly status: Experience['status'];
	/** The earliest instant (ISO) at which it could change with no new data; null if never. */
	readonly until: string | null;
};

const deadlineMs = 2_000;

/**
 * What a site would show to somebody on a page and why, experience by experience, with every check that was made: those of
 * the live release as they were published, then the drafts that it does not hold, which give way to them.
 */
export async function explainPage(env: Env, request: Request, site: Site, asked: ExplainFor) {
	const { experiences, head, ownConflicts } = await experiencesOf(env, site, asked.drafts);
	const complaints = new Map(experiences.map((one) => [one.id, complaintAbout(one)]));
	const usable = experiences.filter(({ id }) => complaints.get(id) === null);
	const release = { ...head, conflicts: ownConflicts(findConflicts(usable)), experiences: usable };
	const compiled = compileRelease(release, { weights: await learnedWeights.get(env) });
	const decided = new Map((await decideAll(env, request, compiled, asked)).map((one) => [one.experienceId, one]));
	return {
		release: site.release,
		decisions: await Promise.all(
			experiences.map(async (experience) => {
				const decision = explained(experience, decided.get(experience.id), complaints.get(experience.id) ?? '');
				return asked.url === null ? decision : withOffEdits(env, decision, asked.url);
			}),
		),
	};
}

/** Says besides what of a variant is made nowhere on the page. */
async function withOffEdits(env: Env, decision: ExplainedDecision, url: string): Promise<ExplainedDecision> {
	if (decision.variantId === null) return decision;
	const off = await offEdits(env, decision.experienceId, decision.variantId, url);
	const notes = off.map(({ selector, reason }) => `The edit of ${selector} is off: ${reason}`);
	return { ...decision, says: [decision.says, ...notes].join(' ') };
}

/** What is decided with: the drafts that are live, or the live release as it is; then all other drafts. */
async function experiencesOf(env: Env, site: Site, withDrafts: boolean) {
	const [drafts, live, holdout] = await Promise.all([
		listExperiences(env, site.id),
		site.release === null || withDrafts ? null : readRelease(env, site.id, site.release),
		readHoldout(env, site.id),
	]);
	const first = withDrafts ? drafts.filter(({ status }) => status === 'live') : (live?.experiences ?? []);
	const released = new Set(live?.experiences.map(({ id }) => id));
	const draft = { siteId: site.id, number: 0, publishedAt: '', timeZone: site.timeZone, ...(holdout && { holdout }) };
	return {
		experiences: [...first, ...drafts.filter(({ id }) => !first.some((one) => one.id === id))],
		head: live ?? draft,
		/** What the live release says of its own experiences counts, also when it is from before conflicts were looked for. */
		ownConflicts: (found: readonly Conflict[]) => [
			...(live?.conflicts ?? []),
			...found.filter(({ first: one, second }) => !released.has(one) || !released.has(second)),
		],
	};
}

async function decideAll(
	env: Env,
	request: Request,
	compiled: CompiledRelease,
	{ url: asked, id, at, referrer, ...told }: ExplainFor,
): Promise<Decision[]> {
	const url = asked === null ? null : withoutOwnParameters(asked);
	const view = id === null ? null : await viewInTime(env, id, asksOf(compiled, url), deadlineMs);
	const visit = { id: view?.id ?? id, isNew: false, isKept: true, personalization: true };
	const question = { request: withoutCookies(request), url, visit, view, told };
	return decideVisit(compiled, { ...question, ...(referrer !== undefined && { referrer }) }, at, { explain: true });
}

/** A teammate's own cookies are no visitor's. */
function withoutCookies(request: Request): Request {
	const headers = new Headers(request.headers);
	headers.delete('cookie');
	return new Request(request.url, { headers, ...('cf' in request && { cf: request.cf }) });
}

function explained(experience: Experience, decision: Decision | undefined, complaint: string): ExplainedDecision {
	const { id, name, status } = experience;
	if (decision) {
		const { until, ...shown } = decision;
		return { ...shown, status, until: Number.isFinite(until) ? new Date(until).toISOString() : null };
	}
	return {
		...{ experienceId: id, experienceName: name, variantId: null, variantName: null, reason: 'invalid' },
		...{ says: `It cannot be decided yet: ${complaint}`, edits: [], values: {}, status, until: null },
	};
}

/** What keeps a draft from being decided with; the others are explained all the same. */
function complaintAbout(experience: Experience): string | null {
	try {
		compileRelease({ siteId: experience.siteId, number: 0, publishedAt: '', experiences: [experience] });
		return null;
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return error.message;
	}
}
