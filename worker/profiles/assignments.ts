import type { Event } from '../../core/event/index.ts';
import { holdoutId } from '../../core/release/types.ts';
import type { Profile } from './profile.ts';

/** The variant that a person was first seen with, and when, ms. */
export interface Assignment {
	readonly variantId: string;
	readonly at: number;
}

/** By experience id. */
export type Assignments = Readonly<Record<string, Assignment>>;

/** Senders can name any experience: what is remembered of one person is bounded, and the oldest goes first. */
const mostAssignments = 100;
const longestId = 100;

/**
 * The assignments after an event: an exposure is remembered, and the earliest of an experience stands, in whatever order
 * events arrive. It costs no row, since the person's own is written with the event anyway.
 */
export function foldAssignment(
	profile: Profile,
	{ event, timestamp, properties }: Event,
): Pick<Profile, 'assignments'> {
	if (event !== 'Experience Viewed') return {};
	const { experienceId, variantId } = properties;
	if (!isId(experienceId) || !isId(variantId) || variantId === holdoutId) return {};
	return earliestAssignments(profile.assignments, { [experienceId]: { variantId, at: timestamp } });
}

/** Of two people who are one, or of one and an event: the earliest of each experience. */
export function earliestAssignments(one: Assignments = {}, other: Assignments = {}): Pick<Profile, 'assignments'> {
	const merged = new Map(Object.entries(one));
	for (const [id, assignment] of Object.entries(other)) {
		const before = merged.get(id);
		if (!before || isEarlier(assignment, before)) merged.set(id, assignment);
	}
	if (merged.size === 0) return {};
	const newest = [...merged].sort(([a, { at }], [b, { at: otherAt }]) => otherAt - at || (a < b ? -1 : 1));
	const kept = newest.slice(0, mostAssignments).sort(([a], [b]) => (a < b ? -1 : 1));
	return { assignments: Object.fromEntries(kept) };
}

function isEarlier(one: Assignment, other: Assignment): boolean {
	return one.at < other.at || (one.at === other.at && one.variantId < other.variantId);
}

function isId(value: unknown): value is string {
	return typeof value === 'string' && value !== '' && value.length <= longestId;
}
