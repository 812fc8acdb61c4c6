import type { LiveItem } from '../../core/live/types.ts';
import { api } from '../api.ts';
import type { TimelineEvent } from '../shapes/profiles.ts';

/** The whole event behind a line of the feed, from its person's timeline: frames carry only what a line shows. Null when it is gone. */
export async function loadEvent(live: LiveItem, signal: AbortSignal): Promise<TimelineEvent | null> {
	const justAfter = new Date(Date.parse(live.timestamp) + 1).toISOString();
	const { items } = await api.timeline(live.profileId, justAfter, signal);
	return items.find(({ messageId }) => messageId === live.messageId) ?? null;
}
