import { Refusal } from '../../core/refusal.ts';
import type { Env } from '../env.ts';
import { readSite, type Site } from '../sites/index.ts';
import { readExperience, type StoredExperience } from './storage.ts';

/** The site as stored now. Refuses (404) an id that no site has. */
export async function existingSite(env: Env, id: string): Promise<Site> {
	const site = await readSite(env, id);
	if (!site) throw new Refusal('site-unknown', `There is no site ${id.slice(0, 60)}.`, { status: 404 });
	return site;
}

/** The draft as stored now. Refuses (404) an id that no experience has. */
export async function existingExperience(env: Env, id: string): Promise<StoredExperience> {
	const experience = await readExperience(env, id);
	if (!experience)
		throw new Refusal('experience-unknown', `There is no experience ${id.slice(0, 60)}.`, { status: 404 });
	return experience;
}
