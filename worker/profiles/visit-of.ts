import { type Bag, isBag, referringHost } from '../../core/event/index.ts';
import type { Visit } from '../../core/session/index.ts';
import type { Said } from './stored-event.ts';

const urlMax = 500;
/** Characters of one of a campaign's words, and how many of them are kept. */
const campaignMax = 200;
const campaignParts = 20;

/** An event as sessions see it: what a browser told, and views of pages and screens whoever tells of them. Null for all else. */
export function visitOf({ event, source }: Said): Visit | null {
	const isPage = event.type === 'page' || event.type === 'screen';
	if (source === 'edgewise' || !(isPage || source === 'browser')) return null;
	const page: Bag = isBag(event.context.page) ? event.context.page : {};
	const told: Bag = isPage ? { ...page, ...event.properties } : page;
	const [url, referrer] = [textOf(told.url), textOf(told.referrer)];
	return {
		messageId: event.messageId,
		at: event.timestamp,
		isPage,
		url,
		referrer: referrer !== null && referringHost(referrer, url ?? '') !== null ? referrer : null,
		campaign: isBag(event.context.campaign) ? campaignOf(event.context.campaign) : null,
	};
}

/** A campaign's words and click ids. It is kept up to three times, and senders choose what is in it. */
function campaignOf(said: Bag): Bag | null {
	const words = Object.entries(said).flatMap(([name, value]) => {
		const word = typeof value === 'number' ? value : textOf(value)?.slice(0, campaignMax).toWellFormed();
		return word === undefined || name.length > campaignMax ? [] : [[name, word] as const];
	});
	return words.length === 0 ? null : Object.fromEntries(words.slice(0, campaignParts));
}

function textOf(value: unknown): string | null {
	return typeof value === 'string' && value !== '' ? value.slice(0, urlMax).toWellFormed() : null;
}
