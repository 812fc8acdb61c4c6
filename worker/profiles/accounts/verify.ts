import type { Tables } from '../tables.ts';
import type { Account } from './account.ts';

/**
 * A server, or a file, has named the account: what only browsers have claimed counts for nothing from now on. Tells whether what
 * counted before does not any more. Does nothing for an account that was named before.
 */
export function verify(
	{ accountMembers, accountEvents }: Tables,
	account: Account,
): { account: Account; isAnew: boolean } {
	if (account.isVerified) return { account, isAnew: false };
	const { id, traits } = account;
	let isAnew = false;
	for (const standing of ['member', 'former'] as const) {
		for (const member of accountMembers.all(id, standing)) {
			if (!member.isClaim) continue;
			if (accountEvents.removeOf(id, member.profileId)) isAnew = true;
			accountMembers.save(id, { ...member, standing: 'claimed' });
		}
	}
	const said = Object.entries(traits).filter(([, { source }]) => source !== 'browser');
	return { account: { ...account, isVerified: true, traits: Object.fromEntries(said) }, isAnew };
}
