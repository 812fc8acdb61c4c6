import type { AttributeChange } from '../../core/condition/types.ts';
import type { AccountCopy } from './accounts/account.ts';
import { isSeenBy, traitsSeenBy } from './accounts/account-attributes.ts';
import type { TraitValue } from './profile.ts';
import type { WithoutMemberships } from './stored-profile.ts';

/** Roots of attributes that are so since the person was first seen, where nothing else was ever said. */
export const sinceFirstSeen: readonly string[] = ['traits', 'consent', 'account', 'geo', 'device', 'utm'];

/**
 * Since when a person's attribute is what it is, for conditions that ask how long: its last values with their moments, oldest
 * first. Traits remember a few; of place, device, campaign, consent and account only the present value is known; of
 * counts nothing.
 */
export function changesOf(
	profile: WithoutMemberships,
	account: AccountCopy | null,
	path: string,
): readonly AttributeChange[] {
	const [root = '', key = '', ...rest] = path.split('.');
	switch (root) {
		case 'traits':
			return key === '' ? [] : within(traitChanges(profile.traits, key, profile.firstSeenAt), rest);
		case 'consent': {
			const said = Object.entries(profile.consent).find(([purpose]) => purpose === key)?.[1];
			return said ? [{ at: said.at, value: said.granted }] : [{ at: profile.firstSeenAt, value: null }];
		}
		case 'account':
			return accountChanges(profile, account, key, rest);
		case 'geo':
		case 'device':
		case 'utm':
			return seenChanges(profile, root, key, rest);
		default:
			return [];
	}
}

/** Of an account's traits as of a person's; of what its members' events amount to, nothing is remembered. */
function accountChanges(
	profile: WithoutMemberships,
	account: AccountCopy | null,
	key: string,
	[trait = '', ...rest]: readonly string[],
): readonly AttributeChange[] {
	const since = profile.accountAt || profile.firstSeenAt;
	if (key === 'id') return [{ at: since, value: profile.accountId }];
	if (key !== 'traits' || trait === '') return [];
	if (!account || !isSeenBy(profile, account)) return [{ at: since, value: null }];
	return within(traitChanges(traitsSeenBy(profile, account), trait, since), rest);
}

/** @param unsaidAt since when nobody has said it of whom nobody ever did, ms */
function traitChanges(traits: WithoutMemberships['traits'], key: string, unsaidAt: number): readonly AttributeChange[] {
	const trait: TraitValue | undefined = Object.hasOwn(traits, key) ? traits[key] : undefined;
	if (!trait) return [{ at: unsaidAt, value: null }];
	const earlier = (trait.earlier ?? []).map(([at, value]) => ({ at, value }));
	return [...earlier, { at: trait.since ?? trait.at, value: trait.value }];
}

function seenChanges(
	profile: WithoutMemberships,
	root: 'geo' | 'device' | 'utm',
	key: string,
	rest: readonly string[],
) {
	const bag = profile[root];
	if (!Object.hasOwn(bag, key)) return [];
	const since = profile.seenSince && Object.hasOwn(profile.seenSince, `${root}.${key}`) ? profile.seenSince : {};
	return [{ at: since[`${root}.${key}`] ?? profile.firstSeenAt, value: inside(bag[key], rest) }];
}

function within(changes: readonly AttributeChange[], path: readonly string[]): readonly AttributeChange[] {
	return changes.map(({ at, value }) => ({ at, value: inside(value, path) }));
}

/** The part of a value that the rest of a path leads to; null when it leads nowhere. */
function inside(value: unknown, path: readonly string[]): unknown {
	let current = value;
	for (const key of path) {
		if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return null;
		current = Object.getOwnPropertyDescriptor(current, key)?.value;
	}
	return current;
}
