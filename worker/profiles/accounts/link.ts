import type { Spell } from './account-words.ts';

/** What an account has been told of somebody who is, or was, its member. */
export interface AccountLink {
	readonly profileId: string;
	readonly accountId: string;
	/** Raised whenever all is told anew; what is told belongs to one generation. */
	readonly generation: number;
	/** The last row of the person's events that it has heard of; 0 for none. */
	readonly through: number;
	/** When the person was a member, as it was told last. */
	readonly spells?: readonly Spell[];
	/** What it has heard does not hold any more: it has to hear all anew. */
	readonly isWhole?: true;
	/** Whose part the person has taken over with a merge, and what the account was last told of them. */
	readonly replaces?: readonly Replaced[];
	/** The erasure of the account that this person's history knows of, ms. */
	readonly erasedAt?: number;
}

export interface Replaced {
	readonly mergeId: string;
	readonly profileId: string;
	readonly generation: number;
}
