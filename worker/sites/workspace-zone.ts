import type { Site } from './site.ts';

/** Segments and journeys belong to all sites: the oldest site's time zone is theirs. */
export function workspaceZone(sites: readonly Pick<Site, 'createdAt' | 'timeZone'>[]): string {
	const [oldest] = sites.toSorted((a, b) => a.createdAt - b.createdAt);
	return oldest?.timeZone ?? 'UTC';
}
