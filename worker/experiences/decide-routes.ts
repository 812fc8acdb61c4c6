import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import { allows } from '../../core/consent/index.ts';
import { parseOrRefuse } from '../../core/parse.ts';
import { Refusal } from '../../core/refusal.ts';
import { authorize, corsHeaders, keyOf, preflight } from '../collect/authorize.ts';
import { signalsOf } from '../collect/consent.ts';
import { readBody } from '../collect/read-body.ts';
import type { Env } from '../env.ts';
import { addressOf } from '../profiles/index.ts';
import type { Site } from '../sites/index.ts';
import { applied, decideVisit, eventsAskedFor } from './decide-visit.ts';
import { liveRelease } from './live-release.ts';
import { withoutPreview } from './preview.ts';
import { viewInTime } from './view-in-time.ts';
import type { Visit } from './visit.ts';

const schema = v.object({
	writeKey: v.nullish(v.string()),
	anonymousId: v.nullish(v.pipe(v.string(), v.maxLength(200))),
	url: v.pipe(v.string(), v.maxLength(8_000), v.url()),
	referrer: v.nullish(v.pipe(v.string(), v.maxLength(8_000))),
	consent: v.nullish(v.object({ analytics: v.optional(v.boolean()), personalization: v.optional(v.boolean()) })),
});

type Question = v.InferOutput<typeof schema>;

/** Longer than a page waits: nothing is held up but the elements that may change. */
const deadlineMs = 1_000;

/** Decisions for pages with the tag only, for single-page navigation, for servers and apps: what applies, nothing else. */
export const decideRoutes = new Hono<{ Bindings: Env }>();

for (const path of ['/v1/decide', '/_ew/v1/decide']) {
	decideRoutes.options(path, (c) => preflight(c.req.raw));
	decideRoutes.post(path, decideFor);
}

async function decideFor(c: Context<{ Bindings: Env }>): Promise<Response> {
	const request = c.req.raw;
	const headers = { ...corsHeaders(request), 'cache-control': 'no-store' };
	try {
		const question = parseOrRefuse(schema, (await readBody(request)).json, 'decide-invalid');
		const { site } = await authorize(c.env, request, keyOf(request, question.writeKey ?? null));
		return Response.json(await answer(c.env, request, site, question), { headers });
	} catch (error) {
		if (!(error instanceof Refusal)) console.error('decide failed', error);
		const shown =
			error instanceof Refusal ? error : new Refusal('internal', 'Nothing could be decided.', { status: 500 });
		return Response.json({ success: false, error: shown }, { status: shown.status, headers });
	}
}

async function answer(env: Env, request: Request, site: Site, question: Question) {
	const release = await liveRelease(env, site);
	if (!release) return { release: null, decisions: [] };
	const url = withoutPreview(question.url);
	const visit = visitOf(env, request, site, question);
	const mayAsk = visit.id !== null && visit.personalization;
	const view = mayAsk ? await viewInTime(env, visit.id, eventsAskedFor(release, url), deadlineMs) : null;
	const referrer = question.referrer ?? null;
	const decisions = applied(decideVisit(release, { request, url, referrer, visit, view }, undefined, Date.now()));
	return {
		release: release.release.number,
		decisions: decisions.map(({ experienceId, variantId, edits }) => ({ experienceId, variantId, edits })),
	};
}

/**
 * Who is asked about. Only ids that we minted find a profile: they are long and random, so knowing one is as good as a
 * password for this little, and nobody learns of a person by a userId or an e-mail.
 */
function visitOf(env: Env, request: Request, site: Site, { anonymousId, consent }: Question): Visit {
	const said = {
		...(consent?.analytics !== undefined && { analytics: consent.analytics }),
		...(consent?.personalization !== undefined && { personalization: consent.personalization }),
	};
	const signals = signalsOf(request);
	const isKnown = allows(said, 'analytics', site.consentMode, signals);
	return {
		id: isKnown ? (anonymousId ?? null) : null,
		isNew: typeof anonymousId === 'string' && addressOf(env, anonymousId) === null,
		personalization: allows(said, 'personalization', site.consentMode, signals),
	};
}
