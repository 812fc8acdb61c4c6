import type { Profile } from './profile.ts';

/** A trait that would be another. Values as JSON: what calls between objects carry cannot be unknown. */
export interface TraitChange {
	readonly trait: string;
	/** Null where there is none. */
	readonly before: string | null;
	readonly after: string;
}

/** Changes that are told of one person, or of one account. */
export const changesMax = 20;

/** The first few traits that are not what they were. */
export function traitChanges(before: Profile['traits'], after: Profile['traits']): TraitChange[] {
	const changes: TraitChange[] = [];
	for (const [trait, { value }] of Object.entries(after)) {
		const had = Object.hasOwn(before, trait) ? JSON.stringify(before[trait]?.value) : null;
		const has = JSON.stringify(value);
		if (had !== has) changes.push({ trait, before: had ?? null, after: has });
		if (changes.length === changesMax) break;
	}
	return changes;
}
