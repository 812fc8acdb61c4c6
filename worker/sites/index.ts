/** What other domains may ask of sites. */

export { existingSite } from './existing-site.ts';
export { pointToRelease } from './point-to-release.ts';
export type { Site } from './site.ts';
export { invalidateSites, type KeyHolder, listSites, readSite, siteByHost, siteById, siteByKey } from './storage.ts';
export { workspaceZone } from './workspace-zone.ts';
