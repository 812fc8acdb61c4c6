import type { Instant } from './list.ts';
import type { Profile, ProfileSummary } from './profiles.ts';

interface AccountFacts {
	readonly id: string;
	readonly name: string | null;
	/** A server has named it; else only browsers have. */
	readonly isVerified: boolean;
	readonly members: number;
	readonly lastSeenAt: Instant | null;
	readonly computed: Readonly<Record<string, unknown>>;
}

export interface AccountSummary extends AccountFacts {
	readonly traits: Readonly<Record<string, unknown>>;
}

export interface Account extends AccountFacts {
	readonly isFull: boolean;
	readonly former: number;
	readonly claimed: number;
	readonly createdAt: Instant;
	readonly traits: Profile['traits'];
}

export interface AccountMember {
	readonly profileId: string;
	readonly profile: ProfileSummary | null;
	readonly since: Instant;
	readonly until: Instant | null;
	readonly isClaim: boolean;
}
