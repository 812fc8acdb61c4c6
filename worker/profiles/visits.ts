import { type Bag, isBag, referringHost } from '../../core/event/index.ts';
import { addTouch, addVisit, type Sessions, sessionsOf, type Touches, type Visit } from '../../core/session/index.ts';
import type { Touched } from './fold.ts';
import type { Profile } from './profile.ts';
import { type Said, unpackEvent } from './stored-event.ts';
import type { Tables } from './tables.ts';

/** Whose history is longer keeps the sessions they had when an event of before the last one arrives. */
const readAgainMax = 5000;
const urlMax = 500;

/** What new events, stored already, make of a person's sessions and touches. Notes in `touched` what changed. */
export function withVisits(tables: Tables, profile: Profile, said: readonly Said[], touched: Touched): Profile {
	const visits = said.flatMap((one) => visitOf(one) ?? []);
	if (visits.length === 0) return profile;
	touched.attributes.add('session');
	return {
		...profile,
		sessions: sessionsAfter(tables, profile, visits),
		touches: touchesAfter(profile, visits, touched),
	};
}

function sessionsAfter(tables: Tables, profile: Profile, visits: readonly Visit[]): Sessions | undefined {
	let sessions = profile.sessions ?? null;
	for (const visit of visits) {
		const next = addVisit(sessions, visit);
		if (next === null) return sessionsOfAll(tables, profile) ?? profile.sessions;
		sessions = next;
	}
	return sessions ?? undefined;
}

/** All visits once more: an event of long ago may open, join or divide any session. */
function sessionsOfAll(tables: Tables, { chain, events }: Profile): Sessions | null {
	if (events > readAgainMax) return null;
	const all = tables.batches.between(chain, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
	return sessionsOf(all.flatMap((stored) => visitOf(unpackEvent(stored)) ?? []));
}

function touchesAfter({ touches: before = {} }: Profile, visits: readonly Visit[], touched: Touched): Touches {
	const touches = visits.reduce(addTouch, before);
	if (touches.first !== before.first) touched.attributes.add('firstTouch');
	if (touches.last !== before.last) touched.attributes.add('lastTouch');
	return touches;
}

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
