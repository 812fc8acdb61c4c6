import { markFirstViews } from './first-views.ts';
import { fold, nothingTouched, type Touched } from './fold.ts';
import { type EventChain, newProfile, type Profile } from './profile.ts';
import { packRows } from './rows.ts';
import { historyOf, type Settled, settlePerson, type Turn } from './settle.ts';
import { packEvent, type Said, type StoredEvent } from './stored-event.ts';
import type { Tables } from './tables.ts';
import { withVisits } from './visits.ts';

/**
 * Events of one batch in the order in which they happened; of one moment, as they came. They are folded and stored in this
 * order, so that reading what is stored from its beginning folds the same profile again.
 */
export function inOrder(said: readonly Said[]): Said[] {
	return said.toSorted((a, b) => a.event.timestamp - b.event.timestamp);
}

/**
 * Makes new events, in order, part of a person: folds and stores them, and settles what follows.
 * @param isHistory they happened long ago, whatever they say: no journey hears of them.
 */
export function takeIn(
	turn: Turn,
	profileId: string,
	before: Profile | null,
	said: readonly Said[],
	{ isHistory = false } = {},
): Settled {
	const touched = nothingTouched();
	let folded = before ?? newProfile(profileId, said[0]?.event.receivedAt ?? turn.now);
	for (const one of said) folded = foldSaid(folded, one, touched);
	const { events: stored, viewDays } = markFirstViews(folded.viewDays, said.map(packEvent));
	folded = { ...folded, ...(viewDays && { viewDays }), chain: storeEvents(turn.tables, folded, stored) };
	folded = withVisits(turn.tables, folded, said, touched);
	return settlePerson(turn, folded, historyOf(turn.tables, folded, before ? undefined : stored), {
		change: touched,
		events: said.map(({ event }) => event),
		stored: before ? 'less' : 'nothing',
		isHistory,
	});
}

/** What Edgewise itself tells is part of a person's history, and says nothing of where and when they were seen. */
function foldSaid(profile: Profile, { event, source }: Said, touched: Touched): Profile {
	if (source !== 'edgewise') return fold(profile, event, source, touched);
	touched.events.add(event.event);
	touched.attributes.add('visit');
	return { ...profile, events: profile.events + 1 };
}

/** Appends events to the person's chain of batches; returns the chain. */
export function storeEvents(tables: Tables, profile: Profile, events: readonly StoredEvent[]): EventChain | null {
	let { chain } = profile;
	for (const row of packRows(events)) {
		chain = tables.batches.append(profile.id, chain, row);
		tables.outbox.arrived(chain.last);
		tables.log.arrived(chain.last);
	}
	return chain;
}
