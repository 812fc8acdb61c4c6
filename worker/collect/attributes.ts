import { readCampaign } from '../../core/event/index.ts';
import { hintsOf } from './client-hints.ts';
import { deviceOf } from './device.ts';

/** What a request says of who asks and of where: the same for events, the proxy and decide. */
export interface RequestAttributes {
	readonly page: {
		readonly url: string;
		readonly path: string;
		readonly host: string;
		readonly query: Readonly<Record<string, string>>;
		readonly referrer: string | null;
	};
	readonly utm: Readonly<Record<string, string>>;
	readonly geo: Readonly<Record<string, string>>;
	readonly device: Readonly<Record<string, string>>;
}

/**
 * Reads page, campaign, place and device off a request.
 * @param url the page's absolute URL; an invalid one gives an empty page.
 */
export function requestAttributes(request: Request, url: string): RequestAttributes {
	const parsed = URL.canParse(url) ? new URL(url) : null;
	const query: Record<string, string> = parsed ? Object.fromEntries(parsed.searchParams) : {};
	return {
		page: {
			url,
			path: parsed?.pathname ?? '',
			host: parsed?.host ?? '',
			query,
			referrer: request.headers.get('referer'),
		},
		utm: readCampaign(parsed?.search ?? '') ?? {},
		geo: geoOf(request),
		device: deviceOf(request.headers.get('user-agent') ?? '', hintsOf(request)),
	};
}

/** What Cloudflare tells of where a request came in; empty where there is no Cloudflare. */
export function placeOf(request: Request): Readonly<Record<string, unknown>> {
	const told: unknown = 'cf' in request ? request.cf : null;
	return typeof told === 'object' && told !== null ? { ...told } : {};
}

/** Country, region, city, time zone and continent as Cloudflare tells them; empty where it does not. */
export function geoOf(request: Request): Record<string, string> {
	const geo: Record<string, string> = {};
	const told = placeOf(request);
	for (const key of ['country', 'region', 'city', 'timezone', 'continent']) {
		const value = told[key];
		if (typeof value === 'string' && value !== '') geo[key] = value;
	}
	return geo;
}
