import type { Explanation } from '../../core/condition/types.ts';
import type { Instant } from './list.ts';

export interface ProfileSummary {
	readonly id: string;
	readonly userId: string | null;
	readonly email: string | null;
	readonly name: string | null;
	readonly firstSeenAt: string;
	readonly lastSeenAt: string;
	readonly events: number;
	readonly segments: readonly { readonly id: string; readonly name: string }[];
	readonly device: string | null;
	readonly country: string | null;
}

export interface Profile extends Omit<ProfileSummary, 'segments'> {
	readonly account: {
		readonly id: string;
		readonly name: string | null;
		readonly since: Instant;
		readonly isClaim: boolean;
	} | null;
	readonly computed: Readonly<Record<string, unknown>>;
	readonly visits: {
		readonly sessions: number;
		readonly lastSession: {
			readonly startedAt: Instant;
			readonly lastAt: Instant;
			readonly pages: number;
		} | null;
		readonly firstTouch: Touch | null;
		readonly lastTouch: Touch | null;
	};
	readonly traits: Readonly<Record<string, { readonly value: unknown; readonly at: Instant; readonly source: string }>>;
	readonly identities: readonly { readonly kind: string; readonly value: string; readonly verified: boolean }[];
	readonly consent: Readonly<
		Record<
			string,
			| { readonly granted: boolean; readonly at: Instant; readonly source: string; readonly version?: string }
			| undefined
		>
	>;
	readonly segments: readonly (SinceWhen & { readonly byHand: boolean })[];
	/** Segments that a teammate keeps them out of. */
	readonly keptOut: readonly SinceWhen[];
	readonly enrollments: readonly Enrollment[];
	readonly deliveries: readonly Delivery[];
}

/** A person without what finds them. */
export type Person = Omit<Profile, 'identities'>;

/** A merge of two profiles; `undoUntil` is null when it cannot be undone. */
export interface Merge {
	readonly id: string;
	readonly sourceId: string;
	readonly targetId: string;
	readonly state: 'begun' | 'done' | 'undoing' | 'undone';
	readonly cause: { readonly kind: string; readonly value: string };
	readonly at: Instant;
	readonly undoUntil: Instant | null;
	readonly undoneAt: Instant | null;
	readonly undoneBy: string | null;
}

/** Somebody from whom the guard keeps a profile apart. */
export interface MergeRefusal extends Pick<Merge, 'cause'> {
	readonly otherId: string;
	readonly message: string;
	readonly hint: string;
	readonly lastAt: Instant;
}

export interface Merges {
	readonly items: readonly Merge[];
	readonly refusals: readonly MergeRefusal[];
}

/** A kind of identity; `trait` is null for those that every event carries. */
export interface IdentityKind {
	readonly kind: string;
	readonly trait: string | null;
	readonly priority: number;
	readonly max: number;
	readonly joins: 'always' | 'verified' | 'never';
	readonly isBuiltIn: boolean;
}

/** What led a person to the site at one time; utm holds click ids, too. */
export interface Touch {
	readonly at: Instant;
	readonly path: string | null;
	readonly referrerHost: string | null;
	readonly utm: Readonly<Record<string, unknown>>;
}

interface SinceWhen {
	readonly id: string;
	readonly name: string;
	readonly since: Instant;
}

/** In or out by hand; or as the rule says. */
export type MembershipWord = 'in' | 'out' | 'rule';

export interface Membership {
	readonly member: boolean;
	readonly since: string | null;
	readonly decidedBy: 'rule' | 'snapshot' | 'hand';
	/** Null for a list, which has no rule. */
	readonly explanation: Explanation | null;
}

export interface Enrollment {
	readonly id: string;
	readonly journeyId: string;
	readonly version: number;
	readonly enteredAt: Instant;
	readonly stepId: string;
	readonly dueAt: Instant | null;
	readonly status: 'active' | 'finished' | 'exited';
}

/** A message on its way to one person; `refused` when consent or an address was missing as it fell due. */
export interface Delivery {
	readonly id: string;
	readonly messageId: string;
	readonly state: 'due' | 'queued' | 'claimed' | 'sent' | 'failed' | 'refused';
	readonly reason: string | null;
	readonly attempts: number;
	readonly createdAt: Instant;
	readonly updatedAt: Instant;
}

export interface TimelineEvent {
	readonly messageId: string;
	readonly type: string;
	readonly event: string;
	readonly timestamp: string;
	readonly receivedAt: string;
	readonly properties: Readonly<Record<string, unknown>>;
	readonly traits?: Readonly<Record<string, unknown>> | null;
	readonly context: Readonly<Record<string, unknown>>;
	/** Whose it is, in an account's timeline. */
	readonly profileId?: string;
	readonly profileName?: string | null;
}
