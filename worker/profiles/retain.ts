import { dayMs, dayOf } from '../traffic/day.ts';
import { tellAnew } from './accounts/news.ts';
import type { Transact } from './attend.ts';
import { type Profile, traitText } from './profile.ts';
import { historyOf, settlePerson, type Turn } from './settle.ts';
import { unpackEvents } from './stored-event.ts';
import type { Tables } from './tables.ts';

/** What a workspace keeps, in days; null keeps it for ever. */
export interface Retention {
	/** Events, by when they happened. */
	readonly eventDays: number | null;
	/** People who are not known by name, since they were last seen. */
	readonly idleDays: number | null;
}

/** What would go. */
export interface Droppable {
	readonly events: number;
	/** People who would lose some of their events, and those who would go altogether. */
	readonly peopleWithEvents: number;
	readonly idlePeople: number;
}

/** People that one turn looks at; the next turn follows at once. */
const turnSize = 200;

/** When a shard is next to look at what is too old, ms; Infinity when everything is kept. */
export function retentionDue({ meta }: Tables, retention: Retention, now: number): number {
	if (retention.eventDays === null && retention.idleDays === null) return Number.POSITIVE_INFINITY;
	return meta.read('retained') === keyOf(retention, now) ? (dayOf(now) + 1) * dayMs : now;
}

/**
 * Drops what is too old, once a day and when that changes, a turn at a time from where the last one stopped. What has not
 * been counted, told to D1 and archived yet stays until the next day. Returns when to go on, ms.
 */
export function retain(turn: Turn, transact: Transact): number {
	const { tables, definitions, now } = turn;
	if (retentionDue(tables, definitions.retention, now) <= now) retainTurn(turn, transact);
	const at = retentionDue(tables, definitions.retention, now);
	if (at !== retentionAt(tables)) tables.meta.save('retainAt', String(at));
	return at;
}

function retainTurn(turn: Turn, transact: Transact): void {
	const { tables, definitions, now } = turn;
	const key = keyOf(definitions.retention, now);
	const after = tables.meta.read('retaining') === key ? (tables.meta.read('retainedTo') ?? '') : '';
	const ids = tables.profiles.idsAfter(after, turnSize);
	for (const id of ids) transact(() => retainOf(turn, id));
	transact(() => {
		tables.meta.save('retaining', key);
		tables.meta.save('retainedTo', ids.at(-1) ?? '');
		if (ids.length < turnSize) tables.meta.save('retained', key);
	});
}

/** When `retain` is to be called next, ms: noted, so that whoever lost their alarm knows it again. */
export function retentionAt({ meta }: Tables): number {
	return Number(meta.read('retainAt') ?? Number.POSITIVE_INFINITY);
}

/** What would go of everybody here. */
export function droppable(tables: Tables, retention: Retention, now: number): Droppable {
	let [events, peopleWithEvents, idlePeople] = [0, 0, 0];
	for (let after: string | undefined = ''; after !== undefined; ) {
		const ids: string[] = tables.profiles.idsAfter(after, turnSize);
		for (const id of ids) {
			const profile = tables.profiles.read(id);
			if (!profile) continue;
			if (isIdle(tables, profile, retention, now)) {
				idlePeople++;
				continue;
			}
			const old = oldRows(tables, profile, retention, now).old.reduce((sum, row) => sum + row.events, 0);
			events += old;
			if (old > 0) peopleWithEvents++;
		}
		after = ids.at(-1);
	}
	return { events, peopleWithEvents, idlePeople };
}

function keyOf({ eventDays, idleDays }: Retention, now: number): string {
	return `${dayOf(now)} ${eventDays} ${idleDays}`;
}

function retainOf(turn: Turn, id: string): void {
	const { tables, definitions, now } = turn;
	const profile = tables.profiles.read(id);
	if (!profile) return;
	if (isIdle(tables, profile, definitions.retention, now)) {
		dropPerson(tables, profile, now);
		return;
	}
	dropEvents(turn, dropApart(turn, profile));
}

