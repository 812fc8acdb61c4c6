import { historyOf, type News, nothingNew, settlePerson, type Turn } from './settle.ts';

/** People that one turn of the alarm attends to; the next turn follows at once. */
const turnSize = 200;
/** When a person whose attention failed is attended to again. */
const againMs = 60_000;

/** Runs work in one transaction: all of it is stored, or nothing. */
export type Transact = <T>(work: () => T) => T;

/** People for whom time alone changes something: a segment's window passes, a wait ends. */
export function attendDue(turn: Turn, transact: Transact): void {
	for (const id of turn.tables.profiles.dueIds(turn.now, turnSize)) attendAlone(turn, transact, id, nothingNew);
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
	for (const id of ids) attendAlone(turn, transact, id, { ...nothingNew, change: null });
	transact(() => {
		tables.meta.save('sweeping', definitions.fingerprint);
		tables.meta.save('cursor', ids.at(-1) ?? cursor);
		if (ids.length < turnSize) tables.meta.save('swept', definitions.fingerprint);
	});
	return ids.length === turnSize;
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
