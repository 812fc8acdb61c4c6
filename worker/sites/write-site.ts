import { eq } from 'drizzle-orm';
import { Refusal } from '../../core/refusal.ts';
import { database } from '../database.ts';
import type { Env } from '../env.ts';
import { isTaken } from '../unique.ts';
import { siteHosts, sites } from './schema.ts';
import type { Site } from './site.ts';
import { invalidateSites } from './storage.ts';

/** Keeps a new site. Refuses an id or a hostname that another site has. */
export async function insertSite(env: Env, site: Site): Promise<void> {
	const db = database(env);
	await refusingTaken(db.batch([db.insert(sites).values(site), ...claims(env, site)]));
	invalidateSites();
}

/** Replaces what is stored of the site. Refuses a hostname that another site has. */
export async function updateSite(env: Env, site: Site): Promise<void> {
	const db = database(env);
	const { release: _, ...settings } = site;
	await refusingTaken(
		db.batch([
			db.update(sites).set(settings).where(eq(sites.id, site.id)),
			db.delete(siteHosts).where(eq(siteHosts.siteId, site.id)),
			...claims(env, site),
		]),
	);
	invalidateSites();
}

function claims(env: Env, site: Site) {
	const db = database(env);
	return site.hostnames.map((hostname) => db.insert(siteHosts).values({ hostname, siteId: site.id }));
}

async function refusingTaken(write: Promise<unknown>): Promise<void> {
	try {
		await write;
	} catch (error) {
		if (isTaken(error, 'sites.id')) throw new Refusal('id-taken', 'There is a site with this id.', { status: 409 });
		if (!isTaken(error, 'site_hosts.hostname')) throw error;
		throw new Refusal('hostname-taken', 'One of these hostnames belongs to another site.', {
			status: 409,
			path: 'hostnames',
			hint: 'Take it away from the other site first.',
		});
	}
}
