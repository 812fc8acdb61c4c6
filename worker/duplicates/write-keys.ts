import type { Env } from '../env.ts';
import type { Profile } from '../profiles/profile.ts';
import { type Key, keysOf } from './keys-of.ts';

/** Raised when `keysOf` changes: then everyone's keys are written anew. */
export const keysVersion = '2';

/** All the keys of one person. */
export interface PersonKeys {
	readonly id: string;
	readonly keys: readonly Key[];
}

/** A person's keys, if there can be any: who has no traits and no device's id never had one. */
export function personKeys(profile: Profile): PersonKeys[] {
	const keys = keysOf(profile);
	return keys.length > 0 || Object.keys(profile.traits).length > 0 ? [{ id: profile.id, keys }] : [];
}

/** Writes by what people are compared, beside their profiles. Costs rows only where a key has changed. */
export function writeKeys(env: Env, keyed: readonly PersonKeys[]): D1PreparedStatement[] {
	if (keyed.length === 0) return [];
	const ids = JSON.stringify(keyed.map(({ id }) => id));
	const keys = JSON.stringify(
		keyed.flatMap(({ id, keys: own }) => own.map(({ key, vouched }) => [id, key, Number(vouched)])),
	);
	return [
		env.DB.prepare(
			`DELETE FROM duplicate_keys WHERE profile_id IN (SELECT value FROM json_each(?1))
			 AND (profile_id, key) NOT IN (SELECT value ->> 0, value ->> 1 FROM json_each(?2))`,
		).bind(ids, keys),
		env.DB.prepare(
			`INSERT INTO duplicate_keys (profile_id, key, vouched, checked)
			 SELECT value ->> 0, value ->> 1, value ->> 2, 0 FROM json_each(?1) WHERE true
			 ON CONFLICT (profile_id, key) DO UPDATE SET vouched = excluded.vouched, checked = 0
			 WHERE excluded.vouched <> duplicate_keys.vouched`,
		).bind(keys),
	];
}

/** People who are not themselves any more: nobody can be one with them. What was decided about them stays. */
export function forgetKeys(env: Env, ids: string): D1PreparedStatement[] {
	const gone = '(SELECT value FROM json_each(?1))';
	return [
		env.DB.prepare(`DELETE FROM duplicate_keys WHERE profile_id IN ${gone}`).bind(ids),
		env.DB.prepare(
			`DELETE FROM duplicates WHERE state = 'pending' AND (one_id IN ${gone} OR other_id IN ${gone})`,
		).bind(ids),
	];
}
