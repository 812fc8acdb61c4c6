import { hostMatches, normalizeHost } from '../sites/hosts.ts';
import type { Site } from '../sites/index.ts';

/**
 * Whether a page of the very host that is asked made the request. Browsers say so themselves; old ones, and all on pages
 * without TLS, are known by the Origin or the Referer.
 */
export function isSameOrigin(request: Request): boolean {
	const said = request.headers.get('sec-fetch-site');
	if (said !== null) return said === 'same-origin';
	const from = request.headers.get('origin') ?? request.headers.get('referer');
	return from !== null && URL.parse(from)?.host === new URL(request.url).host;
}

/** Whether a site's own page asks its own host: the only place where the edge keeps an identifier in a cookie. */
export function isOnOwnHost(request: Request, site: Pick<Site, 'hostnames'>): boolean {
	const host = normalizeHost(new URL(request.url).host);
	return host !== null && site.hostnames.some((hostname) => hostMatches(hostname, host)) && isSameOrigin(request);
}

/** Whether an address is one of the site's pages, on its own hostnames or on an origin that may use its key. */
export function isPageOf(
	{ hostnames, allowedOrigins }: Pick<Site, 'hostnames' | 'allowedOrigins'>,
	url: string,
): boolean {
	const page = URL.parse(url);
	if (!page) return false;
	return (
		allowedOrigins.includes(page.origin) || hostnames.some((hostname) => [page.host, page.hostname].includes(hostname))
	);
}
