import type { Event } from '../../core/event/index.ts';
import type { LiveItem } from '../insights/live.ts';
import type { Definitions } from './definitions.ts';
import type { PersonResult } from './ingest.ts';
import { displayName, type Profile, traitText } from './profile.ts';

const textMax = 200;

/** What the live view shows of one person's new events. */
export function liveItems({ accepted, profile }: PersonResult, siteId: string, definitions: Definitions): LiveItem[] {
	if (!profile) return [];
	const segments = definitions.segments.filter(({ id }) => Object.hasOwn(profile.segments, id)).map(({ name }) => name);
	return accepted.map((event) => liveItem(event, profile, siteId, segments));
}

function liveItem(event: Event, profile: Profile, siteId: string, segments: readonly string[]): LiveItem {
	return {
		profileId: profile.id,
		siteId,
		messageId: event.messageId,
		type: event.type,
		event: event.event,
		timestamp: new Date(event.timestamp).toISOString(),
		page: text(event.properties.path) ?? text(event.properties.url),
		name: text(displayName(profile) ?? traitText(profile, 'email') ?? profile.userId),
		country: text(profile.geo.country),
		device: text(profile.device.type),
		segments,
	};
}

/** A frame goes to every watcher, and its words are the visitor's: no more of them than a line shows. */
function text(value: unknown): string | null {
	return typeof value === 'string' ? value.slice(0, textMax) : null;
}
