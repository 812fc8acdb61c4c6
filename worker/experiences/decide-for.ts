import { allows } from '../../core/consent/index.ts';
import { type CompiledRelease, concerns, type Decision } from '../../core/experience/index.ts';
import { signalsOf } from '../collect/consent.ts';
import type { Env } from '../env.ts';
import { withoutOwnParameters } from '../own-parameters.ts';
import { addressOf, ownerOf } from '../profiles/index.ts';
import { recommendedFor } from '../recommendations/index.ts';
import type { Site } from '../sites/index.ts';
import { isPageOf } from '../visitors/own-host.ts';
import { saidConsent } from '../visitors/said-consent.ts';
import { applied, asksOf, decideVisit, subjectOf, type Told } from './decide-visit.ts';
import { fillDecisions } from './fill-edits.ts';
import { type Preview, previewVisit, readPreview } from './preview.ts';
import { bannerDecision } from './preview-banner.ts';
import { previewRelease } from './preview-release.ts';
import { viewInTime } from './view-in-time.ts';
import { atHome, type Visit } from './visit.ts';

/** What code asks that is no page on the site's own host: of a page with the tag only, a server, an app. */
export interface Question {
	/** Null for code that is on no page. */
	readonly url: string | null;
	readonly referrer?: string | null | undefined;
	readonly consent?: unknown;
	/** Who is asked about: an anonymousId; at a server's word a profile's id or a userId too. */
	readonly id: string | null;
	/** What a server tells of them. */
	readonly told?: Told;
	/** The question came with the site's secret key. */
	readonly isServer: boolean;
}

export interface Decided {
	readonly decisions: readonly Decision[];
	/** The profile that the asker's has become, when the browser still has the old id. */
	readonly home: string | null;
}

/** Longer than a page waits: nothing is held up but the elements that may change. */
const deadlineMs = 1_000;

const nothing: Decided = { decisions: [], home: null };

/**
 * Decides for who asks, where any experience concerns what they ask about; else nobody's profile is read. A preview's page is told that it is one. A page (which
 * sends an Origin) is told of the site's own pages only; servers and apps may ask about any.
 */
export async function decideFor(
	env: Env,
	request: Request,
	site: Site,
	live: CompiledRelease | null,
	asked: Question,
): Promise<Decided> {
	const now = Date.now();
	const preview = asked.url === null ? null : await readPreview(env.SECRET, asked.url, site.id, now).catch(() => null);
	const release = preview ? await previewRelease(env, site, preview) : live;
	const url = asked.url === null ? null : withoutOwnParameters(asked.url);
	const isForeign = url !== null && request.headers.has('origin') && !isPageOf(site, url);
	if (isForeign) return nothing;
	const shown = (decisions: readonly Decision[], home: string | null): Decided => {
		const banner = preview && url !== null && { url, original: preview.original, decisions: applied(decisions) };
		return { decisions: banner ? [...decisions, bannerDecision(banner, false)] : decisions, home };
	};
	if (!release || preview?.original || !concerns(release, url)) return shown([], null);
	const asker = await visitOf(env, request, site, asked, preview);
	const mayAsk = asker.id !== null && asker.personalization;
	const view = mayAsk ? await viewInTime(env, asker.id, asksOf(release, url), deadlineMs) : null;
	const visit = atHome(asker, view);
	const { referrer = null, told } = asked;
	const question = { request, url, referrer, visit, view, ...(told && { told }), ...(preview && { told: preview }) };
	const subject = subjectOf(question);
	const forced = preview && { forced: preview.forced };
	const decided = decideVisit(release, question, preview?.at ?? now, { subject, ...forced });
	const recommended = await recommendedFor(env, site, decided, url, view);
	const decisions = fillDecisions(decided, subject.attributes, recommended, url);
	return shown(decisions, visit === asker || preview ? null : visit.id);
}

/**
 * Who is asked about. Without the secret key only ids that we minted find a profile: they are long and random, so knowing one
 * is as good as a password for this little, and nobody learns of a person by a userId or an e-mail.
 */
async function visitOf(
	env: Env,
	request: Request,
	site: Site,
	{ id, consent, isServer }: Question,
	preview: Preview | null,
): Promise<Visit> {
	const said = saidConsent(consent);
	const signals = signalsOf(request);
	const isKnown = allows(said, 'analytics', site.consentMode, signals);
	const isMinted = id !== null && addressOf(env, id) !== null;
	const owner = isServer && id !== null && !isMinted ? await ownerOf(env, id) : null;
	const visit: Visit = {
		id: isKnown ? (owner ?? id) : null,
		isNew: id !== null && owner === null && !isMinted,
		isKept: true,
		personalization: allows(said, 'personalization', site.consentMode, signals),
	};
	return preview ? previewVisit(visit, preview) : visit;
}
