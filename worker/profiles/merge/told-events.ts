import { ownEvent } from '../store-events.ts';
import type { Said } from '../stored-event.ts';
import type { MergeCause } from './departure.ts';

/** What Edgewise tells the history of the profile that stays; the archive makes the same people again of it. */
export const mergedEvent = 'Profiles Merged';
export const separatedEvent = 'Profiles Separated';

/** A merge as an event of the profile that stays: known again by its id, so that it is told once. */
export function tellMerged(mergeId: string, sourceId: string, { kind, value }: MergeCause, now: number): Said {
	return ownEvent(mergedEventId(mergeId), mergedEvent, { mergeId, profileId: sourceId, kind, value }, now);
}

export function mergedEventId(mergeId: string): string {
	return `merge:${mergeId}`;
}

/** The undoing of a merge. */
export function tellSeparated(mergeId: string, now: number): Said {
	return ownEvent(`separation:${mergeId}`, separatedEvent, { mergeId }, now);
}
