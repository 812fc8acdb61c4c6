import type { Env } from '../env.ts';
import { linkParameter } from '../own-parameters.ts';
import { addressOf } from '../profiles/index.ts';
import type { Site } from '../sites/index.ts';
import { readCookie } from './cookies.ts';
import { readLink } from './link.ts';
import { isPageOf } from './own-host.ts';

/**
 * The id that a page's address brings from another of the site's hosts, for a visitor who has none here. Null when they
 * have one, when the token does not hold, and when no page of the site led here: whoever sends a token of their own in
 * an e-mail or from their own site would otherwise make others go on in their name.
 */
export async function linkedId(env: Env, request: Request, site: Site, nowMs: number): Promise<string | null> {
	const token = new URL(request.url).searchParams.get(linkParameter);
	if (token === null || readCookie(request, 'ew_id') !== null) return null;
	if (!isPageOf(site, request.headers.get('referer') ?? '')) return null;
	const bearer = { siteId: site.id, userAgent: request.headers.get('user-agent') ?? '' };
	const id = await readLink(env.SECRET, token, bearer, nowMs);
	return id !== null && addressOf(env, id) ? id : null;
}
