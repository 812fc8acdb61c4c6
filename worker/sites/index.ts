/** What other domains may ask of sites. */
export type { Site } from './site.ts';
export { type KeyHolder, listSites, siteByHost, siteById, siteByKey } from './storage.ts';
