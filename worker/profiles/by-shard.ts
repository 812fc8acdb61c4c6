import { parseId, shardName } from '../../core/id/id.ts';

/** Things about people, together with those whose person is in the same shard, in order. */
export function byShard<T extends { readonly profileId: string }>(things: Iterable<T>): [T, ...T[]][] {
	const groups = new Map<string, [T, ...T[]]>();
	for (const thing of things) {
		const address = parseId(thing.profileId);
		const name = address ? shardName(address) : thing.profileId;
		const together = groups.get(name);
		if (together) together.push(thing);
		else groups.set(name, [thing]);
	}
	return [...groups.values()];
}
