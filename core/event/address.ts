import { isPrototypeKey } from './bag.ts';
import type { Bag } from './types.ts';

const address = /^[a-z][a-z\d+.-]*:\/\/[^/?#]*([^?#]*)(\?[^#]*)?/i;

/** Parameters by which advertising systems recognise their own clicks: `gclid`, `fbclid`, `msclkid` and their like. */
const clickId = /^(?:(?:g|d|fb|tt|tw|y)cl|[gw]bra|msclk|li_fat_)id$/;

const valueMaxLength = 200;

/** Path and query of a URL as they stand; null for what has no host. */
export function readAddress(url: string): { readonly path: string; readonly search: string } | null {
	const match = address.exec(url);
	return match && { path: match[1] || '/', search: match[2] && match[2] !== '?' ? match[2] : '' };
}

/**
 * The campaign that a query names: `utm_*` in Segment's words (`utm_campaign` is `name`), and click ids under their own
 * names. Null when there is none.
 */
export function readCampaign(search: string): Record<string, string> | null {
	const campaign: Record<string, string> = {};
	for (const pair of search.slice(1).split('&')) {
		const [name = '', ...rest] = pair.split('=');
		const field = name.startsWith('utm_') ? name.slice(4) : clickId.test(name) ? name : '';
		const value = decode(rest.join('=')).slice(0, valueMaxLength);
		if (/^\w{1,40}$/.test(field) && !isPrototypeKey(field) && value !== '')
			campaign[field === 'campaign' ? 'name' : field] = value.toWellFormed();
	}
	return Object.keys(campaign).length > 0 ? campaign : null;
}

/** The context with what its page's URL says, where the sender does not say it: path, query and campaign. */
export function withAddress(context: Bag, page: Bag): Bag {
	const read = typeof page.url === 'string' ? readAddress(page.url) : null;
	if (!read) return context;
	const campaign = context.campaign === undefined ? readCampaign(read.search) : null;
	return { ...context, page: { ...read, ...page }, ...(campaign && { campaign }) };
}

const host = /^https?:\/\/(?:[^/?#@]*@)?([^/?#]+)/i;

/** The host that led to a page, without `www.` and port; null when there is none, and for the page's own. */
export function referringHost(referrer: string, url: string): string | null {
	const from = host.exec(referrer)?.[1]?.toLowerCase();
	if (from === undefined || from === host.exec(url)?.[1]?.toLowerCase()) return null;
	return from.replace(/^www\./, '').replace(/:\d+$/, '');
}

function decode(text: string): string {
	try {
		return decodeURIComponent(text.replaceAll('+', ' '));
	} catch {
		return text;
	}
}