/** Nobody who is known by name, is on their way through a journey, or is written to just now. */
function isIdle(tables: Tables, profile: Profile, { idleDays }: Retention, now: number): boolean {
	if (idleDays === null || profile.lastSeenAt >= now - idleDays * dayMs) return false;
	if (profile.userId !== null || traitText(profile, 'email') !== null) return false;
	if (tables.enrollments.of(profile.id).some(({ status }) => status === 'active')) return false;
	const isOver = new Set(['sent', 'failed', 'refused']);
	if (tables.deliveries.of(profile.id).some(({ state }) => !isOver.has(state))) return false;
	const through = doneWith(tables);
	return (profile.chain?.last ?? 0) <= through && tables.batches.apartOf(profile.id).every(({ seq }) => seq <= through);
}

function dropPerson(tables: Tables, profile: Profile, now: number): void {
	const rows = [...tables.batches.rowsOf(profile.chain), ...tables.batches.apartOf(profile.id)];
	tables.batches.remove(rows.map(({ seq }) => seq));
	tables.enrollments.remove(profile.id);
	tables.deliveries.remove(profile.id);
	tables.enriched.remove(profile.id);
	tables.profiles.remove(profile.id);
	tables.outbox.add('dropped', profile.id);
	tellAnew(tables, profile.id, now);
}

/** A row of events as far as its age goes. Times of its first and last event, ms. */
interface AgedRow {
	readonly seq: number;
	readonly from: number;
	readonly until: number;
	readonly events: number;
}

/** Drops what is in the person's history no more, and has been counted and archived. Returns the person as they are then. */
function dropApart({ tables, definitions, now }: Turn, profile: Profile): Profile {
	const { eventDays } = definitions.retention;
	if (eventDays === null) return profile;
	const isOld = isOldRow(tables, now - eventDays * dayMs);
	const old = tables.batches.apartOf(profile.id).map(agedRow).filter(isOld);
	if (old.length === 0) return profile;
	tables.batches.remove(old.map(({ seq }) => seq));
	// From now on nobody can tell from the rows that are left where all of theirs were archived.
	const left = { ...profile, keptFrom: profile.keptFrom ?? profile.firstSeenAt };
	tables.profiles.note(left);
	return left;
}

/** Segments are asked again about what is left; no journey hears of it. */
function dropEvents(turn: Turn, profile: Profile): void {
	const { tables, definitions, now } = turn;
	const { eventDays } = definitions.retention;
	if (eventDays === null || (profile.keptFrom ?? profile.firstSeenAt) >= now - eventDays * dayMs) return;
	const { old, kept } = oldRows(tables, profile, definitions.retention, now);
	const keptFrom = Math.min(now, ...kept.map(({ from }) => from));
	if (old.length === 0) {
		tables.profiles.note({ ...profile, keptFrom });
		return;
	}
	const chain = tables.batches.relink(kept.toReversed());
	tables.batches.remove(old.map(({ seq }) => seq));
	const left = { ...profile, chain, keptFrom };
	settlePerson(turn, left, historyOf(tables, left), { change: null, events: [], stored: 'less', isHistory: true });
	tables.outbox.add('profile', profile.id);
}

/** A person's rows, the newest first: those of which every event is too old, and the others. */
function oldRows(
	tables: Tables,
	profile: Profile,
	{ eventDays }: Retention,
	now: number,
): { old: AgedRow[]; kept: AgedRow[] } {
	const oldest = eventDays === null ? Number.NEGATIVE_INFINITY : now - eventDays * dayMs;
	if ((profile.keptFrom ?? profile.firstSeenAt) >= oldest) return { old: [], kept: [] };
	const rows = Array.from(tables.batches.rowsOf(profile.chain), agedRow);
	const isOld = isOldRow(tables, oldest);
	return { old: rows.filter(isOld), kept: rows.filter((row) => !isOld(row)) };
}

function agedRow({ seq, body }: { readonly seq: number; readonly body: string }): AgedRow {
	const times = unpackEvents(body).map(({ a }) => a);
	return { seq, from: Math.min(...times), until: Math.max(...times), events: times.length };
}

/** Whether every event of a row is older than a moment, and everybody has heard of it. */
function isOldRow(tables: Tables, oldest: number): (row: AgedRow) => boolean {
	const through = doneWith(tables);
	return ({ seq, until }) => until < oldest && seq <= through;
}

/** The last row of which everybody has heard who reads the log. */
function doneWith({ meta }: Tables): number {
	return Math.min(...['told', 'counted', 'archived'].map((key) => Number(meta.read(key) ?? 0)));
}
