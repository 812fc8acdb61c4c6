import type { Profile } from './profile.ts';

/** A person without the segments that they are in. */
export type WithoutMemberships = Omit<Profile, 'segments' | 'segmentsDue'>;

/** Since when somebody is known, ms, and ids of the segments that they are in. */
export interface Beginning {
	readonly firstSeenAt: number;
	readonly segments: readonly string[];
}

/** SQL: as much of a stored profile as `readBeginning` needs. SQLite would take twice the time to look into all of it. */
export const beginningColumn = `substr(body, 1, instr(body, '}'))`;

/** Ids of segments have no braces. */
const beginning = /^\{"firstSeenAt":(-?\d+),"segments":(\{[^}]*\})/;
const memberships = /^\{"firstSeenAt":(-?\d+),"segments":\{[^}]*\},"segmentsDue":\{[^}]*\}/;

/**
 * A profile as it is stored: JSON that begins with what is asked of many people at once. With a hundred segments that is most of
 * it, so whoever asks for it reads nothing else, and whoever asks for anything else leaves it out.
 */
export function packProfile({ firstSeenAt, segments, segmentsDue, ...rest }: Profile): string {
	return JSON.stringify({ firstSeenAt, segments, segmentsDue, ...rest });
}

/** Null when it was stored in another order of keys, as profiles once were. */
export function readBeginning(head: string): Beginning | null {
	const [, firstSeenAt, segments] = beginning.exec(head) ?? [];
	if (segments === undefined) return null;
	return { firstSeenAt: Number(firstSeenAt), segments: Object.keys(JSON.parse(segments)) };
}

/** All else of a stored profile; in another order of keys, all of it. */
export function unpackWithoutMemberships(body: string): WithoutMemberships {
	const [all, firstSeenAt] = memberships.exec(body) ?? [];
	return JSON.parse(all === undefined ? body : `{"firstSeenAt":${firstSeenAt}${body.slice(all.length)}`);
}
