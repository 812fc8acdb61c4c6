import { Refusal } from '../../core/refusal.ts';
import type { Env } from '../env.ts';
import type { Site } from './site.ts';
import { readSite } from './storage.ts';

/** The site as stored now. Refuses (404) an id that no site has. */
export async function existingSite(env: Env, id: string): Promise<Site> {
	const site = await readSite(env, id);
	if (!site) throw new Refusal('site-unknown', `There is no site ${id.slice(0, 60)}.`, { status: 404 });
	return site;
}
