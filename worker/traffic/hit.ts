import { type Bag, isBag, referringHost } from '../../core/event/index.ts';

/** What is counted of an event, and nothing of who did it: for each dimension the value, where there is one. */
export type Hit = Readonly<Partial<Record<Dimension, string>>> & { readonly isView: boolean };

/** What the owner sees the most frequent values of. */
export const dimensions = ['pages', 'sources', 'countries', 'devices', 'campaigns', 'events'] as const;
export type Dimension = (typeof dimensions)[number];

/** The part of an event that is looked at, as events arrive and as they are stored. */
export interface Countable {
	readonly type: string;
	readonly event: string;
	readonly properties: Bag;
	readonly context: Bag;
}

const longest = 120;

/**
 * What an event counts as: a page view by page, source (the host that led here from elsewhere), country, device and
 * campaign; a track call by its name; null for all others.
 */
export function hitOf({ type, event, properties, context }: Countable): Hit | null {
	if (type === 'track') return { isView: false, events: short(event) };
	if (type !== 'page') return null;
	const page = isBag(context.page) ? context.page : {};
	const url = text(properties.url) ?? text(page.url);
	const path = text(properties.path) ?? text(page.path) ?? (url === null ? null : (URL.parse(url)?.pathname ?? null));
	const referrer = text(properties.referrer) ?? text(page.referrer);
	const source = referrer === null ? null : referringHost(referrer, url ?? '');
	return {
		isView: true,
		...(path !== null && { pages: short(path) }),
		...(source !== null && { sources: short(source) }),
		...namedValue('countries', context.geo, 'country'),
		...namedValue('devices', context.device, 'type'),
		...namedValue('campaigns', context.campaign, 'source'),
	};
}

function namedValue(dimension: Dimension, bag: unknown, key: string): Partial<Record<Dimension, string>> {
	const value = text(isBag(bag) ? bag[key] : null);
	return value === null ? {} : { [dimension]: short(value) };
}

function text(value: unknown): string | null {
	return typeof value === 'string' && value !== '' ? value : null;
}

/** Well-formed, for half a character cannot be kept. */
function short(value: string): string {
	return value.slice(0, longest).toWellFormed();
}
