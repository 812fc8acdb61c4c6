import type { Bag } from './types.ts';
import { version } from './version.ts';

/** The page as an event's context has it. `referrer` is given, since the document's is that of its first page alone. */
export function readPage(referrer: string): Bag {
	const { href, pathname, search } = location;
	return { url: href, path: pathname, referrer, title: document.title, search };
}

/** All that an event says of its circumstances, but for consent. The user agent is left to the request's header. */
export function readContext(referrer: string): Bag {
	const campaign = readCampaign(location.search);
	return {
		page: readPage(referrer),
		locale: navigator.language,
		timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
		screen: { width: screen.width, height: screen.height, density: devicePixelRatio },
		...(campaign && { campaign }),
		library: { name: 'edgewise', version },
	};
}

/** The campaign that a query's `utm_*` parameters name, in Segment's words (`utm_campaign` is `name`), or null. */
export function readCampaign(search: string): Record<string, string> | null {
	const campaign: Record<string, string> = {};
	for (const [name, value] of new URLSearchParams(search)) {
		const field = /^utm_(source|medium|campaign|term|content)$/.exec(name)?.[1];
		if (field && value) campaign[field === 'campaign' ? 'name' : field] = value;
	}
	return Object.keys(campaign).length ? campaign : null;
}
