import { Refusal } from '../../core/refusal.ts';
import type { Env } from '../env.ts';
import { readExperience, type StoredExperience } from './storage.ts';

/** The draft as stored now. Refuses (404) an id that no experience has. */
export async function existingExperience(env: Env, id: string): Promise<StoredExperience> {
	const experience = await readExperience(env, id);
	if (!experience)
		throw new Refusal('experience-unknown', `There is no experience ${id.slice(0, 60)}.`, { status: 404 });
	return experience;
}
