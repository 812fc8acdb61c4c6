import { digest } from '../../../core/hash/digest.ts';
import type { Turn } from '../settle.ts';
import { ownEvent } from '../store-events.ts';
import { takeIn } from '../take-in.ts';
import { accountErased } from './account-telling.ts';

/**
 * Lets a person's history know that an account of theirs was erased, in the caller's transaction: what was said of it till then
 * makes them nobody's member. A second time changes nothing.
 */
export function forgetAccount(turn: Turn, profileId: string, accountId: string, erasedAt: number): void {
	const { accountLinks, profiles } = turn.tables;
	const link = accountLinks.of(profileId).find((one) => one.accountId === accountId);
	if (!link || (link.erasedAt ?? 0) >= erasedAt) return;
	accountLinks.save({ ...link, erasedAt });
	accountLinks.addNews(profileId);
	const profile = profiles.read(profileId);
	if (!profile) return;
	const messageId = `account-erased:${digest(accountId).slice(0, 26)}:${erasedAt}`;
	takeIn(turn, profileId, profile, [ownEvent(messageId, accountErased, { accountId }, erasedAt)]);
}
