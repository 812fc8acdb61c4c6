import { dayMs, dayOf } from '../../traffic/day.ts';
import type { Transact } from '../attend.ts';
import type { Turn } from '../settle.ts';
import { onlyTime, settleAccount } from './settle-account.ts';

/** Accounts that one turn of the alarm attends to; the next turn follows at once. */
const turnSize = 20;
/** When an account whose attention failed is attended to again, ms. */
const againMs = 60_000;
/** How long an account that was erased is remembered to be, ms: whoever is about to tell it something has done so by then. */
const erasedMs = dayMs;

/** Accounts for which time alone changes something: a window passes, or what was much to read is to be read again. */
export function attendAccounts(turn: Turn, transact: Transact): void {
	for (const id of turn.tables.accounts.due(turn.now, turnSize))
		attendAlone(turn, transact, id, () => attend(turn, id));
}

/**
 * Works out all roll-ups anew after one of them changed, and drops once a day what is too old, a turn at a time from where the last
 * one stopped. Returns whether more accounts are waiting.
 */
export function sweepAccounts(turn: Turn, transact: Transact): boolean {
	const { meta, accounts } = turn.tables;
	const key = sweepKey(turn);
	if (meta.read('rolledUp') === key) return false;
	const after = meta.read('rollingUp') === key ? (meta.read('rolledTo') ?? '') : '';
	const isAnew = !(meta.read('rolledUp') ?? '').endsWith(turn.definitions.rollUpsFingerprint);
	const ids = accounts.idsAfter(after, turnSize);
	for (const id of ids) attendAlone(turn, transact, id, () => workOutAnew(turn, id, isAnew));
	const isOver = ids.length < turnSize;
	transact(() => {
		if (isOver) meta.save('rolledUp', key);
		meta.save('rollingUp', isOver ? '' : key);
		meta.save('rolledTo', ids.at(-1) ?? '');
	});
	return !isOver;
}

/** Whether `sweepAccounts` has something to do. */
export function isSweepDue(turn: Turn): boolean {
	return turn.tables.meta.read('rolledUp') !== sweepKey(turn);
}

function sweepKey({ definitions: { retention, rollUpsFingerprint }, now }: Turn): string {
	const day = retention.eventDays === null ? '' : `${dayOf(now)} ${retention.eventDays} `;
	return day + rollUpsFingerprint;
}

/** An account that fails is put off, so that it holds up no other. */
function attendAlone({ tables, now }: Turn, transact: Transact, id: string, work: () => void): void {
	try {
		transact(work);
	} catch (error) {
		console.error('attending to an account failed', id, error);
		tables.accounts.attendAt(id, now + againMs);
	}
}

function attend(turn: Turn, id: string): void {
	const { tables, now } = turn;
	const account = tables.accounts.read(id);
	if (!account) return;
	if (account.erasedAt === undefined) settleAccount(turn, account, account, onlyTime);
	else if (now >= account.erasedAt + erasedMs) {
		tables.accounts.remove(id);
		// Whoever was about to tell it something may have had its home written down again.
		tables.outbox.add('account', id);
	} else tables.accounts.attendAt(id, account.erasedAt + erasedMs);
}

function workOutAnew(turn: Turn, id: string, isAnew: boolean): void {
	const { tables, definitions, now } = turn;
	const { eventDays } = definitions.retention;
	const account = tables.accounts.read(id);
	if (!account || account.erasedAt !== undefined) return;
	const isDropped = eventDays !== null && tables.accountEvents.removeBefore(id, now - eventDays * dayMs);
	if (isAnew || isDropped) settleAccount(turn, account, account, { ...onlyTime, isAnew: true });
}
