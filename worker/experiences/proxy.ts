import { type CompiledRelease, concerns, type Decision } from '../../core/experience/index.ts';
import { isHttps } from '../address-of.ts';
import type { Env } from '../env.ts';
import { withoutOwnParameters } from '../own-parameters.ts';
import type { ProfileView } from '../profiles/index.ts';
import { recommendedFor } from '../recommendations/index.ts';
import type { Site } from '../sites/index.ts';
import { identifierCookie } from '../visitors/cookies.ts';
import { linkedId } from '../visitors/linked-id.ts';
import { applied, asksOf, decideVisit, subjectOf } from './decide-visit.ts';
import { fillDecisions } from './fill-edits.ts';
import { arrive, canLead, forgetLed, type Led, leadOf, leadPreviewTo, leadTo, readLed } from './lead.ts';
import { liveRelease } from './live-release.ts';
import { originRequest } from './origin-request.ts';
import { originUnreachable, passThrough, readableAs } from './origin-response.ts';
import { markPersonalised, markPreview, markPrivate } from './page-headers.ts';
import { mayBePage } from './page-request.ts';
import { type Preview, previewVisit, readPreview } from './preview.ts';
import { previewRelease } from './preview-release.ts';
import { type CheckedPlaces, liveVerdicts, onThisPage, uncheckedPlaces } from './verdict/live-verdicts.ts';
import { inTime, viewInTime } from './view-in-time.ts';
import { atHome, readVisit, type Visit } from './visit.ts';
import { writePage } from './write-page.ts';

export interface ProxyOptions {
	readonly fetchOrigin?: (request: Request) => Promise<Response>;
	/** How long a page waits for what it is to show: from the request on, so mostly while the origin is at work. */
	readonly deadlineMs?: number;
}

/** A request for a page that may be personalised, and all that is known of it before the origin has answered. */
interface PagePlan {
	readonly site: Site;
	readonly request: Request;
	/** The page's address as the visitor knows it, without our own parameters. */
	readonly url: string;
	/** The visitor came by https, whatever a proxy in front speaks with us. */
	readonly isSecure: boolean;
	readonly visit: Visit;
	readonly preview: Preview | null;
	/** Null when no experience concerns the page. */
	readonly release: CompiledRelease | null;
	/** What is known of where its edits can be made. */
	readonly checked: CheckedPlaces;
	/** What has led the visitor here. */
	readonly led: Led | null;
}

/** What is shown on a page, to whom it turned out to be for. */
interface Shown {
	readonly plan: PagePlan;
	readonly decisions: readonly Decision[];
}

/**
 * Answers a request on a site's own host: the origin's answer, personalised where it is an HTML page that an
 * experience concerns. The origin and the visitor's profile are asked at the same time. Whatever goes wrong with
 * personalising, the visitor gets what the origin sent; `originUnreachable` when it sent nothing.
 */
export async function personalise(
	request: Request,
	env: Env,
	_ctx: ExecutionContext,
	site: Site,
	{ fetchOrigin = (asked) => fetch(asked), deadlineMs = 250 }: ProxyOptions = {},
): Promise<Response> {
	if (site.origin === null) return originUnreachable();
	const url = withoutOwnParameters(request.url);
	const plan = mayBePage(request) ? await inTime(planPage(request, url, env, site), deadlineMs) : null;
	const asked = originRequest(request, url, site.origin, plan !== null && plan.release !== null);
	const deciding = plan ? decidePage(env, plan, deadlineMs) : null;
	if (plan?.release && canLead(plan.release)) {
		const lead = leading(await deciding);
		if (lead) return lead;
	}
	const answer = await fetchOrigin(asked).catch(logUnreachable);
	if (!answer) return originUnreachable();
	const readingType = plan && readableAs(answer, request.method);
	if (!plan || !readingType) return passThrough(answer, asked.url, request.url);
	try {
		const shown = await deciding;
		return shown ? showPage(answer, readingType, shown) : answer;
	} catch (error) {
		console.error('a page could not be personalised', url, error);
		return answer;
	}
}

