import { foldConsent } from '../../core/consent/index.ts';
import { type Bag, type Event, isBag } from '../../core/event/index.ts';
import type { Profile, Source, TraitValue } from './profile.ts';

/** What an event changed, so that only the segments that read it are asked again. */
export interface Touched {
	readonly events: Set<string>;
	/** Attribute paths: `traits.plan`, or a root such as `visit`. */
	readonly attributes: Set<string>;
}

export function nothingTouched(): Touched {
	return { events: new Set(), attributes: new Set() };
}

/**
 * The profile after an event. Newer values win by the event's own time, whatever the order of arrival;
 * what a browser claims never overwrites what a server said. Notes in `touched` what changed.
 */
export function fold(profile: Profile, event: Event, source: Source, touched: Touched): Profile {
	const newest = event.timestamp >= profile.lastSeenAt;
	touched.events.add(event.event);
	touched.attributes.add('visit');
	return {
		...profile,
		userId: foldUserId(profile, event, touched),
		...foldAccount(profile, event, touched),
		traits: event.type === 'identify' ? foldTraits(profile.traits, event, source, touched) : profile.traits,
		consent: foldConsentOf(profile, event, touched),
		geo: newest ? lastSeen(profile.geo, event.context.geo, 'geo', touched) : profile.geo,
		device: newest ? lastSeen(profile.device, event.context.device, 'device', touched) : profile.device,
		utm: newest ? lastSeen(profile.utm, event.context.campaign, 'utm', touched) : profile.utm,
		firstSeenAt: Math.min(profile.firstSeenAt, event.timestamp),
		lastSeenAt: Math.max(profile.lastSeenAt, event.timestamp),
		events: profile.events + 1,
		pages: profile.pages + (event.type === 'page' ? 1 : 0),
	};
}

function foldUserId(profile: Profile, event: Event, touched: Touched): string | null {
	if (profile.userId !== null || event.userId === null) return profile.userId;
	touched.attributes.add('userId');
	return event.userId;
}

function foldAccount(
	{ accountId, accountAt = 0 }: Profile,
	{ groupId, timestamp }: Event,
	touched: Touched,
): Pick<Profile, 'accountId' | 'accountAt'> {
	if (groupId === undefined || timestamp < accountAt) return { accountId, accountAt };
	touched.attributes.add('account');
	return { accountId: groupId, accountAt: timestamp };
}

function foldTraits(
	traits: Profile['traits'],
	event: Event,
	source: Source,
	touched: Touched,
): Readonly<Record<string, TraitValue>> {
	if (event.traits === null) return traits;
	const folded = { ...traits };
	for (const [key, value] of Object.entries(event.traits)) {
		const before = Object.hasOwn(folded, key) ? folded[key] : undefined;
		if (before && !outranks(event.timestamp, source, before)) continue;
		folded[key] = { value, at: event.timestamp, source };
		touched.attributes.add(`traits.${key}`);
	}
	return folded;
}

/** Who said it counts before when: else what a server says would stand or fall with the order of arrival. */
function outranks(at: number, source: Source, before: TraitValue): boolean {
	const [claims, claimed] = [source === 'browser', before.source === 'browser'];
	return claims === claimed ? at >= before.at : claimed;
}

function foldConsentOf(profile: Profile, event: Event, touched: Touched): Profile['consent'] {
	if (event.event !== 'Consent Updated') return profile.consent;
	touched.attributes.add('consent');
	return foldConsent(profile.consent, event.properties, event.timestamp, String(event.context.source ?? 'tracker'));
}

/** The last seen value of a bag, or what was there when the event says nothing. */
function lastSeen(before: Bag, said: unknown, name: string, touched: Touched): Bag {
	if (!isBag(said) || Object.keys(said).length === 0) return before;
	touched.attributes.add(name);
	return said;
}
