import type { Event } from '../../core/event/index.ts';
import type { Region } from '../../core/id/id.ts';
import type { Env } from '../env.ts';
import { shardOf } from './address.ts';
import { byShard } from './by-shard.ts';
import type { PersonBatch } from './ingest.ts';
import type { Source } from './profile.ts';
import type { RehearsedPerson } from './rehearse-person.ts';
import { foresee } from './resolve.ts';
import { changesMax, type TraitChange } from './trait-changes.ts';

/** What taking in some events would change of one person. */
export interface Rehearsed extends RehearsedPerson {
	readonly profileId: string;
	/** Which of the events are the person's, by their positions. */
	readonly positions: readonly number[];
}

/**
 * What events of a server, or of a file, would change, person by person. Nothing changes: identities are not claimed, and
 * each shard does the whole work and undoes it.
 */
export async function rehearse(
	env: Env,
	siteId: string,
	source: Source,
	events: readonly Event[],
	region: Region,
): Promise<readonly Rehearsed[]> {
	const profileIds = await foresee(env, events, region);
	const accounts = await accountsNamed(env, events);
	const places = Map.groupBy(events.keys(), (position) => profileIds[position] ?? '');
	const batches = [...places].map(([profileId, positions]): PersonBatch & { positions: readonly number[] } => ({
		profileId,
		positions,
		events: positions.flatMap((position) => events[position] ?? []),
	}));
	const groups = await Promise.all(
		byShard(batches).map(async (group) => {
			const people = group.map(({ profileId, events: own }) => ({ profileId, events: own }));
			const answers = await shardOf(env, group[0].profileId).rehearse({ siteId, source, people });
			return group.flatMap(({ profileId, positions }, place) => {
				const answer = answers[place];
				if (!answer) return [];
				const changes = [...answer.changes, ...accountChanges(batches, profileId, accounts)].slice(0, changesMax);
				return [{ ...answer, changes, profileId, positions }];
			});
		}),
	);
	return groups.flat();
}

type Traits = Readonly<Record<string, unknown>>;

/** The traits that accounts have by now of which events say some, as D1 knows them. */
async function accountsNamed(env: Env, events: readonly Event[]): Promise<ReadonlyMap<string, Traits>> {
	const ids = new Set(events.flatMap(({ groupId }) => groupId ?? []));
	if (ids.size === 0) return new Map();
	const named = 'SELECT id, traits FROM accounts WHERE id IN (SELECT value FROM json_each(?1))';
	const { results } = await env.DB.prepare(named)
		.bind(JSON.stringify([...ids]))
		.all<{ id: string; traits: string }>();
	return new Map(results.map(({ id, traits }) => [id, JSON.parse(traits)]));
}

/** What a person's events would change of their account. */
function accountChanges(
	batches: readonly PersonBatch[],
	profileId: string,
	accounts: ReadonlyMap<string, Traits>,
): TraitChange[] {
	const said = batches.find((batch) => batch.profileId === profileId)?.events ?? [];
	return said.flatMap(({ groupId, traits }) => {
		const known = groupId === undefined ? {} : (accounts.get(groupId) ?? {});
		return Object.entries(groupId === undefined ? {} : (traits ?? {})).flatMap(([key, value]) => {
			const before = Object.hasOwn(known, key) ? JSON.stringify(known[key]) : null;
			const after = JSON.stringify(value);
			return before === after ? [] : [{ trait: `account.${key}`, before, after }];
		});
	});
}
