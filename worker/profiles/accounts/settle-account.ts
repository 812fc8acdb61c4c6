import type { Event } from '../../../core/event/index.ts';
import type { Turn } from '../settle.ts';
import { type Account, copyOf } from './account.ts';
import { workOut } from './work-out.ts';

/** What has become of an account since it was settled last. */
export interface AccountChange {
	/** What members have done, the first to arrive first. */
	readonly events: readonly Event[];
	/** What counted before does not any more. */
	readonly isAnew: boolean;
	/** Who its members are has changed. */
	readonly isMoved: boolean;
}

export const onlyTime: AccountChange = { events: [], isAnew: false, isMoved: false };

/** Time between two tellings of how an account looks, for each of its members, ms: a change may move each of them. */
const tellMsAMember = 5;

/**
 * Works out an account's roll-ups and saves it, in the caller's transaction, with the moment of its next attention; and notes that its
 * members' shards are to be told, when it looks otherwise than before.
 * @param before as it was settled last; null for a new one
 */
export function settleAccount(turn: Turn, before: Account | null, changed: Account, change: AccountChange): Account {
	const { tables, now } = turn;
	const { events, isAnew, isMoved } = change;
	const counted = isMoved ? { ...changed, members: tables.accountMembers.count(changed.id, 'member') } : changed;
	const newest = isAnew ? tables.accountEvents.newest(changed.id) : latest(counted.lastSeenAt, events);
	const attributes = new Set(changedTraits(before, counted));
	const { account: worked, dueAt } = workOut(turn, { ...counted, lastSeenAt: newest }, { events, isAnew, attributes });
	// By the clock, so that one that is named again after it was forgotten goes on from where it was.
	const account = { ...worked, version: Math.max(now, changed.version + 1) };
	tables.accounts.save(account, dueAt === Number.POSITIVE_INFINITY ? null : dueAt);
	tables.outbox.add('account', account.id);
	if (!before || looksOf(before) !== looksOf(account))
		tables.accounts.tellAt(account.id, Math.max(now, tellAgainAt(account, account.toldAt ?? 0)));
	return account;
}

function latest(lastSeenAt: number, events: readonly Event[]): number {
	return events.reduce((last, { timestamp }) => Math.max(last, timestamp), lastSeenAt);
}

function changedTraits(before: Account | null, { traits }: Account): string[] {
	if (before?.traits === traits) return [];
	const had = before?.traits ?? {};
	const keys = new Set([...Object.keys(had), ...Object.keys(traits)]);
	const of = (one: Account['traits'], key: string) => (Object.hasOwn(one, key) ? JSON.stringify(one[key]) : undefined);
	return [...keys].filter((key) => of(had, key) !== of(traits, key)).map((key) => `traits.${key}`);
}

/** How an account looks, and to whom: another text when members' shards are to be told. */
export function looksOf(account: Account): string {
	return JSON.stringify([{ ...copyOf(account), version: 0 }, account.shards]);
}

/** When members' shards may be told again who were told at a moment, ms. */
export function tellAgainAt({ members }: Account, toldAt: number): number {
	return toldAt + members * tellMsAMember;
}
