/**
 * Ids that we mint are addresses: `<region><shard>-<random>`. The shard that owns a profile is read off its id,
 * so nothing looks it up, and raising the number of shards later moves nobody.
 */

/** Durable Object location hints: where a person was first seen. */
export const regions = ['wnam', 'enam', 'sam', 'weur', 'eeur', 'apac', 'oc', 'afr', 'me'] as const;
export type Region = (typeof regions)[number];

export interface Address {
	readonly region: Region;
	readonly shard: number;
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
const minted = /^(wnam|enam|sam|weur|eeur|apac|oc|afr|me)(\d{2,3})-[a-z2-7]{26}$/;

/** Bytes of randomness that an id takes: 26 characters of 5 bits (130 bits). */
export const idBytes = 26;

/** Mints an id at an address. `random` is `idBytes` random bytes. */
export function mintId(address: Address, random: Uint8Array): string {
	let tail = '';
	for (let i = 0; i < idBytes; i++) tail += alphabet[(random[i] ?? 0) & 31];
	return `${shardName(address)}-${tail}`;
}

/** The name of the Durable Object at an address: `weur07`. */
export function shardName({ region, shard }: Address): string {
	return `${region}${shard < 10 ? '0' : ''}${shard}`;
}

/** The address that an id carries, or null when we did not mint it. */
export function parseId(id: string): Address | null {
	const match = minted.exec(id);
	if (!match) return null;
	return { region: match[1] as Region, shard: Number(match[2]) };
}
