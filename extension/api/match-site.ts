import type { Site } from './shapes.ts';

/** The site that a page belongs to, by the hostnames that the workspace knows (`*.` matches any subdomain), or undefined. */
export function matchSite(sites: readonly Site[], pageUrl: string): Site | undefined {
	if (!URL.canParse(pageUrl)) return undefined;
	const page = new URL(pageUrl);
	if (page.protocol !== 'https:' && page.protocol !== 'http:') return undefined;
	return sites.find((site) => site.hostnames.some((hostname) => matches(hostname, page)));
}

function matches(hostname: string, page: URL): boolean {
	const wanted = hostname.toLowerCase();
	if (wanted.startsWith('*.')) return page.hostname.endsWith(wanted.slice(1));
	return wanted === page.hostname || wanted === page.host;
}
