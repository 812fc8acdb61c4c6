import { Refusal } from '../../core/refusal.ts';

/**
 * ProfileShards of a new workspace on one machine. They share a process and its one thread there, so more of them carry no
 * more: each has a memory of its own (3 MB), and the fewer there are, the more calls share a write to the disk. Not one, so
 * that what is asked of all is asked of several here, too.
 */
export const usualShards = 2;
/** What a data folder has that says nothing of it: all had so many before it was noted. */
const shardsBefore = 16;
const shardsMax = 256;

/**
 * How many ProfileShards a workspace runs with. Refuses less than it has: an id carries its shard, and those beyond lead nowhere.
 * @param kept what the data folder says
 * @param asked the option `--shards`
 */
export function shardsFor(
	kept: { readonly shards?: number | undefined; readonly hasPeople: boolean },
	asked: string | undefined,
): number {
	const least = kept.shards ?? (kept.hasPeople ? shardsBefore : 1);
	if (asked === undefined) return kept.shards ?? Math.max(least, usualShards);
	const shards = Number(asked);
	if (!/^\d+$/.test(asked) || shards < 1 || shards > shardsMax) {
		throw new Refusal('invalid', `--shards ${asked} is no number from 1 to ${shardsMax}.`);
	}
	if (shards < least) {
		throw new Refusal('too-few-shards', `People are in ${least} shards here, and --shards ${shards} would lose some.`, {
			hint: 'The number can only be raised.',
		});
	}
	return shards;
}
