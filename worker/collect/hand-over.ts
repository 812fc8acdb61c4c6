import type { Event } from '../../core/event/index.ts';
import type { Region } from '../../core/id/id.ts';
import type { Env } from '../env.ts';
import {
	type IngestedPerson,
	ingestByShard,
	joinAll,
	releaseUnkept,
	resolve,
	type Source,
	type Ties,
	tiesOf,
	type Word,
} from '../profiles/index.ts';
import type { Accepted, RefusedEvent } from './accept.ts';

export interface HandedOver {
	readonly accepted: number;
	readonly duplicates: number;
	readonly refused: readonly RefusedEvent[];
	/** Devices whose profile has become another one, with that one, as far as the events have shown it. */
	readonly homes: ReadonlyMap<string, string>;
}

/**
 * Gives events to the shards of their people, all at once; returns only when every shard has them on disk.
 * @param by who says it, where it is nobody who sends it; and whether a request does, and no object
 */
export async function handOver(
	env: Env,
	{ events }: Pick<Accepted, 'events'>,
	siteId: string,
	word: Word,
	regionOf: () => Region,
	{ source = word.trusted ? 'server' : 'browser', isRequest = false }: { source?: Source; isRequest?: boolean } = {},
): Promise<HandedOver> {
	if (events.length === 0) return { accepted: 0, duplicates: 0, refused: [], homes: new Map() };
	const all = events.map(({ event }) => event);
	const resolved = await resolve(env, all, word, regionOf, isRequest);
	const ties = await tiesOf(env, all, resolved, word.trusted);
	const people = new Map<string, { index: number; event: Event; ties: Ties | undefined }[]>();
	for (const [position, { index, event }] of events.entries()) {
		const one = { index, event, ties: ties[position] };
		const profileId = resolved.profileIds[position] ?? '';
		const person = people.get(profileId);
		if (person) person.push(one);
		else people.set(profileId, [one]);
	}
	const batches = [...people].map(([profileId, own]) => ({
		profileId,
		events: own.map(({ event }) => event),
		ties: Object.fromEntries(own.flatMap((one, at) => (one.ties && isPartial(one.ties) ? [[at, one.ties]] : []))),
	}));
	const results = await ingestByShard(env, siteId, source, batches);
	await releaseUnkept(env, resolved.claimed, results);
	await joinAll(env, resolved.early);
	const refused = [...people].flatMap(([profileId, own]) =>
		(results.get(profileId)?.full ?? []).map((position) => profileFull(own[position]?.index ?? 0)),
	);
	const duplicates = [...results.values()].reduce((sum, result) => sum + result.duplicates, 0);
	return {
		accepted: events.length - duplicates - refused.length,
		duplicates,
		refused,
		homes: new Map([...resolved.homes, ...homesIn(results)]),
	};
}

/** Most events are tied by all that they carry, and nothing more is said of them. */
function isPartial({ elsewhere, byClaim }: Ties): boolean {
	return elsewhere.length > 0 || byClaim;
}

function homesIn(results: ReadonlyMap<string, IngestedPerson>): [string, string][] {
	return [...results].flatMap(([id, { home }]) => (home === undefined ? [] : [[id, home]]));
}

function profileFull(index: number): RefusedEvent {
	return {
		index,
		code: 'profile-full',
		message: 'The profile has as many traits, or as much text in them, as it may have.',
		path: 'traits',
		hint: 'Send what happened as properties of events, and keep traits for facts about the person.',
	};
}
