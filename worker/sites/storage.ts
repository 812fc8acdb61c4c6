import { desc, eq } from 'drizzle-orm';
import { database } from '../database.ts';
import type { Env } from '../env.ts';
import { snapshot } from '../snapshot.ts';
import { normalizeHost, withoutPort } from './hosts.ts';
import { sites } from './schema.ts';
import type { Site } from './site.ts';

export type { Site } from './site.ts';

/** Whose key it is, and whether it is the secret one. */
export interface KeyHolder {
	readonly site: Site;
	readonly secret: boolean;
}

/** All sites, found in the three ways that requests ask for them. */
interface SiteBook {
	readonly byId: ReadonlyMap<string, Site>;
	readonly byHost: ReadonlyMap<string, Site>;
	readonly byKey: ReadonlyMap<string, KeyHolder>;
}

const book = snapshot(loadBook);

async function loadBook(env: Env): Promise<SiteBook> {
	const all = await database(env).select().from(sites);
	return {
		byId: new Map(all.map((site) => [site.id, site])),
		byHost: new Map(all.flatMap((site) => site.hostnames.map((hostname) => [hostname, site] as const))),
		byKey: new Map<string, KeyHolder>([
			...all.map((site) => [site.writeKey, { site, secret: false }] as const),
			...all.map((site) => [site.secretKey, { site, secret: true }] as const),
		]),
	};
}

/**
 * The site that answers for a request's host (`Host` header or `url.host`), or null. A hostname with port wins over
 * one without, which answers on any port. From memory, at most a second old.
 */
export async function siteByHost(env: Env, host: string): Promise<Site | null> {
	const { byHost } = await book.get(env);
	const asSent = byHost.get(host);
	if (asSent) return asSent;
	const wanted = normalizeHost(host);
	if (wanted === null) return null;
	return byHost.get(wanted) ?? byHost.get(withoutPort(wanted)) ?? null;
}

/** The site whose public or secret key this is, and which of the two; null for an unknown key. From memory. */
export async function siteByKey(env: Env, key: string): Promise<KeyHolder | null> {
	return (await book.get(env)).byKey.get(key) ?? null;
}

/** From memory, at most a second old. Null when there is none. */
export async function siteById(env: Env, id: string): Promise<Site | null> {
	return (await book.get(env)).byId.get(id) ?? null;
}

/** Forget the sites that this isolate holds: whoever changes a site calls it. Other isolates see it within a second. */
export function invalidateSites(): void {
	book.invalidate();
}

/** All sites as stored now, newest first. */
export async function listSites(env: Env): Promise<Site[]> {
	return database(env).select().from(sites).orderBy(desc(sites.createdAt), sites.id);
}

/** The site as stored now, not from memory. */
export async function readSite(env: Env, id: string): Promise<Site | null> {
	return (await database(env).select().from(sites).where(eq(sites.id, id)).get()) ?? null;
}
