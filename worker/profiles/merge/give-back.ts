import type { Enrollment } from '../../../core/journey/types.ts';
import { tellAnew } from '../accounts/news.ts';
import type { Delivery } from '../delivery.ts';
import { newProfile, type Profile } from '../profile.ts';
import { packRows } from '../rows.ts';
import { historyOf, settlePerson, type Turn } from '../settle.ts';
import { tellHistory } from '../store-events.ts';
import { type StoredEvent, unpackEvent, unpackEvents } from '../stored-event.ts';
import type { Tables } from '../tables.ts';
import { foldAll } from '../take-in.ts';
import type { Came } from './arrive.ts';
import { endedByMerge, isEnded } from './merge-enrollments.ts';
import { accountIn, mergeProfiles, visitsIn } from './merge-profiles.ts';
import { Telling } from './told.ts';
import { tellSeparated } from './told-events.ts';

/** By what is told whose an event is. */
export interface OfReturned {
	/** The anonymousIds of whom goes back. */
	readonly devices: readonly string[];
	/** Their userIds. */
	readonly users: readonly string[];
}

/** Which merge is undone, and how what has come since then is told apart. */
export interface Return extends OfReturned {
	readonly mergeId: string;
	readonly targetId: string;
	/** When they came, ms: what names them, or comes from their devices, from then on is theirs too. */
	readonly since: number;
}

/** What goes back, beside what the old profile's shard still has. */
export interface Parcel {
	readonly events: readonly StoredEvent[];
	/** As they stand now. Those that the merge ended are not here: they are again as they were. */
	readonly enrollments: readonly Enrollment[];
	readonly deliveries: readonly Delivery[];
}

const eventsAtOnce = 500;

/**
 * Takes out of a person what a merge brought, and what has come since by that merge's users and devices, and packs the parcel, in the
 * caller's transaction. The person is made anew of the events that are left. A second time changes nothing.
 */
export function giveBack(turn: Turn, asked: Return): void {
	const { tables } = turn;
	const { mergeId, targetId } = asked;
	const [packed] = tables.luggage.items(mergeId, 'parcel');
	if (packed !== undefined) return;
	const before = tables.profiles.read(targetId);
	if (before === null) throw new Error(`nobody to give back from: ${targetId}`);
	const came = cameWith(tables, mergeId);
	const { enrollments, deliveries } = takeFollowUps(turn, targetId, came);
	const { chain, events } = takeEvents(tables, before, asked, new Set(deliveries.map(({ id }) => `delivery:${id}`)));
	pack(tables, mergeId, {
		events,
		enrollments: enrollments.filter((one) => !isEnded(one)),
		deliveries: deliveries.filter((one) => !isStopped(one)),
	});
	const remade = { ...remake(tables, { ...before, chain }), version: before.version };
	const standing = { ...remade, segments: withoutSnapshots(turn, before, came) };
	const left = tellHistory(tables, standing, [tellSeparated(mergeId, turn.now)]);
	tables.outbox.add('profile', targetId);
	handBackAccounts(turn, asked);
	settlePerson(turn, left, historyOf(tables, left), { change: null, events: [], stored: 'less' });
}

/** Accounts hear anew of the one that stayed; of the other they hear from its own shard. */
function handBackAccounts({ tables, now }: Turn, { targetId, mergeId }: Return): void {
	for (const { replaces = [], ...link } of tables.accountLinks.of(targetId)) {
		const left = replaces.filter((one) => one.mergeId !== mergeId);
		tables.accountLinks.save({ ...link, replaces: left });
	}
	tellAnew(tables, targetId, now);
}

/** Without the snapshots that only the other was taken in; every other segment is asked again. */
function withoutSnapshots({ definitions }: Turn, { segments }: Profile, came: Came): Profile['segments'] {
	const snapshots = new Set(definitions.segments.filter(({ kind }) => kind === 'snapshot').map(({ id }) => id));
	return Object.fromEntries(
		Object.entries(segments).filter(([id]) => !snapshots.has(id) || came.segments.includes(id)),
	);
}

/** What `giveBack` has packed. */
export function parcelOf({ luggage }: Tables, mergeId: string): Parcel {
	const parts = Array.from(luggage.items(mergeId, 'parcel'), (body): Parcel => JSON.parse(body));
	return {
		events: parts.flatMap(({ events }) => events),
		enrollments: parts.flatMap(({ enrollments }) => enrollments),
		deliveries: parts.flatMap(({ deliveries }) => deliveries),
	};
}

function pack({ luggage }: Tables, mergeId: string, { events, enrollments, deliveries }: Parcel): void {
	const put = (id: string, part: Partial<Parcel>) =>
		luggage.put(mergeId, 'parcel', id, JSON.stringify({ events: [], enrollments: [], deliveries: [], ...part }));
	put('', {});
	for (const one of enrollments) put(`enrollment ${one.id}`, { enrollments: [one] });
	for (const one of deliveries) put(`delivery ${one.id}`, { deliveries: [one] });
	for (let from = 0; from < events.length; from += eventsAtOnce)
		put(`events ${String(from).padStart(9, '0')}`, { events: events.slice(from, from + eventsAtOnce) });
}

