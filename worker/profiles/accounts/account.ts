import type { ComputedValues } from '../compute-traits.ts';
import type { EventChain, TraitValue } from '../profile.ts';

/** What we keep of a company: one row of its home shard. All moments are ms since 1970. */
export interface Account {
	/** The groupId by which it is named. */
	readonly id: string;
	/** A server has named it: from then on, whom only a browser makes a member is none. */
	readonly isVerified: boolean;
	readonly traits: Readonly<Record<string, TraitValue>>;
	/** Something that was said of it found no room. */
	readonly isFull?: true;
	/** What its members' events amount to, by the ids of the roll-ups. */
	readonly computed?: ComputedValues;
	/** How many are members now. */
	readonly members: number;
	/** When a member did something last; 0 for never. */
	readonly lastSeenAt: number;
	readonly createdAt: number;
	/** Shards in which members are, or were. */
	readonly shards: readonly string[];
	/** Where what was said of it by itself is: rows of the shard's log. */
	readonly words?: EventChain | null;
	/** The number of the last row of events. */
	readonly lastRow: number;
	/** Events that working out the roll-ups has read last: many are not read again at once. */
	readonly cost?: number;
	/** The roll-ups have yet to be worked out anew, from all that is stored. */
	readonly isStale?: true;
	/** Names of events that the roll-ups have yet to be worked out with. */
	readonly waiting?: readonly string[];
	/** When the roll-ups were worked out last, and members' shards told last. */
	readonly workedOutAt?: number;
	readonly toldAt?: number;
	readonly version: number;
	/** When it was erased: nothing else is kept of it, and this only until all have heard of it. */
	readonly erasedAt?: number;
}

/** How an account looks to its members' conditions: what their shard has of it. */
export interface AccountCopy
	extends Pick<Account, 'id' | 'isVerified' | 'traits' | 'members' | 'lastSeenAt' | 'version' | 'erasedAt'> {
	readonly computed: Readonly<Record<string, unknown>>;
}

export function newAccount(id: string, now: number): Account {
	return {
		id,
		isVerified: false,
		traits: {},
		members: 0,
		lastSeenAt: 0,
		createdAt: now,
		shards: [],
		lastRow: 0,
		version: 0,
	};
}

const hourMs = 3_600_000;

/** To the hour: who tells more often when somebody was there last tells all members at every step. */
export function copyOf(account: Account): AccountCopy {
	const { id, isVerified, traits, members, lastSeenAt, version, erasedAt, computed = {} } = account;
	return {
		...{ id, isVerified, traits, members, version },
		lastSeenAt: Math.floor(lastSeenAt / hourMs) * hourMs,
		computed: Object.fromEntries(Object.entries(computed).map(([key, { value }]) => [key, value])),
		...(erasedAt !== undefined && { erasedAt }),
	};
}
