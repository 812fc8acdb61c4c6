import { type Address, idBytes, mintId, parseId, type Region, regions, shardName } from '../../core/id/id.ts';
import type { Env } from '../env.ts';
import type { ShardStub } from './shard-interface.ts';

/** The address of an id that we minted and that this workspace has a shard for; null for anything else. */
export function addressOf(env: Env, id: string): Address | null {
	const address = parseId(id);
	return address && address.shard < Number(env.SHARDS) ? address : null;
}

/** The shard that holds a profile. Refuses, as a defect, ids that `addressOf` does not know. */
export function shardOf(env: Env, profileId: string): ShardStub {
	const address = addressOf(env, profileId);
	if (!address) throw new Error(`no shard for profile id ${profileId.slice(0, 60)}`);
	return shardByName(env, shardName(address), address.region);
}

/** A shard by its name, `weur07`. The hint only counts when the shard is born. */
export function shardByName(env: Env, name: string, region: Region): ShardStub {
	return env.PROFILES.get(env.PROFILES.idFromName(name), { locationHint: region });
}

/** The region of a shard, by its name; null for what is no shard's name. */
export function regionIn(name: string): Region | null {
	const region = regions.find((known) => name.startsWith(known) && /^\d+$/.test(name.slice(known.length)));
	return region ?? null;
}

/** A new profile id in a region, on a shard picked at random. */
export function mintProfileId(env: Env, region: Region): string {
	const random = crypto.getRandomValues(new Uint8Array(idBytes + 1));
	const shard = (random[idBytes] ?? 0) % Number(env.SHARDS);
	return mintId({ region, shard }, random);
}
