import type { LogLine } from './parse-line.ts';

/** Why a line is not a page view. */
export const skipKinds = ['asset', 'feed', 'method', 'error', 'malformed'] as const;
export type SkipKind = (typeof skipKinds)[number];

const pageExtension = /^(?:s?html?|xhtml|php\d?|aspx?|jspx?|cfm|cgi|do)$/i;
/** Letters and digits that begin with a letter: `2.1` is a version in a path, not a kind of file. `tar.gz` ends in one. */
const extension = /\.([a-z][a-z0-9]{0,11}|7z|mp[34])$/i;
const feedFile = /(?:^|\/)(?:robots\.txt|sitemap[^/]*|[^/]*\.(?:rss|atom|rdf|xml))$|\/(?:feeds?|rss2?|atom|rdf)\/?$/i;
const feedQuery = /^(?:rss|atom|rdf)/i;

/**
 * What a request was: `page` for a successful GET of something like HTML, or why it is not. Feeds, robots.txt and
 * site maps count as feeds; so does a page that is asked for as one (`?flav=rss20`, `?feed=atom`).
 */
export function classify({ method, status, target }: LogLine): 'page' | SkipKind {
	if (method !== 'GET') return 'method';
	if (!((status >= 200 && status < 300) || status === 304)) return 'error';
	const [path = '', query = ''] = (target.split('#', 1)[0] ?? '').split('?', 2);
	if (feedFile.test(path) || isFeedQuery(query)) return 'feed';
	const file = path.slice(path.lastIndexOf('/') + 1);
	const [, kind] = extension.exec(file) ?? [];
	return kind === undefined || pageExtension.test(kind) ? 'page' : 'asset';
}

function isFeedQuery(query: string): boolean {
	const parameters = new URLSearchParams(query);
	return ['flav', 'feed', 'format', 'type'].some((name) => feedQuery.test(parameters.get(name) ?? ''));
}
