import type { AccountLink } from '../accounts/link.ts';
import type { Profile } from '../profile.ts';
import type { FollowUps } from './merge-enrollments.ts';

/** Why two profiles became one: an identity that both have, at a server's word, or a teammate's decision. */
export interface MergeCause {
	/** The identity's kind; `teammate` when somebody decided it. */
	readonly kind: string;
	/** The identity's value, or who decided. */
	readonly value: string;
}

/** What is asked for: that one profile goes into another. */
export interface MergeRequest {
	readonly mergeId: string;
	readonly sourceId: string;
	readonly targetId: string;
	readonly cause: MergeCause;
	/** A teammate knows that they are two users, and says that they are one person all the same. */
	readonly twoUsers?: true;
	/** Also where nothing was ever kept of the source. */
	readonly isTheirs?: true;
}

/**
 * How far a profile's departure is. `asked`: nothing has happened yet. `sealed`: it is packed, and takes in nothing more.
 * `arrived`: the new profile has it all. `gone`: its identities lead there too. `returning`: it is on its way back.
 */
export type DepartureState = 'asked' | 'sealed' | 'arrived' | 'gone' | 'returning';

/** The departure of one profile for another, as the old profile's shard keeps it. Moments are ms since 1970. */
export interface Departure extends Pick<MergeRequest, 'mergeId' | 'targetId' | 'cause' | 'twoUsers'> {
	readonly profileId: string;
	readonly state: DepartureState;
	readonly askedAt: number;
	/** When it was gone; from then on it may be undone for a while. */
	readonly goneAt: number | null;
	/** What it takes to come back is no longer kept. */
	readonly isForgotten?: true;
	/** Who wants it back. */
	readonly returnedBy?: string;
	/** Tries that failed since the last one that did not. */
	readonly tries: number;
}

/** Everything of a profile but its events. */
export interface Belongings extends FollowUps {
	readonly profile: Profile;
	/** What accounts were told of it. */
	readonly accounts: readonly AccountLink[];
}

/** Where to ask instead: the profile has become another one's. */
export interface Moved {
	readonly movedTo: string;
}

export function isMoved(answer: unknown): answer is Moved {
	return typeof answer === 'object' && answer !== null && 'movedTo' in answer;
}

/** What a shard answers somebody who arrives: `refused` when they have turned out to be two people. */
export type Arrival = Moved | { readonly refused: boolean };

const dayMs = 86_400_000;
/** How long a merge may be undone. */
export const undoMs = 30 * dayMs;

/** When a departure that is under way is tried again, ms after a try that failed. */
export function retryAfterMs(tries: number): number {
	return Math.min(60_000, 500 * 2 ** tries);
}
