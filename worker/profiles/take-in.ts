import { goesOn } from './accounts/account-words.ts';
import { withLateWords } from './accounts/late-words.ts';
import { tellAnew } from './accounts/news.ts';
import { decidedAbout, foldByHand } from './by-hand.ts';
import { markFirstViews } from './first-views.ts';
import { fold, nothingTouched, type Touched } from './fold.ts';
import { newProfile, type Profile } from './profile.ts';
import { historyOf, type Settled, settlePerson, type Turn } from './settle.ts';
import { countedOf } from './store-events.ts';
import { packEvent, type Said, type StoredEvent } from './stored-event.ts';
import { withVisits } from './visits.ts';

/**
 * Events of one batch in the order in which they happened; of one moment, as they came. They are folded and stored in this
 * order, so that reading what is stored from its beginning folds the same profile again.
 */
export function inOrder(said: readonly Said[]): Said[] {
	return said.toSorted((a, b) => a.event.timestamp - b.event.timestamp);
}

/**
 * Makes new events, in order, part of a person: folds them, settles what follows, and stores it all.
 * @param isHistory they happened long ago, whatever they say: no journey hears of them.
 * @param movedBy see `News`
 */
export function takeIn(
	turn: Turn,
	profileId: string,
	before: Profile | null,
	said: readonly Said[],
	{ isHistory = false, movedBy = null }: { readonly isHistory?: boolean; readonly movedBy?: string | null } = {},
): Settled {
	const touched = nothingTouched();
	let folded = foldAll(before ?? newProfile(profileId, said[0]?.event.receivedAt ?? turn.now), said, touched);
	const { events: unstored, viewDays } = markFirstViews(folded.viewDays, said.map(packEvent));
	folded = keptFromOf({ ...folded, ...(viewDays && { viewDays }) }, unstored);
	folded = withVisits(turn.tables, folded, said, touched);
	folded = withLateWords(turn.tables, before, folded, said, touched);
	const settled = settlePerson(turn, folded, historyOf(turn.tables, folded, unstored), {
		change: touched,
		anew: decidedAbout(said),
		events: said.map(({ event }) => event),
		stored: before ? 'less' : 'nothing',
		unstored,
		movedBy,
		isHistory,
	});
	if (before && !goesOn(before, settled.profile)) tellAnew(turn.tables, profileId, turn.now);
	return settled;
}

/** The profile after events, in their order. Notes in `touched` what changed. */
export function foldAll(profile: Profile, said: readonly Said[], touched: Touched = nothingTouched()): Profile {
	return said.reduce((folded, one) => foldSaid(folded, one, touched), profile);
}

/** What arrives late may be older than all that was kept of somebody. */
function keptFromOf(profile: Profile, stored: readonly StoredEvent[]): Profile {
	if (profile.keptFrom === undefined) return profile;
	return { ...profile, keptFrom: Math.min(profile.keptFrom, ...stored.map(({ a }) => a)) };
}

/** What Edgewise itself tells is part of a person's history, and says nothing of where and when they were seen. */
function foldSaid(profile: Profile, said: Said, touched: Touched): Profile {
	const { event, source } = said;
	if (source !== 'edgewise') return fold(profile, event, source, touched);
	touched.events.add(event.event);
	const counted = countedOf([said]);
	if (counted > 0) touched.attributes.add('visit');
	return { ...foldByHand(profile, event), events: profile.events + counted };
}
