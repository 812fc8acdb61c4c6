import type { Spell } from './account-words.ts';

/**
 * `member`: now; `former`: once; `claimed`: only a browser says so of an account that servers have named, and nothing of
 * theirs counts; `replaced`: somebody else has taken over their part.
 */
export type MemberStanding = 'member' | 'former' | 'claimed' | 'replaced';

/** Somebody as an account knows them. */
export interface Member {
	readonly profileId: string;
	readonly standing: MemberStanding;
	readonly spells: readonly Spell[];
	/** Only a browser says so. */
	readonly isClaim: boolean;
	/** Of what has been told of them: see `AccountLink`. */
	readonly generation: number;
	readonly through: number;
	readonly replacedBy?: string;
}
