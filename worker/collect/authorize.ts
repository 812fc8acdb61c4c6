import { Refusal } from '../../core/refusal.ts';
import type { Env } from '../env.ts';
import { type Site, siteByKey } from '../sites/index.ts';
import { isPageOf } from '../visitors/own-host.ts';

/** A site that may be written to, and whether the caller proved to be one of its servers. */
export interface Authorized {
	readonly site: Site;
	readonly secret: boolean;
}

/**
 * Finds the site of a key and checks that the page may use it.
 * Refuses an unknown key (401) and, with the public key, a foreign origin (403). No Origin header is a server or an app.
 */
export async function authorize(env: Env, request: Request, key: string | null): Promise<Authorized> {
	if (key === null || key === '') {
		throw new Refusal('key-missing', 'The request carries no write key.', {
			status: 401,
			hint: 'Send it as the Basic auth user, as "writeKey" in the body, or as ?writeKey=.',
		});
	}
	const found = await siteByKey(env, key);
	if (!found) throw new Refusal('key-unknown', 'No site has this write key.', { status: 401 });
	const origin = request.headers.get('origin');
	if (!found.secret && origin !== null && !isPageOf(found.site, origin)) {
		throw new Refusal('origin-forbidden', `Pages of ${origin.slice(0, 200)} may not send to this site.`, {
			status: 403,
			hint: 'Add the origin to the site’s allowed origins.',
		});
	}
	return found;
}

/** The write key as Segment's SDKs send it: Basic auth user, then body, then query. */
export function keyOf(request: Request, body: string | null): string | null {
	const basic = /^basic +(.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
	const user = basic === undefined ? null : decodeBasic(basic);
	if (user !== null) return user;
	return body ?? new URL(request.url).searchParams.get('writeKey');
}

function decodeBasic(encoded: string): string | null {
	try {
		return atob(encoded).split(':')[0] || null;
	} catch {
		return null;
	}
}

/** Any origin may ask, for keys and origins are checked with the request itself; nothing here reads cookies across sites. */
export function corsHeaders(request: Request): Record<string, string> {
	const origin = request.headers.get('origin');
	if (origin === null) return {};
	// Without the second, no script of another origin may read when to come again, nor what it has been told already.
	return {
		'access-control-allow-origin': origin,
		'access-control-expose-headers': 'retry-after, etag',
		vary: 'origin',
	};
}

/** What OpenFeature's web provider sends. */
const openFeatureHeaders = ['if-none-match', 'x-api-key'];

/** The headers that Segment's and RudderStack's browser clients send: those of a retry too, or it would fail before it was sent. */
const clientHeaders = [
	...['authorization', 'content-type', 'x-retry-count'],
	...['anonymousid', 'sentat', 'rsa-recovered', 'rsa-retry-attempt', 'rsa-retry-reason'],
	...['rsa-since-last-attempt', 'rsa-since-first-attempt'],
	...openFeatureHeaders,
].join(', ');

/** The answer to a preflight, remembered for a day (browsers cap it: Chromium at two hours). */
export function preflight(request: Request): Response {
	return new Response(null, {
		status: 204,
		headers: {
			...corsHeaders(request),
			'access-control-allow-methods': 'POST, GET, OPTIONS',
			'access-control-allow-headers': clientHeaders,
			'access-control-max-age': '86400',
		},
	});
}
