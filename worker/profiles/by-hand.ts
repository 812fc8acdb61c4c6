import type { Event } from '../../core/event/index.ts';
import { decidedByHand } from '../segments/match.ts';
import type { Profile } from './profile.ts';
import type { Turn } from './settle.ts';
import { ownEvent } from './store-events.ts';
import type { Said } from './stored-event.ts';
import { takeIn } from './take-in.ts';

/** The event that a teammate's decision about a person and a segment is: from it, the profile can be folded again. */
const membershipSet = 'Segment Membership Set';

/** In or out, whatever the rule says; or as the rule says, as it was before anyone decided. */
export type Membership = 'in' | 'out' | 'rule';

export interface MembershipsSet {
	/** People of whom this was not so before. */
	readonly changed: number;
	/** Ids that are nobody's. */
	readonly unknown: readonly string[];
	/** When the first of them next needs attention, ms; Infinity if never. */
	readonly dueAt: number;
}

/** Puts people in or out of a segment by hand. What is so already changes nothing. */
export function setMemberships(
	turn: Turn,
	segmentId: string,
	profileIds: readonly string[],
	membership: Membership,
): MembershipsSet {
	const unknown: string[] = [];
	const segment = turn.definitions.segments.find(({ id }) => id === segmentId) ?? {
		id: segmentId,
		name: segmentId,
		createdAt: 0,
	};
	let [changed, dueAt] = [0, Number.POSITIVE_INFINITY];
	for (const profileId of profileIds) {
		const profile = turn.tables.profiles.read(profileId);
		if (!profile) unknown.push(profileId);
		else if (membershipOf(profile, segment) !== membership) {
			const said = sayMembership(segment, membership, turn.now);
			dueAt = Math.min(dueAt, takeIn(turn, profileId, profile, [said]).dueAt);
			changed++;
		}
	}
	return { changed, unknown, dueAt };
}

function membershipOf(profile: Profile, segment: Parameters<typeof decidedByHand>[1]): Membership {
	const decided = decidedByHand(profile, segment);
	if (!decided) return 'rule';
	return decided.member ? 'in' : 'out';
}

function sayMembership({ id, name }: { id: string; name: string }, membership: Membership, now: number): Said {
	const properties = { segmentId: id, segment: name, membership };
	return ownEvent(`membership:${id}:${membership}:${now}`, membershipSet, properties, now);
}

/** Folds one of Edgewise's own events into what was decided by hand. The newest decision about a segment stands. */
export function foldByHand(profile: Profile, event: Event): Profile {
	const { segmentId, membership } = event.properties;
	if (event.event !== membershipSet || typeof segmentId !== 'string') return profile;
	const { [segmentId]: before, ...others } = profile.byHand ?? {};
	if (before && before.at > event.timestamp) return profile;
	if (membership === 'rule') return { ...profile, byHand: others };
	return { ...profile, byHand: { ...others, [segmentId]: { member: membership === 'in', at: event.timestamp } } };
}

/** Segments about which these events decide: they are asked again, whatever else changed. */
export function decidedAbout(said: readonly Said[]): ReadonlySet<string> {
	const ids = said.flatMap(({ event: { event, properties }, source }) =>
		source === 'edgewise' && event === membershipSet && typeof properties.segmentId === 'string'
			? [properties.segmentId]
			: [],
	);
	return new Set(ids);
}
