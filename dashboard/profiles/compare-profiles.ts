import type { Person, Profile } from '../shapes/profiles.ts';
import { formatCount, formatInstant, formatValue } from '../ui/format.ts';

/** A fact of several people, side by side. */
export interface Compared {
	readonly name: string;
	/** In the order of the people. */
	readonly values: readonly string[];
	/** The first two have it, and not the same. */
	readonly differs: boolean;
}

const none = '–';

/**
 * What people have in common and what not: who they are, when they came, their segments, and their traits.
 * @param people two, and perhaps the one that they would be
 */
export function compareProfiles(...people: readonly Person[]): Compared[] {
	const keys = [...new Set(people.flatMap(({ traits }) => Object.keys(traits)))].sort();
	return [
		compared('userId', people, ({ userId }) => userId),
		compared('First seen', people, ({ firstSeenAt }) => formatInstant(firstSeenAt)),
		compared('Last seen', people, ({ lastSeenAt }) => formatInstant(lastSeenAt)),
		compared('Events', people, ({ events }) => formatCount(events)),
		compared('From', people, placeOf),
		compared('Segments', people, segmentsOf),
		...keys.map((key) => compared(key, people, (person) => traitOf(person, key))),
	];
}

/** Whether each is known by a userId of their own. */
export function areTwoUsers(one: Person, other: Person): boolean {
	return one.userId !== null && other.userId !== null && one.userId !== other.userId;
}

/** Who stays when they are merged, unless somebody chooses: the known one, else the one who was here first. */
export function whoStays(one: Profile, other: Profile): 'one' | 'other' {
	if ((one.userId === null) !== (other.userId === null)) return one.userId === null ? 'other' : 'one';
	return other.firstSeenAt < one.firstSeenAt ? 'other' : 'one';
}

function compared(name: string, people: readonly Person[], read: (person: Person) => string | null): Compared {
	const values = people.map(read);
	const [mine = null, theirs = null] = values;
	return {
		name,
		values: values.map((value) => value ?? none),
		differs: mine !== null && theirs !== null && mine !== theirs,
	};
}

function placeOf({ country, device }: Person): string | null {
	return [country, device].filter(Boolean).join(' · ') || null;
}

function segmentsOf({ segments }: Person): string | null {
	return (
		segments
			.map(({ name }) => name)
			.sort()
			.join(', ') || null
	);
}

function traitOf({ traits }: Person, key: string): string | null {
	const trait = Object.hasOwn(traits, key) ? traits[key] : undefined;
	return trait ? formatValue(trait.value) : null;
}
