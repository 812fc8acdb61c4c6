import type { LiveSegment } from '../segments/match.ts';
import { type Definitions, segmentMeaning } from './definitions.ts';
import { historyOf, type News, nothingNew, settlePerson, type Turn } from './settle.ts';
import type { Tables } from './tables.ts';

/** People that one turn of the alarm attends to; the next turn follows at once. */
const turnSize = 200;
/** People of a sweep that are attended to before others of the shard have their turn. */
const togetherMax = 10;
/** When a person whose attention failed is attended to again. */
const againMs = 60_000;

/** Runs work in one transaction: all of it is stored, or nothing. */
export type Transact = <T>(work: () => T) => T;

/** People for whom time alone changes something: a segment's window passes, a wait ends. */
export function attendDue(turn: Turn, transact: Transact): void {
	for (const id of turn.tables.profiles.dueIds(turn.now, turnSize)) attendAlone(turn, transact, id, nothingNew);
}

/** How far a shard has come with asking everyone again after segments changed. */
export interface SweepProgress {
	readonly people: number;
	/** People who were asked; all of them once it is over. */
	readonly asked: number;
	readonly isOver: boolean;
}

export function sweepProgress({ tables, definitions }: Turn): SweepProgress {
	const people = tables.profiles.count();
	if (tables.meta.read('swept') === definitions.fingerprint) return { people, asked: people, isOver: true };
	const sweeping = tables.meta.read('sweeping') === definitions.fingerprint;
	return { people, asked: sweeping ? tables.profiles.count(tables.meta.read('cursor') ?? '') : 0, isOver: false };
}

/**
 * Asks everyone again after definitions changed, a turn at a time, from where the last turn stopped. Segments that mean what
 * they meant when everyone was asked last are left alone. `pause` lets others go first. Returns whether more are waiting.
 */
export async function sweep(turn: Turn, transact: Transact, pause: () => Promise<unknown>): Promise<boolean> {
	const { tables, definitions } = turn;
	const { meta } = tables;
	if (meta.read('swept') === definitions.fingerprint) return false;
	transact(() => beginSweep(turn));
	const untaken = definitions.segments.filter((segment) => isUntaken(tables, segment));
	const changed = changedSince(meta.read('sweptBefore') ?? '', definitions);
	const anew = new Set([...untaken.map(({ id }) => id), ...(changed ?? [])]);
	const news: News = changed === null ? { ...nothingNew, change: null, anew } : { ...nothingNew, anew };
	const ids = tables.profiles.idsAfter(meta.read('cursor') ?? '', turnSize);
	for (let from = 0; from < ids.length; from += togetherMax) {
		attendTogether(turn, transact, ids.slice(from, from + togetherMax), news);
		await pause();
	}
	transact(() => {
		// Somebody may have changed them again meanwhile.
		if (meta.read('sweeping') !== definitions.fingerprint) return;
		meta.save('cursor', ids.at(-1) ?? meta.read('cursor') ?? '');
		if (ids.length === turnSize) return;
		meta.save('swept', definitions.fingerprint);
		for (const { id, takenAt } of untaken) meta.save(takenKey(id), String(takenAt));
	});
	return ids.length === turnSize;
}

/** Until it is over, nobody can say that everyone was asked: a sweep that another one interrupts leaves them mixed. */
function beginSweep({ tables: { meta }, definitions: { fingerprint } }: Turn): void {
	if (meta.read('sweeping') === fingerprint && meta.read('swept') === '') return;
	meta.save('sweeping', fingerprint);
	meta.save('sweptBefore', meta.read('swept') ?? '');
	meta.save('swept', '');
	meta.save('cursor', '');
}

/** Segments that mean something else than before; null when everything has to be worked out again. */
function changedSince(fingerprint: string, { meanings, segments }: Definitions): ReadonlySet<string> | null {
	if (fingerprint === '') return null;
	const before: Readonly<Record<string, unknown>> = JSON.parse(fingerprint);
	const isChanged = (name: string) => JSON.stringify(before[name]) !== JSON.stringify(meanings[name]);
	const names = [...new Set([...Object.keys(before), ...Object.keys(meanings)])];
	if (names.some((name) => !name.startsWith(segmentMeaning) && isChanged(name))) return null;
	const live = segments.filter(({ id, kind }) => kind !== 'snapshot' && isChanged(segmentMeaning + id));
	return new Set(live.map(({ id }) => id));
}

function takenKey(segmentId: string): string {
	return `taken:${segmentId}`;
}

/** Whether this shard has yet to ask everyone about a snapshot. */
function isUntaken({ meta }: Tables, { id, kind, takenAt }: LiveSegment): boolean {
	return kind === 'snapshot' && meta.read(takenKey(id)) !== String(takenAt);
}

/** In one transaction, which costs more than most people do. When somebody fails, it is one for each. */
export function attendTogether(turn: Turn, transact: Transact, ids: readonly string[], news: News): void {
	try {
		transact(() => {
			for (const id of ids) attend(turn, id, news);
		});
	} catch {
		for (const id of ids) attendAlone(turn, transact, id, news);
	}
}

/** A person who fails is put off, so that they hold up nobody else. */
function attendAlone(turn: Turn, transact: Transact, id: string, news: News): void {
	try {
		transact(() => attend(turn, id, news));
	} catch (error) {
		console.error('attending to a profile failed', id, error);
		turn.tables.profiles.attendAt(id, turn.now + againMs);
	}
}

function attend(turn: Turn, id: string, news: News): void {
	const { profiles, outbox } = turn.tables;
	const profile = profiles.read(id);
	if (!profile) return;
	const settled = settlePerson(turn, profile, historyOf(turn.tables, profile), news);
	if (settled.profile !== profile) outbox.add('profile', id);
	// Nothing moved, so nothing was saved: say when to look again, and never at once, which would go on for ever.
	else profiles.attendAt(id, nextAttention(settled.dueAt, turn.now));
}

function nextAttention(dueAt: number, now: number): number | null {
	if (dueAt === Number.POSITIVE_INFINITY) return null;
	return dueAt > now ? dueAt : now + 1000;
}
