import type { Env } from '../env.ts';
import { shardOf } from './address.ts';
import { byShard } from './by-shard.ts';
import { type Claim, claimIdentities, claimOf, type Identity, keyOf } from './identities.ts';
import { refusesAnalytics } from './refuses-analytics.ts';
import type { PersonHistory, RestoredPerson } from './restore-person.ts';
import { type Said, unpackEvent } from './stored-event.ts';
import { carriedBy } from './ties.ts';

/**
 * Gives archived events to the shards of their people, and identities to the profiles that had them. Answers in the order
 * of `people`, when every shard has them on disk.
 */
export async function restoreHistory(env: Env, people: readonly PersonHistory[]): Promise<readonly RestoredPerson[]> {
	await claimIdentities(env, claimsOf(env, people));
	const results = new Map<PersonHistory, RestoredPerson>();
	await Promise.all(
		byShard(people).map(async (group) => {
			const answers = await shardOf(env, group[0].profileId).restore(group);
			for (const [position, answer] of answers.entries()) {
				const person = group[position];
				if (person) results.set(person, answer);
			}
		}),
	);
	return people.flatMap((person) => results.get(person) ?? []);
}

/** Each identity once: whoever names it first without another having it, had it. */
function claimsOf(env: Env, people: readonly PersonHistory[]) {
	const claims = new Map<string, Claim>();
	for (const { profileId, events } of people) {
		for (const said of events.map(unpackEvent)) {
			for (const identity of ownOf(env, said)) {
				const key = keyOf(identity);
				const verified = identity.kind !== 'userId' || said.source === 'server';
				if (!claims.has(key)) claims.set(key, { identity, profileId, verified });
			}
		}
	}
	return [...claims.values()];
}

/**
 * The identities by which an event is its profile's. A browser that names no device has claimed, and no more: where the event
 * does not say so, it is from before that was kept, and then nobody gets a userId, or a person, by its word.
 */
function ownOf(env: Env, { event, source, elsewhere, byClaim }: Said): Identity[] {
	const { anonymousId, userId } = event;
	if (source === 'edgewise' || refusesAnalytics(event)) return [];
	const claims = byClaim && userId !== null ? [claimOf(anonymousId, userId)] : [];
	if (source === 'browser' && anonymousId === null) return claims;
	return [...carriedBy(env, event).filter(({ kind }) => !elsewhere.includes(kind)), ...claims];
}
