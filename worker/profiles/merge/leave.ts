import { newProfile } from '../profile.ts';
import type { Tables } from '../tables.ts';
import { type Belongings, type Departure, type MergeRequest, retryAfterMs } from './departure.ts';

/** Characters of rows that one call carries. */
const portionMax = 4_000_000;

/** One row of events on its way. `place` orders it among the others. */
export interface CarriedRow {
	readonly place: string;
	readonly body: string;
}

/** Notes that somebody is to go into another profile; from now on that is finished, whatever happens. Null for nobody. */
export function ask(tables: Tables, request: MergeRequest, now: number): Departure | null {
	const { mergeId, sourceId, targetId, cause, twoUsers, isTheirs } = request;
	const underWay = tables.departures.read(sourceId);
	if (underWay) return underWay;
	if (tables.profiles.read(sourceId) === null) {
		if (!isTheirs) return null;
		tables.profiles.save(newProfile(sourceId, now), null);
	}
	const departure: Departure = {
		mergeId,
		profileId: sourceId,
		targetId,
		cause,
		...(twoUsers && { twoUsers }),
		state: 'asked',
		askedAt: now,
		goneAt: null,
		tries: 0,
	};
	tables.departures.save(departure, now + retryAfterMs(0));
	return departure;
}

/**
 * Packs a profile: what it was stays in the luggage, its rows of events stay where they are, and nothing here attends to it
 * any more. Returns the departure, sealed; null when it was there no more.
 */
export function seal(tables: Tables, departure: Departure, now: number): Departure | null {
	const { profileId, mergeId } = departure;
	const profile = tables.profiles.read(profileId);
	if (profile === null) {
		tables.departures.remove(profileId);
		return null;
	}
	tables.luggage.put(mergeId, 'profile', profileId, JSON.stringify(profile));
	for (const one of tables.enrollments.of(profileId))
		tables.luggage.put(mergeId, 'enrollment', one.id, JSON.stringify(one));
	for (const one of tables.deliveries.of(profileId))
		tables.luggage.put(mergeId, 'delivery', one.id, JSON.stringify(one));
	tables.profiles.remove(profileId);
	tables.enrollments.remove(profileId);
	tables.deliveries.remove(profileId);
	tables.enriched.remove(profileId);
	tables.outbox.add('gone', profileId);
	// What accounts know of it stands until they hear of whom it has become.
	tables.accountLinks.removeNews(profileId);
	const sealed: Departure = { ...departure, state: 'sealed' };
	tables.departures.save(sealed, now + retryAfterMs(0));
	return sealed;
}

/** What a sealed profile has, as it was when it was sealed. */
export function belongingsOf({ luggage, accountLinks }: Tables, { mergeId, profileId }: Departure): Belongings {
	const [profile] = luggage.items(mergeId, 'profile');
	if (profile === undefined) throw new Error(`no luggage of ${profileId}`);
	return {
		profile: JSON.parse(profile),
		enrollments: Array.from(luggage.items(mergeId, 'enrollment'), (body) => JSON.parse(body)),
		deliveries: Array.from(luggage.items(mergeId, 'delivery'), (body) => JSON.parse(body)),
		accounts: accountLinks.of(profileId),
	};
}

/** A sealed profile's rows of events, as many at a time as one call carries. */
export function* rowsToCarry({ batches }: Tables, { profile }: Belongings): Generator<CarriedRow[]> {
	let portion: CarriedRow[] = [];
	let size = 0;
	for (const { seq, body } of batches.rowsOf(profile.chain)) {
		if (size + body.length > portionMax && portion.length > 0) {
			yield portion;
			portion = [];
			size = 0;
		}
		portion.push({ place: String(seq).padStart(16, '0'), body });
		size += body.length;
	}
	if (portion.length > 0) yield portion;
}

/** The time in which it could come back is over: what that took is deleted, and the way to the new profile stays. */
export function forget(tables: Tables, departure: Departure): void {
	const { mergeId } = departure;
	const { profile } = belongingsOf(tables, departure);
	tables.batches.remove(Array.from(tables.batches.rowsOf(profile.chain), ({ seq }) => seq));
	for (const kind of ['profile', 'enrollment', 'delivery'] as const) tables.luggage.remove(mergeId, kind);
	tables.accountLinks.removeAll(profile.id);
	tables.departures.save({ ...departure, isForgotten: true }, null);
}
