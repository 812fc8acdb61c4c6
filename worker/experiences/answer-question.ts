import * as v from 'valibot';
import { allows } from '../../core/consent/index.ts';
import type { Edit } from '../../core/edit/types.ts';
import { concerns } from '../../core/experience/index.ts';
import { signalsOf } from '../collect/consent.ts';
import type { Env } from '../env.ts';
import { withoutOwnParameters } from '../own-parameters.ts';
import { addressOf } from '../profiles/index.ts';
import type { Site } from '../sites/index.ts';
import { isPageOf } from '../visitors/own-host.ts';
import { saidConsent } from '../visitors/said-consent.ts';
import { applied, asksOf, decideVisit } from './decide-visit.ts';
import { liveRelease } from './live-release.ts';
import { viewInTime } from './view-in-time.ts';
import { atHome, type Visit } from './visit.ts';

/** What a question says of the page and of consent, wherever it is asked. */
export const pageQuestion = {
	url: v.pipe(v.string(), v.maxLength(8_000), v.url()),
	referrer: v.nullish(v.pipe(v.string(), v.maxLength(8_000))),
	consent: v.nullish(v.object({ analytics: v.optional(v.boolean()), personalization: v.optional(v.boolean()) })),
};

const question = v.object({ ...pageQuestion, anonymousId: v.nullish(v.string()) });
export type Question = v.InferOutput<typeof question>;

/** What applies to a visitor on a page, nothing else. */
export interface Answer {
	/** Null when nothing is published. */
	readonly release: number | null;
	readonly decisions: readonly {
		readonly experienceId: string;
		readonly variantId: string | null;
		readonly edits: readonly Edit[];
	}[];
}

/** An answer, and whose it is. */
export interface Answered {
	readonly answer: Answer;
	/** The profile that the asker's has become, when the browser still has the old id. */
	readonly home: string | null;
}

/** Longer than a page waits: nothing is held up but the elements that may change. */
const deadlineMs = 1_000;

/**
 * Decides for a page that the proxy does not: of a site with the tag only, after single-page navigation, of an app. Where
 * no experience concerns the page nobody's profile is read. A page (which sends an Origin) is told of the site's own
 * pages only; servers and apps may ask about any.
 */
export async function answerQuestion(env: Env, request: Request, site: Site, asked: Question): Promise<Answered> {
	const release = await liveRelease(env, site);
	if (!release) return { answer: { release: null, decisions: [] }, home: null };
	const { number } = release.release;
	const url = withoutOwnParameters(asked.url);
	const isForeign = request.headers.has('origin') && !isPageOf(site, url);
	if (isForeign || !concerns(release, url)) return { answer: { release: number, decisions: [] }, home: null };
	const asker = visitOf(env, request, site, asked);
	const mayAsk = asker.id !== null && asker.personalization;
	const view = mayAsk ? await viewInTime(env, asker.id, asksOf(release, url), deadlineMs) : null;
	const visit = atHome(asker, view);
	const referrer = asked.referrer ?? null;
	const decisions = applied(decideVisit(release, { request, url, referrer, visit, view }, undefined, Date.now()));
	const told = decisions.map(({ experienceId, variantId, edits }) => ({ experienceId, variantId, edits }));
	return { answer: { release: number, decisions: told }, home: visit === asker ? null : visit.id };
}

/**
 * Who is asked about. Only ids that we minted find a profile: they are long and random, so knowing one is as good as a
 * password for this little, and nobody learns of a person by a userId or an e-mail.
 */
function visitOf(env: Env, request: Request, site: Site, { anonymousId, consent }: Question): Visit {
	const said = saidConsent(consent);
	const signals = signalsOf(request);
	const isKnown = allows(said, 'analytics', site.consentMode, signals);
	return {
		id: isKnown ? (anonymousId ?? null) : null,
		isNew: typeof anonymousId === 'string' && addressOf(env, anonymousId) === null,
		isKept: true,
		personalization: allows(said, 'personalization', site.consentMode, signals),
	};
}
