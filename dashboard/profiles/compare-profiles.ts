import type { Profile } from '../shapes.ts';
import { formatCount, formatInstant, formatValue } from '../ui/format.ts';

/** A fact of two people, side by side. */
export interface Compared {
	readonly name: string;
	readonly values: readonly [string, string];
	/** Both have it, and not the same. */
	readonly differs: boolean;
}

const none = '–';

/** What two people have in common and what not: who they are, when they came, and their traits. */
export function compareProfiles(one: Profile, other: Profile): Compared[] {
	const keys = [...new Set([...Object.keys(one.traits), ...Object.keys(other.traits)])].sort();
	return [
		compared('userId', one.userId, other.userId),
		compared('First seen', formatInstant(one.firstSeenAt), formatInstant(other.firstSeenAt)),
		compared('Last seen', formatInstant(one.lastSeenAt), formatInstant(other.lastSeenAt)),
		compared('Events', formatCount(one.events), formatCount(other.events)),
		compared('From', placeOf(one), placeOf(other)),
		...keys.map((key) => compared(key, traitOf(one, key), traitOf(other, key))),
	];
}

/** Who stays when they are merged, as the API decides it: the known one, else the one who was here first. */
export function whoStays(one: Profile, other: Profile): 'one' | 'other' {
	if ((one.userId === null) !== (other.userId === null)) return one.userId === null ? 'other' : 'one';
	return other.userId === null && other.firstSeenAt < one.firstSeenAt ? 'other' : 'one';
}

function compared(name: string, mine: string | null, theirs: string | null): Compared {
	return { name, values: [mine ?? none, theirs ?? none], differs: mine !== null && theirs !== null && mine !== theirs };
}

function placeOf({ country, device }: Profile): string | null {
	return [country, device].filter(Boolean).join(' · ') || null;
}

function traitOf({ traits }: Profile, key: string): string | null {
	const trait = Object.hasOwn(traits, key) ? traits[key] : undefined;
	return trait ? formatValue(trait.value) : null;
}
