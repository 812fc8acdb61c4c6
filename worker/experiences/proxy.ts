import type { Edit, EditOf } from '../../core/edit/types.ts';
import { type CompiledRelease, concerns, type Decision } from '../../core/experience/index.ts';
import { isHttps } from '../address-of.ts';
import type { Env } from '../env.ts';
import { withoutOwnParameters } from '../own-parameters.ts';
import type { ProfileView } from '../profiles/index.ts';
import type { Site } from '../sites/index.ts';
import { identifierCookie } from '../visitors/cookies.ts';
import { linkedId } from '../visitors/linked-id.ts';
import { applied, asksOf, decideVisit } from './decide-visit.ts';
import { liveRelease } from './live-release.ts';
import { originRequest } from './origin-request.ts';
import { originUnreachable, passThrough, readableAs } from './origin-response.ts';
import { markPersonalised, markPreview, markPrivate } from './page-headers.ts';
import { readPolicy } from './page-policy.ts';
import { mayBePage } from './page-request.ts';
import { pageRewriter } from './page-rewriter.ts';
import { hidingElement, type PageState, seenElement, sheetElement, stateElement, type ToldEdit } from './page-state.ts';
import { type Place, placeEdits } from './place-edits.ts';
import { type Preview, previewVisit, readPreview } from './preview.ts';
import { previewRelease } from './preview-release.ts';
import { rewritePage } from './rewrite.ts';
import { toldOf } from './told-of.ts';
import { type CheckedPlaces, liveVerdicts, withoutOff } from './verdict/live-verdicts.ts';
import { inTime, viewInTime } from './view-in-time.ts';
import { atHome, readVisit, type Visit } from './visit.ts';

export interface ProxyOptions {
	readonly fetchOrigin?: (request: Request) => Promise<Response>;
	/** How long a page waits for what it is to show: from the request on, so mostly while the origin is at work. */
	readonly deadlineMs?: number;
}

/** A request for a page that may be personalised, and all that is known of it before the origin has answered. */
interface PagePlan {
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
	const reading = plan ? readProfile(env, plan, deadlineMs) : null;
	const answer = await fetchOrigin(asked).catch(logUnreachable);
	if (!answer) return originUnreachable();
	const readingType = plan && readableAs(answer);
	if (!plan || !readingType) return passThrough(answer, asked.url, request.url);
	try {
		const view = await reading;
		const known = { ...plan, visit: atHome(plan.visit, view) };
		return showPage(answer, readingType, known, decisionsFor(known, view));
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
	const known = { request, url, isSecure: isHttps(request, env), visit, preview };
	// Drafts were checked nowhere.
	if (preview) return { ...known, release: await previewRelease(env, site, preview), checked: () => undefined };
	const live = await liveRelease(env, site);
	const release = live && concerns(live, url) ? live : null;
	return { ...known, release, checked: release ? await liveVerdicts(env, release, url) : () => undefined };
}

async function readProfile(
	env: Env,
	{ visit, release, url }: PagePlan,
	deadlineMs: number,
): Promise<ProfileView | null> {
	if (!release || !visit.personalization || visit.id === null || visit.isNew) return null;
	return viewInTime(env, visit.id, asksOf(release, url), deadlineMs);
}

function decisionsFor(
	{ request, url, visit, preview, release, checked }: PagePlan,
	view: ProfileView | null,
): Decision[] {
	if (!release || preview?.original) return [];
	const asked = { request, url, visit, view, ...(preview && { told: preview }) };
	const decisions = applied(
		decideVisit(release, asked, preview?.at ?? Date.now(), preview ? { forced: preview.forced } : {}),
	);
	return withoutOff(decisions, checked);
}

/** The page with what applies; the origin's bytes when nothing does. */
function showPage(answer: Response, readingType: string, plan: PagePlan, decisions: readonly Decision[]): Response {
	const { visit, preview, release } = plan;
	const isChanged = preview !== null || decisions.length > 0;
	if (!isChanged && !release && visit.isKept) return answer;
	const body = isChanged ? rewritten(answer, readingType, plan, decisions) : answer.body;
	const page = new Response(body, { status: answer.status, statusText: answer.statusText, headers: answer.headers });
	if (isChanged) markPersonalised(page.headers);
	else markPrivate(page.headers);
	if (preview) markPreview(page.headers);
	else if (!visit.isKept && visit.id !== null)
		page.headers.append('set-cookie', identifierCookie(visit.id, plan.isSecure));
	return page;
}

function rewritten(
	answer: Response,
	readingType: string,
	{ preview, release, checked }: PagePlan,
	decisions: readonly Decision[],
): ReadableStream<Uint8Array> | null {
	const policy = readPolicy(answer.headers);
	const found = new Map(decisions.flatMap((one) => one.edits.map((edit) => [edit, checked(one, edit)] as const)));
	const places = placeEdits([...found.keys()], { policy, checked: (edit) => found.get(edit) });
	const at = (place: Place) => [...places].flatMap(([edit, its]) => (its === place ? [edit] : []));
	const edge = at('edge');
	const state: PageState = {
		release: release?.release.number ?? 0,
		applied: decisions.map((decision) => ({ ...toldOf(release, decision), edits: toldEdits(decision, places) })),
		...valuesOf(decisions),
		...(preview && { preview: true }),
	};
	const head = [
		sheetElement(edge.filter(isCss), policy),
		hidingElement(at('browser'), policy),
		stateElement(state, policy.scriptNonce),
		preview ? '' : seenElement(state),
	];
	return answer.body && rewritePage(answer.body, readingType, pageRewriter(edge, head.join('')));
}

function isCss(edit: Edit): edit is EditOf<'css'> {
	return edit.kind === 'css';
}

function toldEdits({ edits }: Decision, places: ReadonlyMap<Edit, Place>): ToldEdit[] {
	return edits.map((edit) => (places.get(edit) === 'edge' ? { ...edit, made: true } : edit));
}

/** What the page's own code may read of its state; left out where there is nothing. */
function valuesOf(decisions: readonly Decision[]): { readonly values?: Readonly<Record<string, unknown>> } {
	const values = Object.assign({}, ...decisions.map((decision) => decision.values).reverse());
	return Object.keys(values).length > 0 ? { values } : {};
}

function logUnreachable(error: unknown): null {
	console.error('the origin could not be reached', error);
	return null;
}
