import { historyOf, type News, nothingNew, settlePerson, type Turn } from './settle.ts';

/** People that one turn of the alarm attends to; the next turn follows at once. */
const turnSize = 200;
/** When a person whose attention failed is attended to again. */
const againMs = 60_000;

/** Runs work in one transaction: all of it is stored, or nothing. */
export type Transact = <T>(work: () => T) => T;

/** People for whom time alone changes something: a segment's window passes, a wait ends. One who fails does not hold up the others. */
export function attendDue(turn: Turn, transact: Transact): void {
	for (const id of turn.tables.profiles.dueIds(turn.now, turnSize)) {
		try {
			transact(() => attend(turn, id, nothingNew));
		} catch (error) {
			console.error('attending to a profile failed', id, error);
			turn.tables.profiles.attendAt(id, turn.now + againMs);
		}
	}
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
	transact(() => {
		for (const id of ids) attend(turn, id, { ...nothingNew, change: null });
		tables.meta.save('sweeping', definitions.fingerprint);
		tables.meta.save('cursor', ids.at(-1) ?? cursor);
		if (ids.length < turnSize) tables.meta.save('swept', definitions.fingerprint);
	});
	return ids.length === turnSize;
}

function attend(turn: Turn, id: string, news: News): void {
	const { profiles, outbox } = turn.tables;
	const profile = profiles.read(id);
	if (!profile) return;
	const settled = settlePerson(turn, profile, historyOf(turn.tables, profile), news);
	if (settled.profile !== profile) outbox.add('profile', id);
	// Nothing moved, so nothing was saved: say when to look again, and never at once, which would go on for ever.
	else
		profiles.attendAt(id, settled.dueAt === Number.POSITIVE_INFINITY ? null : Math.max(settled.dueAt, turn.now + 1000));
}