function cameWith({ luggage }: Tables, mergeId: string): Came {
	const [came] = luggage.items(mergeId, 'came');
	if (came === undefined) throw new Error(`nothing came with ${mergeId}`);
	return JSON.parse(came);
}

/** Takes out what came, with what has become of it, and lets go on what the merge had ended. */
function takeFollowUps({ tables, now }: Turn, targetId: string, came: Came) {
	const ids = { enrollments: new Set(came.enrollments), deliveries: new Set(came.deliveries) };
	const enrollments = tables.enrollments.of(targetId);
	const deliveries = tables.deliveries.of(targetId);
	const goes = (one: Delivery) => ids.deliveries.has(one.id) || ids.enrollments.has(one.enrollmentId);
	tables.enrollments.remove(targetId);
	for (const one of enrollments.filter(({ id }) => !ids.enrollments.has(id))) {
		const was = isEnded(one) ? came.endedEnrollments.find(({ id }) => id === one.id) : undefined;
		tables.enrollments.save(was ?? one);
	}
	for (const one of deliveries.filter(goes)) tables.deliveries.removeOne(one.id);
	for (const one of deliveries.filter((each) => !goes(each) && isStopped(each))) {
		const was = came.endedDeliveries.find(({ id }) => id === one.id);
		if (!was) continue;
		tables.deliveries.save({ ...was, updatedAt: now }, now);
		tables.outbox.add('delivery', was.id);
	}
	return { enrollments: enrollments.filter(({ id }) => ids.enrollments.has(id)), deliveries: deliveries.filter(goes) };
}

function isStopped({ state, reason }: Delivery): boolean {
	return state === 'refused' && reason === endedByMerge;
}

/**
 * Divides a person's rows. What the merge brought is deleted, for its old shard has it still. A row of which a part goes is
 * written again without it; the one that arrived stays beside the chain, for whoever counts and archives what arrives.
 */
function takeEvents(tables: Tables, profile: Profile, asked: Return, told: ReadonlySet<string>) {
	const { batches } = tables;
	const isOfReturned = returned(profile, asked);
	const goes = (event: StoredEvent) => told.has(event.i) || (event.r >= asked.since && isOfReturned(event));
	const events: StoredEvent[] = [];
	const kept: { seq: number; until: number }[] = [];
	const deleted: number[] = [];
	const apart: number[] = [];
	// Read whole before anything is added: rows that are written again belong to the chain of later.
	for (const row of [...batches.rowsOf(profile.chain)]) {
		if (row.movedBy === asked.mergeId) {
			deleted.push(row.seq);
			continue;
		}
		const all = unpackEvents(row.body);
		const going = row.movedBy === null || row.movedBy === '' ? all.filter(goes) : [];
		if (going.length === 0) {
			kept.push({ seq: row.seq, until: Math.max(...all.map(({ a }) => a)) });
			continue;
		}
		events.push(...going);
		if (row.movedBy === '') deleted.push(row.seq);
		else apart.push(row.seq);
		for (const rest of packRows(all.filter((event) => !goes(event)))) {
			const { last } = batches.append(profile.id, null, rest, '');
			kept.push({ seq: last, until: rest.until });
		}
	}
	batches.remove(deleted);
	batches.setApart(apart);
	return { chain: batches.relink(kept.reverse()), events };
}

/** Whose an event is of two who are separated: a userId says so where each has one, else the device. */
export function returned(
	stays: Pick<Profile, 'userId'> | null,
	{ devices, users }: OfReturned,
): (event: Pick<StoredEvent, 'n' | 'u'>) => boolean {
	const userId = stays?.userId;
	const [ownDevices, ownUsers] = [new Set(devices), new Set(users.filter((user) => user !== userId))];
	return ({ n: device, u: user }) =>
		user !== undefined && ownUsers.size > 0 ? ownUsers.has(user) : device !== undefined && ownDevices.has(device);
}

/** A person made anew of their events: what arrived here, and what each merge brought, folded apart and merged again. */
function remake(tables: Tables, before: Profile): Profile {
	const parts = new Map<string, Profile>([['', emptyPart(before)]]);
	const told = new Telling();
	for (const row of [...tables.batches.rowsOf(before.chain)].reverse()) {
		const label = row.movedBy ?? '';
		const events = unpackEvents(row.body);
		for (const event of events) told.add(event);
		parts.set(label, foldAll(parts.get(label) ?? emptyPart(before), events.map(unpackEvent)));
	}
	const whole = [...parts.values()].reduce((one, other) => mergeProfiles(one, other, { told, events: 0, pages: 0 }));
	return {
		...whole,
		...visitsIn(told),
		...accountIn(told),
		chain: before.chain,
		firstSeenAt: whole.firstSeenAt === Number.MAX_SAFE_INTEGER ? before.firstSeenAt : whole.firstSeenAt,
		...(before.viewDays && { viewDays: before.viewDays }),
		segmentsDue: {},
	};
}

/** Nobody yet: the first event says when they were first seen. */
function emptyPart({ id }: Profile): Profile {
	return newProfile(id, Number.MAX_SAFE_INTEGER);
}
