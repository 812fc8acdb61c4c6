import { Hono } from 'hono';
import * as v from 'valibot';
import { allows, parseConsent } from '../../core/consent/index.ts';
import { parseId } from '../../core/id/id.ts';
import type { Env } from '../env.ts';
import { siteByHost } from '../sites/index.ts';
import { readCookie } from '../visitors/cookies.ts';
import { signalsOf } from './consent.ts';
import { collectRoutes } from './routes.ts';

const id = v.pipe(v.string(), v.nonEmpty(), v.maxLength(100));
const question = v.object({
	seen: v.pipe(v.string(), v.maxLength(8_000), v.parseJson(), v.array(v.tuple([id, id])), v.maxLength(50)),
	release: v.pipe(v.string(), v.regex(/^\d{1,9}$/), v.transform(Number)),
});

/**
 * What a page that the edge changed asks for where no script runs: `/_ew/v1/seen`, an empty style sheet. Its asking is an exposure, marked as one
 * that no browser told of, and is taken in as if the tag had sent it: sifted for robots and consent, for the visitor of the cookie. Never
 * an error: a page is not to wait for it.
 */
export const seenRoutes = new Hono<{ Bindings: Env }>();

seenRoutes.get('/_ew/v1/seen', async (c) => {
	const request = c.req.raw;
	const asked = v.safeParse(question, c.req.query());
	const site = await siteByHost(c.env, new URL(request.url).host);
	const visitor = readCookie(request, 'ew_id');
	const isOwn = ['same-origin', null].includes(request.headers.get('sec-fetch-site'));
	const said = parseConsent(readCookie(request, 'ew_consent'));
	const mayCount = site !== null && allows(said, 'analytics', site.consentMode, signalsOf(request));
	if (asked.success && mayCount && isOwn && visitor !== null && parseId(visitor)) {
		const { seen, release } = asked.output;
		const batch = seen.map(([experienceId, variantId]) => ({
			...{ type: 'track', event: 'Experience Viewed', anonymousId: visitor },
			// Once a day: every page that shows it asks.
			messageId: `seen-${new Date().toISOString().slice(0, 10)}-${experienceId}-${variantId}`.slice(0, 200),
			properties: { experienceId, variantId, release, edgeOnly: true },
			context: { consent: { analytics: true } },
		}));
		const body = JSON.stringify({ writeKey: site.writeKey, batch });
		const headers = new Headers(request.headers);
		headers.set('content-type', 'application/json');
		for (const name of ['content-length', 'content-encoding', 'origin', 'authorization']) headers.delete(name);
		const told = new Request(new URL('/_ew/v1/batch', request.url), {
			method: 'POST',
			headers,
			body,
			...cfOf(request),
		});
		await collectRoutes.fetch(told, c.env, c.executionCtx);
	}
	return new Response('', { headers: { 'content-type': 'text/css', 'cache-control': 'no-store' } });
});

/** Where the request comes from, which the platform says beside it. */
function cfOf({ cf }: Request): { cf?: IncomingRequestCfProperties } {
	return cf ? { cf: cf as IncomingRequestCfProperties } : {};
}
