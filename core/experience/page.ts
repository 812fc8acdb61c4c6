import { Refusal } from '../refusal.ts';
import type { PageRule } from '../release/types.ts';
import { checkPatternSyntax, compileGlob, type Glob } from './pattern.ts';

/** The parts of a page's address that patterns look at. */
export interface PageAddress {
	readonly protocol: string;
	readonly hostname: string;
	/** Empty for the protocol's own port. */
	readonly port: string;
	readonly pathname: string;
	/** With its question mark; empty when there is none. */
	readonly search: string;
}

export type PageMatcher = (page: PageAddress) => boolean;

/** The address of an absolute URL; null when it is none. */
export function readPage(url: string): PageAddress | null {
	if (!URL.canParse(url)) return null;
	const { protocol, host, hostname, pathname, search } = new URL(url);
	return { protocol, hostname, port: host.slice(hostname.length + 1), pathname, search };
}

/** What a page pattern is made of; `search` is null where it does not look at the query. */
export interface PatternParts {
	/** `https`, `http` or `*`. */
	readonly protocol: string;
	readonly hostname: string;
	/** `*` for any, empty for the protocol's own. */
	readonly port: string;
	readonly path: string;
	readonly search: string | null;
}

/** Compiles a page rule: some include matches (or there is none), and no exclude does. Refuses broken patterns. */
export function compilePages({ include, exclude }: PageRule): PageMatcher {
	const includes = include.map(compilePattern);
	const excludes = exclude.map(compilePattern);
	return (page) =>
		(includes.length === 0 || includes.some((matches) => matches(page))) && !excludes.some((matches) => matches(page));
}

/**
 * Compiles `/path/*` or `https://host/path/*` with URLPattern's meaning of `*` and `:name`. A query is compared only when the
 * pattern has a `?`. Refuses (`page-pattern`) anything else that URLPattern knows: groups, modifiers, regular expressions.
 */
export function compilePattern(pattern: string): PageMatcher {
	const { protocol, hostname, port, path, search } = parsePattern(pattern);
	const isPathOnly = pattern.startsWith('/');
	const matchesOrigin = isPathOnly ? () => true : compileOrigin(protocol, hostname, port);
	const matchesPath: Glob = path === '/*' ? () => true : compileGlob(path, true);
	if (search === null) return (page) => matchesPath(page.pathname) && matchesOrigin(page);
	const matchesSearch = compileGlob(search, false);
	return (page) => matchesPath(page.pathname) && matchesOrigin(page) && matchesSearch(page.search.slice(1));
}

/** The parts of a pattern, in the form in which browsers send what they are compared with. Refuses as `compilePattern` does. */
export function parsePattern(pattern: string): PatternParts {
	checkPatternSyntax(pattern);
	if (pattern.startsWith('/')) return { protocol: '*', hostname: '*', port: '*', ...parsePath(pattern) };
	const parts = /^([a-z]+|\*):\/\/([^/?:]+|\[[0-9a-f:]+\])(?::(\d+|\*))?(.*)$/i.exec(pattern);
	if (!parts) {
		throw new Refusal('page-pattern', `The page pattern ${JSON.stringify(pattern)} is neither a path nor an address.`, {
			hint: 'Begin it with / or with https://.',
		});
	}
	const [, scheme = '*', host = '*', port = '', path = ''] = parts;
	const [protocol, hostname] = [scheme.toLowerCase(), host.toLowerCase()];
	const isDefaultPort = (protocol === 'https' && port === '443') || (protocol === 'http' && port === '80');
	return {
		protocol,
		hostname: hostname.includes('*') ? hostname : canonicalHost(hostname),
		port: isDefaultPort ? '' : port,
		...parsePath(path === '' ? '/*' : path.startsWith('?') ? `/${path}` : path),
	};
}

function compileOrigin(protocol: string, hostname: string, port: string): PageMatcher {
	const matchesHost = compileGlob(hostname, false);
	return (page) =>
		(protocol === '*' || page.protocol === `${protocol}:`) &&
		(port === '*' || page.port === port) &&
		matchesHost(page.hostname);
}

function parsePath(pattern: string): Pick<PatternParts, 'path' | 'search'> {
	const question = pattern.indexOf('?');
	const path = question === -1 ? pattern : pattern.slice(0, question);
	return {
		path: path === '/*' ? path : canonicalPath(path),
		search: question === -1 ? null : encodeURI(decodeLoosely(pattern.slice(question + 1))),
	};
}

/** Paths are compared as browsers send them: `/café` is `/caf%C3%A9`. */
function canonicalPath(path: string): string {
	return new URL(`https://host${path}`).pathname;
}

/** Names beyond ASCII are compared in the form that browsers send. */
function canonicalHost(hostname: string): string {
	return URL.canParse(`https://${hostname}/`) ? new URL(`https://${hostname}/`).hostname : hostname;
}

/** Text that is not percent-encoded already is left as it is. */
function decodeLoosely(text: string): string {
	try {
		return decodeURI(text);
	} catch {
		return text;
	}
}
