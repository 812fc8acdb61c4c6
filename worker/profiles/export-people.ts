import { displayName, type Profile, traitText } from './profile.ts';
import type { Tables } from './tables.ts';

/** People that one answer carries at most, and characters of them after which no more are added. */
const peopleMax = 1_000;
const charactersMax = 1_000_000;
/** People that are read before one that counts must have been found: who is asked must not be away for long. */
const readMax = 5_000;

/** Some of the people of a shard, in the order of their ids. */
export interface ExportedPage {
	/** Each as JSON: what calls between objects carry cannot be unknown. */
	readonly people: readonly string[];
	/** Where to go on; null at the end. */
	readonly cursor: string | null;
}

/** What is exported of a person. Moments are ISO instants. */
export interface ExportedPerson {
	readonly id: string;
	readonly userId: string | null;
	readonly email: string | null;
	readonly name: string | null;
	readonly accountId: string | null;
	readonly firstSeenAt: string;
	readonly lastSeenAt: string;
	readonly events: number;
	readonly pages: number;
	readonly country: unknown;
	readonly device: unknown;
	readonly timezone: string | null;
	readonly consent: Readonly<Record<string, boolean>>;
	/** Ids. */
	readonly segments: readonly string[];
	readonly traits: Readonly<Record<string, unknown>>;
}

/** People after an id, of one segment or of all. */
export function exportPeople(tables: Tables, segment: string | null, after: string): ExportedPage {
	const people: string[] = [];
	let [cursor, characters] = [after, 0];
	const ids = tables.profiles.idsAfter(after, readMax);
	for (const id of ids) {
		cursor = id;
		const profile = tables.profiles.read(id);
		if (!profile || (segment !== null && !Object.hasOwn(profile.segments, segment))) continue;
		const person = JSON.stringify(exported(profile));
		people.push(person);
		characters += person.length;
		if (people.length >= peopleMax || characters >= charactersMax) return { people, cursor };
	}
	return { people, cursor: ids.length === readMax ? cursor : null };
}

/** The keys of the traits that such people have. */
export function exportedTraits(tables: Tables, segment: string | null): string[] {
	const keys = new Set<string>();
	for (let after: string | undefined = ''; after !== undefined; ) {
		const ids: string[] = tables.profiles.idsAfter(after, readMax);
		for (const id of ids) {
			const profile = tables.profiles.read(id);
			if (!profile || (segment !== null && !Object.hasOwn(profile.segments, segment))) continue;
			for (const key of Object.keys(profile.traits)) keys.add(key);
		}
		after = ids.at(-1);
	}
	return [...keys];
}

function exported(profile: Profile): ExportedPerson {
	const consent = Object.entries(profile.consent).flatMap(([purpose, said]) => (said ? [[purpose, said.granted]] : []));
	return {
		id: profile.id,
		userId: profile.userId,
		email: traitText(profile, 'email'),
		name: displayName(profile),
		accountId: profile.accountId,
		firstSeenAt: new Date(profile.firstSeenAt).toISOString(),
		lastSeenAt: new Date(profile.lastSeenAt).toISOString(),
		events: profile.events,
		pages: profile.pages,
		country: profile.geo.country ?? null,
		device: profile.device.type ?? null,
		timezone: profile.timezone ?? null,
		consent: Object.fromEntries(consent),
		segments: Object.keys(profile.segments),
		traits: Object.fromEntries(Object.entries(profile.traits).map(([key, { value }]) => [key, value])),
	};
}
