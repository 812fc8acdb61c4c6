import type { Env } from '../../env.ts';
import { shardOf } from '../address.ts';
import type { Turn } from '../settle.ts';
import type { Tables } from '../tables.ts';
import { type ProfileDetail, viewDetail } from '../view.ts';
import { arrive, type Cargo } from './arrive.ts';
import type { Belongings, MergeRequest } from './departure.ts';
import { type CarriedRow, rowsToCarry } from './leave.ts';

/** Everything of a profile that stays where it is; no rows when there are more than one call carries. */
export interface Inventory {
	readonly belongings: Belongings;
	readonly rows: readonly CarriedRow[] | null;
}

/** What somebody would bring along. Null for nobody. */
export function inventoryOf(tables: Tables, profileId: string): Inventory | null {
	const profile = tables.profiles.read(profileId);
	if (!profile) return null;
	const belongings = {
		profile,
		enrollments: tables.enrollments.of(profileId),
		deliveries: tables.deliveries.of(profileId),
		accounts: tables.accountLinks.of(profileId),
	};
	const portions = rowsToCarry(tables, belongings);
	const first = portions.next();
	return { belongings, rows: first.done ? [] : portions.next().done ? first.value : null };
}

/** Takes somebody in as a merge does, to see who comes of it: for a transaction that is undone. */
export function foreseeArrival(turn: Turn, cargo: Cargo, rows: readonly CarriedRow[]): ProfileDetail | null {
	for (const { place, body } of rows) turn.tables.luggage.put(cargo.mergeId, 'staged', place, body);
	if (arrive(turn, cargo) === null) return null;
	return viewDetail(turn.tables, turn.definitions, cargo.targetId);
}

/**
 * Who two profiles would be as one, by the very code that merges them; nothing is changed. Null when that cannot be foreseen:
 * one of them is nobody, or has a longer history than is carried for a look.
 */
export async function foreseeMerge(
	env: Env,
	{ sourceId, targetId, cause, twoUsers }: Omit<MergeRequest, 'mergeId'>,
): Promise<ProfileDetail | null> {
	const inventory = await shardOf(env, sourceId).inventory(sourceId);
	if (!inventory?.rows) return null;
	const cargo = {
		mergeId: 'foreseen',
		targetId,
		cause,
		...(twoUsers && { twoUsers }),
		belongings: inventory.belongings,
	};
	return shardOf(env, targetId).foreseeArrival(cargo, inventory.rows);
}
