import { type Bag, isBag, referringHost } from '../../core/event/index.ts';
import type { Visit } from '../../core/session/index.ts';
import type { Said } from './stored-event.ts';

const urlMax = 500;

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
		campaign:
			isBag(event.context.campaign) && Object.keys(event.context.campaign).length > 0 ? event.context.campaign : null,
	};
}

function textOf(value: unknown): string | null {
	return typeof value === 'string' && value !== '' ? value.slice(0, urlMax).toWellFormed() : null;
}
