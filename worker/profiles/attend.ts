import { historyOf, type News, nothingNew, settlePerson, type Turn } from './settle.ts';

/** People that one turn of the alarm attends to; the next turn follows at once. */
export const turnSize = 200;
/** When a person whose attention failed is attended to again. */
const againMs = 60_000;

/** Runs work in one transaction: all of it is stored, or nothing. */
export type Transact = <T>(work: () => T) => T;

/** People for whom time alone changes something: a segment's window passes, a wait ends. One who fails does not hold up the others. */
export function attendDue(turn: Turn, transact: Transact): void {
	for (const id of turn.tables.dueProfileIds(turn.now, turnSize)) {
		try {
			transact(() => attend(turn, id, nothingNew));
		} catch (error) {
			console.error('attending to a profile failed', id, error);
			turn.tables.postpone(id, turn.now + againMs);
		}
	}
}

/**
 * Asks everyone again after a segment's definition changed, a turn at a time, from where the last turn stopped.
 * Returns whether more are waiting.
 */
export function sweep(turn: Turn, transact: Transact): boolean {
	const { tables, definitions } = turn;
	if (tables.meta('swept') === definitions.fingerprint) return false;
	const sweeping = tables.meta('sweeping') === definitions.fingerprint;
	const cursor = sweeping ? (tables.meta('cursor') ?? '') : '';
	const ids = tables.profileIds(cursor, turnSize);
	transact(() => {
		for (const id of ids) attend(turn, id, { ...nothingNew, change: null });
		tables.saveMeta('sweeping', definitions.fingerprint);
		tables.saveMeta('cursor', ids.at(-1) ?? cursor);
		if (ids.length < turnSize) tables.saveMeta('swept', definitions.fingerprint);
	});
	return ids.length === turnSize;
}

function attend(turn: Turn, id: string, news: News): void {
	const profile = turn.tables.profile(id);
	if (profile) settlePerson(turn, profile, historyOf(turn.tables, id), news);
}
