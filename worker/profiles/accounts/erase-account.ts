import type { Turn } from '../settle.ts';
import { newAccount } from './account.ts';

/**
 * Takes an account out of its shard's tables, in the caller's transaction, and notes that its members' shards are to forget it. That it
 * was erased is remembered until all have heard. False when there is none.
 */
export function eraseAccount({ tables, now }: Turn, id: string): boolean {
	const account = tables.accounts.read(id);
	if (!account || account.erasedAt !== undefined) return false;
	tables.accountEvents.removeAll(id);
	tables.accountMembers.removeAll(id);
	const { shards, version } = account;
	tables.accounts.save({ ...newAccount(id, now), shards, version: Math.max(now, version + 1), erasedAt: now }, now);
	tables.accounts.tellAt(id, now);
	tables.outbox.add('account', id);
	return true;
}
