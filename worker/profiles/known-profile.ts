import { Refusal } from '../../core/refusal.ts';
import type { Env } from '../env.ts';
import { addressOf } from './address.ts';

/** An id that leads to a shard; refuses every other one, of whom there can be nobody. */
export function knownProfile(env: Env, id: string): string {
	if (addressOf(env, id)) return id;
	throw nobody(id);
}

export function nobody(id: string): Refusal {
	return new Refusal('profile-unknown', `There is no profile ${id.slice(0, 60)}.`, { status: 404 });
}
