import type { AttributeChange } from '../../core/condition/types.ts';
import type { Profile, TraitValue } from './profile.ts';

/**
 * Since when a person's attribute is what it is, for conditions that ask how long: its last values with their moments, oldest
 * first. Traits remember a few; of place, device, campaign, consent and account only the present value is known; of
 * counts nothing.
 */
export function changesOf(profile: Profile, path: string): readonly AttributeChange[] {
	const [root = '', key = '', ...rest] = path.split('.');
	switch (root) {
		case 'traits':
			return key === '' ? [] : traitChanges(profile, key).map(({ at, value }) => ({ at, value: inside(value, rest) }));
		case 'consent': {
			const said = Object.entries(profile.consent).find(([purpose]) => purpose === key)?.[1];
			return said ? [{ at: said.at, value: said.granted }] : [{ at: profile.firstSeenAt, value: null }];
		}
		case 'account':
			return [{ at: profile.accountAt || profile.firstSeenAt, value: key === 'id' ? profile.accountId : null }];
		case 'geo':
		case 'device':
		case 'utm':
			return seenChanges(profile, root, key, rest);
		default:
			return [];
	}
}

function traitChanges(profile: Profile, key: string): readonly AttributeChange[] {
	const trait: TraitValue | undefined = Object.hasOwn(profile.traits, key) ? profile.traits[key] : undefined;
	if (!trait) return [{ at: profile.firstSeenAt, value: null }];
	const earlier = (trait.earlier ?? []).map(([at, value]) => ({ at, value }));
	return [...earlier, { at: trait.since ?? trait.at, value: trait.value }];
}

function seenChanges(profile: Profile, root: 'geo' | 'device' | 'utm', key: string, rest: readonly string[]) {
	const bag = profile[root];
	if (!Object.hasOwn(bag, key)) return [];
	const since = profile.seenSince && Object.hasOwn(profile.seenSince, `${root}.${key}`) ? profile.seenSince : {};
	return [{ at: since[`${root}.${key}`] ?? profile.firstSeenAt, value: inside(bag[key], rest) }];
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
