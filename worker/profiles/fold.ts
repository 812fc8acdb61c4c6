import { foldConsent } from '../../core/consent/index.ts';
import { type Bag, type Event, isBag } from '../../core/event/index.ts';
import { accountBy, accountWordsOf, isSameAccount } from './accounts/account-words.ts';
import { foldAssignment } from './assignments.ts';
import { sinceFirstSeen } from './changes.ts';
import { type Profile, rankOf, type Source, type TraitValue } from './profile.ts';
import { historyAfter, rememberedTraitsMax, withLate } from './trait-history.ts';

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
	if (event.timestamp < profile.firstSeenAt) for (const root of sinceFirstSeen) touched.attributes.add(root);
	return {
		...profile,
		userId: foldUserId(profile, event, touched),
		...foldAccount(profile, event, source, touched),
		traits: event.type === 'identify' ? foldTraits(profile.traits, event, source, touched) : profile.traits,
		consent: foldConsentOf(profile, event, source, touched),
		...foldAssignment(profile, event),
		...(newest && lastSeen(profile, event, touched)),
		firstSeenAt: Math.min(profile.firstSeenAt, event.timestamp),
		lastSeenAt: isSeen(profile, event, source) ? Math.max(profile.lastSeenAt, event.timestamp) : profile.lastSeenAt,
		events: profile.events + 1,
		pages: profile.pages + (event.type === 'page' ? 1 : 0),
	};
}

const unmet: ReadonlySet<Source> = new Set(['import', 'teammate', 'enrichment']);

/** A list or a teammate that says something of a person has not met them; of somebody new it is all that is known. */
function isSeen({ lastSeenAt }: Profile, { type }: Event, source: Source): boolean {
	return lastSeenAt === 0 || type !== 'identify' || !unmet.has(source);
}

function foldUserId(profile: Profile, event: Event, touched: Touched): string | null {
	if (profile.userId !== null || event.userId === null) return profile.userId;
	touched.attributes.add('userId');
	return event.userId;
}

function foldAccount(
	profile: Profile,
	{ groupId: id, timestamp: at }: Event,
	source: Source,
	touched: Touched,
): Pick<Profile, 'accountId'> {
	if (id === undefined) return { accountId: profile.accountId };
	const said = accountBy([...accountWordsOf(profile), { at, id, ...(source === 'browser' && { isClaim: true }) }]);
	if (!isSameAccount(said, profile)) touched.attributes.add('account');
	return said;
}

/** Traits after a call that says some, of a person or of an account. */
export function foldTraits(
	traits: Profile['traits'],
	event: Event,
	source: Source,
	touched: Touched,
): Readonly<Record<string, TraitValue>> {
	if (event.traits === null) return traits;
	const folded = { ...traits };
	const few = Object.keys(traits).length <= rememberedTraitsMax;
	for (const [key, value] of Object.entries(event.traits)) {
		const before = Object.hasOwn(folded, key) ? folded[key] : undefined;
		if (before && !outranks(event.timestamp, source, before)) {
			if (rankOf(source) !== rankOf(before.source)) continue;
			const after = withLate(before, value, event.timestamp, few);
			// The value stays, but since when it is so may be another moment.
			if (after !== before) touched.attributes.add(`traits.${key}`);
			folded[key] = after;
			continue;
		}
		folded[key] = { value, at: event.timestamp, source, ...historyAfter(before, value, event.timestamp, few) };
		touched.attributes.add(`traits.${key}`);
	}
	return folded;
}

/** Who said it counts before when: else what a server says would stand or fall with the order of arrival. */
function outranks(at: number, source: Source, before: TraitValue): boolean {
	const [rank, standing] = [rankOf(source), rankOf(before.source)];
	return rank === standing ? at >= before.at : rank > standing;
}

/** Characters of what is kept as proof of where somebody consented, and to which text. */
const proofMax = 200;

function foldConsentOf(profile: Profile, event: Event, source: Source, touched: Touched): Profile['consent'] {
	if (event.event !== 'Consent Updated') return profile.consent;
	touched.attributes.add('consent');
	const { properties, context, timestamp } = event;
	const where =
		proofText(properties.source) ?? proofText(context.source) ?? (source === 'browser' ? 'tracker' : source);
	return foldConsent(profile.consent, properties, timestamp, where, proofText(properties.version));
}

function proofText(said: unknown): string | undefined {
	const text = typeof said === 'string' || typeof said === 'number' ? String(said).trim() : '';
	return text === '' ? undefined : text.slice(0, proofMax);
}

/** What the newest event tells of place, device, campaign and time zone; what it does not tell stays. */
function lastSeen(profile: Profile, { context, timestamp }: Event, touched: Touched): Partial<Profile> {
	const told = { geo: context.geo, device: context.device, utm: context.campaign };
	const seen: { -readonly [K in keyof Profile]?: Profile[K] } = {};
	for (const name of ['geo', 'device', 'utm'] as const) {
		const said = told[name];
		const before = profile[name];
		if (!isBag(said) || Object.keys(said).length === 0 || JSON.stringify(said) === JSON.stringify(before)) continue;
		touched.attributes.add(name);
		seen[name] = said;
		// Of somebody new there is nothing to remember: all is so since first seen.
		if (profile.events === 0) continue;
		seen.seenSince = sinceSeen(seen.seenSince ?? profile.seenSince ?? {}, name, before, said, timestamp);
	}
	const { timezone } = context;
	if (typeof timezone === 'string' && timezone.length <= 64 && timezone !== profile.timezone) {
		touched.attributes.add('timezone');
		seen.timezone = timezone;
	}
	return seen;
}

/** Since when the parts of a bag are what they are: noted for those that changed, forgotten with those that are gone. */
function sinceSeen(since: Readonly<Record<string, number>>, name: string, before: Bag, said: Bag, at: number) {
	const kept = Object.entries(since).filter(([path]) => !path.startsWith(`${name}.`));
	for (const [key, value] of Object.entries(said).slice(0, rememberedPartsMax)) {
		const path = `${name}.${key}`;
		const same = Object.hasOwn(before, key) && JSON.stringify(before[key]) === JSON.stringify(value);
		const sinceMs = same ? since[path] : at;
		if (sinceMs !== undefined) kept.push([path, sinceMs]);
	}
	return Object.fromEntries(kept);
}

/** The place, the device and the campaign have a dozen parts; what else a sender puts there is not followed. */
const rememberedPartsMax = 20;
