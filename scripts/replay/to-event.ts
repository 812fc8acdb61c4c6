import { createHash } from 'node:crypto';
import type { LogLine } from './parse-line.ts';

/** A page view in Segment's words. */
export interface PageEvent {
	readonly type: 'page';
	readonly messageId: string;
	readonly anonymousId: string;
	readonly timestamp: string;
	readonly properties: Readonly<Record<string, string>>;
	readonly context: {
		readonly page: Readonly<Record<string, string>>;
		readonly userAgent: string;
		readonly campaign?: Readonly<Record<string, string>>;
		readonly library: { readonly name: string; readonly version: string };
	};
}

/**
 * The page view that a line records; null when its address is none. `origin` is the site's, which a log does not say.
 * The ids are hashes: of the whole line, so that the same line is the same event however often it is sent, and of address
 * and agent for the person. The address itself is not sent.
 */
export function toEvent(line: LogLine, text: string, origin: string): PageEvent | null {
	const url = addressOf(line.target, origin);
	if (url === null) return null;
	const page = {
		url: url.href,
		path: url.pathname,
		search: url.search,
		referrer: line.referrer,
	};
	const campaign = campaignOf(url.searchParams);
	return {
		type: 'page',
		messageId: `log-${hash(text)}`,
		anonymousId: `log-${hash(`${line.ip}\n${line.userAgent}`)}`,
		timestamp: line.at.toISOString(),
		properties: page,
		context: {
			page,
			userAgent: line.userAgent,
			...(campaign && { campaign }),
			library: { name: 'edgewise-replay', version: '1' },
		},
	};
}

function hash(text: string): string {
	return createHash('sha256').update(text).digest('hex').slice(0, 40);
}

/** A target that begins with `//` is a path all the same: it never names another host. */
function addressOf(target: string, origin: string): URL | null {
	const address = target.startsWith('/') ? origin + target : target;
	if (!URL.canParse(address)) return null;
	const url = new URL(address);
	return url.protocol === 'http:' || url.protocol === 'https:' ? url : null;
}

const campaignNames = {
	utm_source: 'source',
	utm_medium: 'medium',
	utm_campaign: 'name',
	utm_term: 'term',
	utm_content: 'content',
} as const;

/** UTM parameters by the names that Segment's `context.campaign` has; null when there are none. */
function campaignOf(parameters: URLSearchParams): Record<string, string> | null {
	const found = Object.entries(campaignNames).flatMap(([parameter, name]) => {
		const value = parameters.get(parameter);
		return value ? [[name, value] as const] : [];
	});
	return found.length > 0 ? Object.fromEntries(found) : null;
}
