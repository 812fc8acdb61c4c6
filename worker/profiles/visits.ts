import { addTouch, addVisit, type Sessions, sessionsOf, type Touches, type Visit } from '../../core/session/index.ts';
import type { Touched } from './fold.ts';
import type { Profile } from './profile.ts';
import { type Said, unpackEvent } from './stored-event.ts';
import type { Tables } from './tables.ts';
import { visitOf } from './visit-of.ts';

/** Whose history is longer, or no longer whole, keeps the sessions they had when an event of before the last one arrives. */
const readAgainMax = 5000;

/** What new events, not stored yet, make of a person's sessions and touches. Notes in `touched` what changed. */
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
		if (next === null) return sessionsOfAll(tables, profile, visits) ?? profile.sessions;
		sessions = next;
	}
	return sessions ?? undefined;
}

/** All visits once more, with the new ones: an event of long ago may open, join or divide any session. */
function sessionsOfAll(tables: Tables, { chain, events, keptFrom }: Profile, fresh: readonly Visit[]): Sessions | null {
	if (events > readAgainMax || keptFrom !== undefined) return null;
	const all = tables.batches.between(chain, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
	return sessionsOf([...all.flatMap((stored) => visitOf(unpackEvent(stored)) ?? []), ...fresh]);
}

function touchesAfter({ touches: before = {} }: Profile, visits: readonly Visit[], touched: Touched): Touches {
	const touches = visits.reduce(addTouch, before);
	if (touches.first !== before.first) touched.attributes.add('firstTouch');
	if (touches.last !== before.last) touched.attributes.add('lastTouch');
	return touches;
}
