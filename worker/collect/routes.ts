import { type Context, Hono } from 'hono';
import { type EventType, eventTypes } from '../../core/event/index.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Env } from '../env.ts';
import { randomText } from '../new-id.ts';
import { accept, type Circumstances, openBody } from './accept.ts';
import { geoOf, placeOf } from './attributes.ts';
import { authorize, corsHeaders, keyOf, preflight } from './authorize.ts';
import { signalsOf } from './consent.ts';
import type { Sender } from './enrich.ts';
import { handOver } from './hand-over.ts';
import { readBody } from './read-body.ts';
import { regionOf } from './region.ts';

/** Segment's HTTP API: `/v1/batch` and the six single calls, on the Worker's own host and under `/_ew` on a site's. */
export const collectRoutes = new Hono<{ Bindings: Env }>();

for (const prefix of ['/v1', '/_ew/v1']) {
	collectRoutes.options(`${prefix}/:call`, (c) => preflight(c.req.raw));
	collectRoutes.post(`${prefix}/batch`, (c) => collect(c, null));
	for (const type of eventTypes) collectRoutes.post(`${prefix}/${type}`, (c) => collect(c, type));
}

/** Answers 200 only when what it counts as accepted is on disk. */
async function collect(c: Context<{ Bindings: Env }>, type: EventType | null): Promise<Response> {
	const request = c.req.raw;
	try {
		const { json, bytes } = await readBody(request);
		const { items, sentAt, writeKey } = openBody(json, type);
		const { site, secret } = await authorize(c.env, request, keyOf(request, writeKey));
		const by: Circumstances = {
			site,
			trusted: secret,
			sender: senderOf(request),
			signals: signalsOf(request),
			receivedAt: Date.now(),
			mintMessageId: () => `ew-${randomText(26)}`,
			bytes,
		};
		const taken = accept(items, type, sentAt, by);
		const kept = await handOver(c.env, taken, site.id, secret, () => regionOf(placeOf(request)));
		const refused = [...taken.refused, ...kept.refused];
		const success = refused.length === 0 || refused.length < items.length;
		const { accepted, duplicates } = kept;
		return answer(request, success ? 200 : 400, { success, accepted, duplicates, bots: taken.bots, refused });
	} catch (error) {
		return answerError(request, error);
	}
}

/**
 * The browser behind a request. A server's request tells nothing of the person: servers send neither an Origin
 * nor plain text, and only pages of the site use its `/_ew`.
 */
function senderOf(request: Request): Sender | null {
	const { headers } = request;
	const fromPage =
		headers.has('origin') ||
		headers.get('content-type')?.startsWith('text/plain') === true ||
		new URL(request.url).pathname.startsWith('/_ew/');
	if (!fromPage) return null;
	return { userAgent: headers.get('user-agent') ?? '', geo: geoOf(request) };
}

function answer(request: Request, status: number, body: object): Response {
	return Response.json(body, { status, headers: corsHeaders(request) });
}

/** Refusals say how to mend; a defect asks to send again later, and nothing was acknowledged. */
function answerError(request: Request, error: unknown): Response {
	if (error instanceof Refusal) return answer(request, error.status, { success: false, error });
	console.error('collect failed', error);
	return Response.json(
		{ success: false, error: { code: 'internal', message: 'Something went wrong here. Send it again.' } },
		{ status: 500, headers: { ...corsHeaders(request), 'retry-after': '5' } },
	);
}
