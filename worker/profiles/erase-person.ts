import { tellAnew } from './accounts/news.ts';
import { countEvents } from './count-events.ts';
import type { Separated } from './erase-separated.ts';
import { belongingsOf } from './merge/leave.ts';
import { type ArchivePlace, placesOf } from './places-of.ts';
import type { Profile } from './profile.ts';
import { unpackEvents } from './stored-event.ts';
import type { Tables } from './tables.ts';

/** What was erased, store by store. It says nothing of the person. */
export interface ErasureReport {
	readonly events: number;
	readonly enrollments: number;
	readonly deliveries: number;
	/** Rows of D1, by table. */
	readonly database: Readonly<Record<string, number>>;
	readonly archive: { readonly objects: number; readonly lines: number };
}

/** One person who is being erased, or what was said of an account by itself. */
export interface Erasure {
	readonly id: string;
	/** Empty where it is an account. */
	readonly profileId: string;
	readonly accountId?: string;
	/** Where it is somebody who was merged into a profile here, and separated from it. */
	readonly separated?: Separated;
	readonly report: ErasureReport;
	/** When D1 may be gone through, ms: until then a sender may be at work, who puts something there. */
	readonly databaseFrom: number;
	readonly isDatabaseDone: boolean;
	readonly places: readonly ArchivePlace[];
	/** How far the archive is read: the place, and the last key in it. */
	readonly place: number;
	readonly afterKey: string;
}

/**
 * Takes a person out of a shard's tables, with what their merges carried, and notes where else they have to be erased. Once for each request: events that
 * arrive later are of somebody new. Synchronous, so that the caller's transaction holds all of it or nothing.
 */
export function erasePerson(
	tables: Tables,
	id: string,
	profileId: string,
	mergeIds: readonly string[],
	now: number,
): void {
	if (tables.erasures.has(id)) return;
	// What they did on their days was done by somebody; that it counts says nothing of whom.
	while (countEvents(tables, now));
	const profile = tables.profiles.read(profileId) ?? packedProfile(tables, profileId);
	const apart = tables.batches.apartOf(profileId);
	const places = placesOf(tables, profile, apart);
	const rows = [...tables.batches.rowsOf(profile?.chain ?? null), ...apart];
	const events = rows.reduce((sum, { body }) => sum + unpackEvents(body).length, 0);
	const deliveries = tables.deliveries.of(profileId);
	const report = { events, enrollments: tables.enrollments.of(profileId).length, deliveries: deliveries.length };
	tables.batches.remove(rows.map(({ seq }) => seq));
	tables.enrollments.remove(profileId);
	tables.deliveries.remove(profileId);
	tables.enriched.remove(profileId);
	tables.webhookCalls.removeOf(profileId);
	tables.profiles.remove(profileId);
	tables.departures.remove(profileId);
	for (const mergeId of mergeIds) forgetLuggage(tables, mergeId);
	tellAnew(tables, profileId, now);
	tables.outbox.remove('profile', [profileId]);
	tables.outbox.forgetKeys(profileId);
	tables.outbox.remove(
		'delivery',
		deliveries.map((delivery) => delivery.id),
	);
	forgetCursor(tables, profileId);
	tables.erasures.save({
		id,
		profileId,
		report: { ...report, database: {}, archive: { objects: 0, lines: 0 } },
		databaseFrom: Math.max(now, ...deliveries.map(({ leaseUntil }) => leaseUntil ?? 0)),
		isDatabaseDone: false,
		places,
		place: 0,
		afterKey: '',
	});
}

/** Somebody who was merged into another profile, for as long as that may be undone. */
function packedProfile(tables: Tables, profileId: string): Profile | null {
	const departure = tables.departures.read(profileId);
	return departure && !departure.isForgotten ? belongingsOf(tables, departure).profile : null;
}

/**
 * What a merge carried. What somebody else was when they left by it from this very shard stays, for their own erasing: it leads to
 * their rows.
 */
function forgetLuggage({ luggage, departures }: Tables, mergeId: string): void {
	const [left] = luggage.items(mergeId, 'profile');
	const isElses = left !== undefined && departures.read(JSON.parse(left).id)?.mergeId === mergeId;
	if (!isElses) luggage.removeAll(mergeId);
	else for (const kind of ['staged', 'came', 'parcel'] as const) luggage.remove(mergeId, kind);
}

/** A sweep may have stopped at them: just before them is as good a place to go on from. */
function forgetCursor({ meta }: Tables, profileId: string): void {
	if (meta.read('cursor') === profileId) meta.save('cursor', profileId.slice(0, -1));
}
