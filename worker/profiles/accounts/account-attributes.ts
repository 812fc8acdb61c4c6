import type { WithoutMemberships } from '../stored-profile.ts';
import type { Account, AccountCopy } from './account.ts';
import { isClaimant } from './account-words.ts';

/**
 * What conditions about a person see of their account. Whom only a browser calls a member sees nothing of an account that a
 * server has named, and nothing that teammates say of another: else whoever guesses an id would learn of it.
 */
export function accountAttributes(profile: WithoutMemberships, copy: AccountCopy | null): Record<string, unknown> {
	const { accountId: id } = profile;
	if (id === null) return {};
	return copy && isSeenBy(profile, copy)
		? { ...attributesOf({ ...copy, traits: traitsSeenBy(profile, copy) }), id }
		: { id };
}

/** The object that a roll-up looks into, and conditions about members do. */
export function attributesOf(
	account: Pick<Account, 'id' | 'traits' | 'members' | 'lastSeenAt'> & Pick<AccountCopy, 'computed'>,
) {
	const { id, traits, members, lastSeenAt, computed } = account;
	const values = Object.fromEntries(Object.entries(traits).map(([key, { value }]) => [key, value]));
	return { id, traits: values, members, computed, lastSeenAt: lastSeenAt === 0 ? null : lastSeenAt };
}

/** The traits that a person's conditions see: of an account that only browsers have named, what browsers have claimed. */
export function traitsSeenBy(profile: WithoutMemberships, { traits }: AccountCopy): AccountCopy['traits'] {
	if (!isClaimant(profile)) return traits;
	return Object.fromEntries(Object.entries(traits).filter(([, { source }]) => source === 'browser'));
}

export function isSeenBy(profile: WithoutMemberships, { id, isVerified, erasedAt }: AccountCopy): boolean {
	return profile.accountId === id && erasedAt === undefined && (!isVerified || !isClaimant(profile));
}
