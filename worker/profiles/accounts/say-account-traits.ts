import type { Event } from '../../../core/event/index.ts';
import { foldTraits, nothingTouched } from '../fold.ts';
import type { Turn } from '../settle.ts';
import { TraitRoom } from '../trait-room.ts';
import { onlyTime, settleAccount } from './settle-account.ts';

/**
 * What a teammate says of an account, in the caller's transaction: it stands over what a browser claims, until a server, an import
 * or a teammate says something newer. False when there is no such account, or no room.
 */
export function sayAccountTraits(turn: Turn, id: string, event: Event): 'said' | 'unknown' | 'full' {
	const account = turn.tables.accounts.read(id);
	if (!account || account.erasedAt !== undefined) return 'unknown';
	if (!new TraitRoom(account.traits).take(event.traits ?? {})) return 'full';
	const traits = foldTraits(account.traits, event, 'teammate', nothingTouched());
	settleAccount(turn, account, { ...account, traits }, onlyTime);
	return 'said';
}
