import type { Env } from '../env.ts';
import { findPeople } from '../profiles/find-people.ts';
import { setMembershipsOf } from '../profiles/index.ts';

/** What became of a list of people. */
export interface MembersSet {
	/** Entries that name somebody. */
	readonly found: number;
	/** People of whom this was not so before. */
	readonly changed: number;
	/** Entries that name nobody, by their place in the list, from 0. */
	readonly unknown: readonly { readonly position: number; readonly value: string }[];
}

/** Puts people in or out of a segment by hand, whatever the list calls them. */
export async function setMembers(
	env: Env,
	segmentId: string,
	people: readonly string[],
	membership: 'in' | 'out' | 'rule',
): Promise<MembersSet> {
	const values = people.map((value) => value.trim());
	const found = await findPeople(env, [...new Set(values)]);
	const profileIds = new Set([...found.values()].flatMap((ids) => [...ids]));
	const { changed, unknown } = await setMembershipsOf(env, segmentId, [...profileIds], membership);
	const nobodys = new Set(unknown);
	const isKnown = (value: string) => [...(found.get(value) ?? [])].some((id) => !nobodys.has(id));
	const missing = values.flatMap((value, position) => (isKnown(value) ? [] : [{ position, value }]));
	return { found: values.length - missing.length, changed, unknown: missing };
}
