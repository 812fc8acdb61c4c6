import { purposes } from '../../core/consent/purposes.ts';
import type { ConsentChoices } from '../../core/consent/types.ts';
import { type Bag, type Event, isBag } from '../../core/event/index.ts';
import type { LiveItem } from '../../core/live/types.ts';
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
	const { context } = event;
	const device = bagAt(context, 'device');
	const geo = bagAt(context, 'geo');
	return {
		profileId: profile.id,
		siteId,
		messageId: event.messageId,
		type: event.type,
		event: event.event,
		timestamp: new Date(event.timestamp).toISOString(),
		page: text(event.properties.path) ?? text(event.properties.url) ?? text(bagAt(context, 'page').path),
		name: text(displayName(profile) ?? traitText(profile, 'email') ?? profile.userId),
		country: text(geo.country) ?? text(profile.geo.country),
		city: text(geo.city),
		device: text(device.type) ?? text(profile.device.type),
		browser: text(device.browser),
		os: text(device.os),
		campaign: campaignOf(bagAt(context, 'campaign')),
		consent: consentOf(bagAt(context, 'consent')),
		violations: Array.isArray(context.violations) ? context.violations.length : 0,
		segments,
	};
}

function bagAt(bag: Bag, key: string): Bag {
	const value = bag[key];
	return isBag(value) ? value : {};
}

/** A frame goes to every watcher, and its words are the visitor's: no more of them than a line shows. */
function text(value: unknown): string | null {
	return typeof value === 'string' && value !== '' ? value.slice(0, textMax) : null;
}

/** Source, medium and name of the campaign, as one line. */
function campaignOf({ source, medium, name }: Bag): string | null {
	return text([source, medium, name].filter((part) => typeof part === 'string' && part !== '').join(' · '));
}

/** What the event itself says of consent, by the purposes that there are; null when it says nothing. Segment's form too. */
function consentOf(consent: Bag): ConsentChoices | null {
	const said = isBag(consent.categoryPreferences) ? consent.categoryPreferences : consent;
	const choices = purposes.flatMap((purpose) => {
		const choice = said[purpose];
		return typeof choice === 'boolean' ? [[purpose, choice] as const] : [];
	});
	return choices.length > 0 ? Object.fromEntries(choices) : null;
}
