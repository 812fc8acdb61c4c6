import { api } from '../api.ts';
import type { ApiError } from '../request.ts';
import type { Experience, ReleaseSummary } from '../shapes/experiences.ts';
import { useLoad } from '../ui/use-load.ts';
import { type Change, unpublishedChanges } from './unpublished.ts';

export interface Publishing {
	readonly experiences: readonly Experience[] | undefined;
	readonly releases: readonly ReleaseSummary[] | undefined;
	readonly active: ReleaseSummary | null;
	/** What publishing would change; empty while it loads. */
	readonly changes: readonly Change[];
	readonly error: ApiError | undefined;
	readonly reload: () => void;
}

/** A site's drafts against what its visitors get. */
export function usePublishing(siteId: string): Publishing {
	const { data, error, reload } = useLoad(`publishing:${siteId}`, (signal) => load(siteId, signal));
	return {
		experiences: data?.experiences,
		releases: data?.releases,
		active: data?.active ?? null,
		changes: data?.changes ?? [],
		error,
		reload,
	};
}

async function load(siteId: string, signal: AbortSignal) {
	const [experiences, releases] = await Promise.all([api.experiences(siteId, signal), api.releases(siteId, signal)]);
	const active = releases.items.find((release) => release.active) ?? null;
	const release = active && (await api.release(siteId, active.number, signal));
	return {
		experiences: experiences.items,
		releases: releases.items,
		active,
		changes: unpublishedChanges(experiences.items, release),
	};
}
