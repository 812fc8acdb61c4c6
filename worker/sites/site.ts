import type { sites } from './schema.ts';

/** One website that sends events, as it is stored. */
export type Site = typeof sites.$inferSelect;

/** A site as the admin API shows it. `secretKey` is null for whoever may only look. */
export interface SiteView {
	readonly id: string;
	readonly name: string;
	readonly hostnames: readonly string[];
	readonly allowedOrigins: readonly string[];
	readonly writeKey: string;
	readonly secretKey: string | null;
	readonly origin: string | null;
	readonly consentMode: Site['consentMode'];
	readonly publicWord: Site['publicWord'];
	readonly beforeConsent: Site['beforeConsent'];
	readonly timeZone: string;
	readonly release: number | null;
}

export function viewSite(site: Site, maySeeSecrets: boolean): SiteView {
	const { createdAt: _, updatedAt: __, secretKey, ...shown } = site;
	return { ...shown, secretKey: maySeeSecrets ? secretKey : null };
}