async function planPage(request: Request, url: string, env: Env, site: Site): Promise<PagePlan> {
	const linked = await linkedId(env, request, site, Date.now()).catch(() => null);
	const preview = await readPreview(env.SECRET, request.url, site.id, Date.now()).catch(() => null);
	const visitor = readVisit(request, env, site, linked);
	const visit = preview ? previewVisit(visitor, preview) : visitor;
	const led = preview ? null : readLed(request);
	const known = { site, request, url, isSecure: isHttps(request, env), visit, preview, led };
	// Drafts were checked nowhere.
	if (preview) return { ...known, release: await previewRelease(env, site, preview), checked: uncheckedPlaces };
	const live = await liveRelease(env, site);
	const release = live && (led !== null || concerns(live, url)) ? live : null;
	return { ...known, release, checked: release ? await liveVerdicts(env, release, url) : uncheckedPlaces };
}

/** What the page shows; null when that could not be found out, which is logged. Never throws. */
async function decidePage(env: Env, plan: PagePlan, deadlineMs: number): Promise<Shown | null> {
	try {
		const view = await readProfile(env, plan, deadlineMs);
		const known = { ...plan, visit: atHome(plan.visit, view) };
		return { plan: known, decisions: await decisionsFor(env, known, view) };
	} catch (error) {
		console.error('what a page shows could not be decided', plan.url, error);
		return null;
	}
}

async function readProfile(
	env: Env,
	{ visit, release, url }: PagePlan,
	deadlineMs: number,
): Promise<ProfileView | null> {
	if (!release || !visit.personalization || visit.id === null || visit.isNew) return null;
	return viewInTime(env, visit.id, asksOf(release, url), deadlineMs);
}

async function decisionsFor(
	env: Env,
	{ site, request, url, visit, preview, release, checked, led }: PagePlan,
	view: ProfileView | null,
): Promise<Decision[]> {
	if (!release || preview?.original) return [];
	const asked = { request, url, visit, view, ...(preview && { told: preview }) };
	const subject = subjectOf(asked);
	const forced = preview && { forced: preview.forced };
	const decisions = applied(decideVisit(release, asked, preview?.at ?? Date.now(), { subject, ...forced }));
	const shown = onThisPage(decisions, checked);
	const recommended = await recommendedFor(env, site, shown, url, view);
	return arrive(fillDecisions(shown, subject.attributes, recommended, url), led, release);
}

/** The answer that leads elsewhere in place of the page; null when the visitor stays. */
function leading(shown: Shown | null): Response | null {
	if (shown === null) return null;
	const { request, url, isSecure, preview, visit } = shown.plan;
	const lead = leadOf(shown.decisions, url);
	if (lead === null) return null;
	if (preview) return leadPreviewTo(lead.target, request.url);
	const answer = leadTo(lead.target, lead.by, isSecure);
	if (!visit.isKept && visit.id !== null) answer.headers.append('set-cookie', identifierCookie(visit.id, isSecure));
	return answer;
}

/** The page with what applies; the origin's bytes when nothing does. */
function showPage(answer: Response, readingType: string, { plan, decisions }: Shown): Response {
	const { url, visit, preview, release, checked, led } = plan;
	const isChanged = preview !== null || decisions.length > 0;
	if (!isChanged && !release && visit.isKept) return answer;
	const banner = preview && { url, original: preview.original, decisions };
	const writing = { readingType, release, checked, banner };
	const body = isChanged ? writePage(answer, writing, decisions) : answer.body;
	const page = new Response(body, { status: answer.status, statusText: answer.statusText, headers: answer.headers });
	if (isChanged) markPersonalised(page.headers);
	else markPrivate(page.headers);
	if (led) page.headers.append('set-cookie', forgetLed(plan.isSecure));
	if (preview) markPreview(page.headers);
	else if (!visit.isKept && visit.id !== null)
		page.headers.append('set-cookie', identifierCookie(visit.id, plan.isSecure));
	return page;
}

function logUnreachable(error: unknown): null {
	console.error('the origin could not be reached', error);
	return null;
}
