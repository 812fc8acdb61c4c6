import type { LiveSegment } from '../segments/match.ts';
import type { Profile } from './profile.ts';
import { historyOf, type News, nothingNew, settlePerson, type Turn } from './settle.ts';
import type { Tables } from './tables.ts';

/** People that one turn of the alarm attends to; the next turn follows at once. */
const turnSize = 200;
/** When a person whose attention failed is attended to again. */
const againMs = 60_000;

/** Runs work in one transaction: all of it is stored, or nothing. */
export type Transact = <T>(work: () => T) => T;

/** People for whom time alone changes something: a segment's window passes, a wait ends. */
export function attendDue(turn: Turn, transact: Transact): void {
	for (const id of turn.tables.profiles.dueIds(turn.now, turnSize)) attendAlone(turn, transact, id, () => nothingNew);
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
 * Asks everyone again after a segment's definition changed, a turn at a time, from where the last turn stopped.
 * Returns whether more are waiting.
 */
export function sweep(turn: Turn, transact: Transact): boolean {
	const { tables, definitions } = turn;
	if (tables.meta.read('swept') === definitions.fingerprint) return false;
	const sweeping = tables.meta.read('sweeping') === definitions.fingerprint;
	const cursor = sweeping ? (tables.meta.read('cursor') ?? '') : '';
	const ids = tables.profiles.idsAfter(cursor, turnSize);
	const untaken = definitions.segments.filter((segment) => isUntaken(tables, segment));
	for (const id of ids) attendAlone(turn, transact, id, (profile) => newsOf(profile, untaken));
	transact(() => {
		tables.meta.save('sweeping', definitions.fingerprint);
		tables.meta.save('cursor', ids.at(-1) ?? cursor);
		if (ids.length === turnSize) return;
		tables.meta.save('swept', definitions.fingerprint);
		for (const { id, takenAt } of untaken) tables.meta.save(takenKey(id), String(takenAt));
	});
	return ids.length === turnSize;
}

function takenKey(segmentId: string): string {
	return `taken:${segmentId}`;
}

/** Whether this shard has yet to ask everyone about a snapshot. */
function isUntaken({ meta }: Tables, { id, kind, takenAt }: LiveSegment): boolean {
	return kind === 'snapshot' && meta.read(takenKey(id)) !== String(takenAt);
}

/** Whoever came after the moment of a snapshot is not in it. */
function newsOf({ firstSeenAt }: Profile, untaken: readonly LiveSegment[]): News {
	const anew = untaken.filter(({ takenAt }) => takenAt !== null && firstSeenAt <= takenAt).map(({ id }) => id);
	return { ...nothingNew, change: null, anew: new Set(anew) };
}

type NewsOf = (profile: Profile) => News;

/** A person who fails is put off, so that they hold up nobody else. */
function attendAlone(turn: Turn, transact: Transact, id: string, newsOf: NewsOf): void {
	try {
		transact(() => attend(turn, id, newsOf));
	} catch (error) {
		console.error('attending to a profile failed', id, error);
		turn.tables.profiles.attendAt(id, turn.now + againMs);
	}
}

function attend(turn: Turn, id: string, newsOf: NewsOf): void {
	const { profiles, outbox } = turn.tables;
	const profile = profiles.read(id);
	if (!profile) return;
	const settled = settlePerson(turn, profile, historyOf(turn.tables, profile), newsOf(profile));
	if (settled.profile !== profile) outbox.add('profile', id);
	// Nothing moved, so nothing was saved: say when to look again, and never at once, which would go on for ever.
	else profiles.attendAt(id, nextAttention(settled.dueAt, turn.now));
}

function nextAttention(dueAt: number, now: number): number | null {
	if (dueAt === Number.POSITIVE_INFINITY) return null;
	return dueAt > now ? dueAt : now + 1000;
}
