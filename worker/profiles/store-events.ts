import type { Event } from '../../core/event/index.ts';
import { accountErased } from './accounts/account-telling.ts';
import type { EventChain, Profile } from './profile.ts';
import { packRows } from './rows.ts';
import { packEvent, type Said, type StoredEvent } from './stored-event.ts';
import type { Tables } from './tables.ts';

/** Appends events to the person's chain of batches; returns the chain. @param movedBy see `BatchTable.append` */
export function storeEvents(
	tables: Tables,
	profile: Profile,
	events: readonly StoredEvent[],
	movedBy: string | null = null,
): EventChain | null {
	let { chain } = profile;
	for (const row of packRows(events)) {
		chain = tables.batches.append(profile.id, chain, row, movedBy);
		tables.outbox.arrived(chain.last);
		if (movedBy === null) tables.log.arrived(chain.last);
	}
	return chain;
}

/** Something that Edgewise itself has to tell of a person, as an event of their history. */
export function ownEvent(messageId: string, event: string, properties: Event['properties'], now: number): Said {
	const told: Event = {
		...{ messageId, event, properties, type: 'track', anonymousId: null, userId: null, traits: null, context: {} },
		timestamp: now,
		receivedAt: now,
	};
	return { event: told, siteId: '', source: 'edgewise', elsewhere: [], byClaim: false };
}

/** What became of a person in Edgewise, and nothing that happened to them: it does not count among their events. */
const uncounted = new Set([
	'Segment Entered',
	'Segment Left',
	'Segment Membership Set',
	'Profiles Merged',
	'Profiles Separated',
	accountErased,
]);

/** Whether something happened to a person, and is not only what became of them in Edgewise. */
export function isOfPerson({ s: siteId, e: event }: StoredEvent): boolean {
	return siteId !== '' || !uncounted.has(event);
}

/** How many of these count among a person's events. */
export function countedOf(said: readonly Said[]): number {
	return said.filter(({ event, source }) => source !== 'edgewise' || !uncounted.has(event.event)).length;
}

/** Adds Edgewise's own events to a person's history. */
export function tellHistory(tables: Tables, profile: Profile, said: readonly Said[]): Profile {
	const chain = storeEvents(tables, profile, said.map(packEvent));
	return { ...profile, events: profile.events + countedOf(said), chain };
}
