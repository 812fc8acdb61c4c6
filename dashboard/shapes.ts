/** What the admin API answers, as its OpenAPI document says. Types of the product itself come from core. */
import type { ConditionJson, Explanation } from '../core/condition/types.ts';
import type { ConsentChoices, ConsentMode } from '../core/consent/types.ts';
import type { Decision } from '../core/experience/types.ts';
import type { Goal as CoreGoal } from '../core/goal/index.ts';
import type { FileFormat, ImportKind, Mapping, RowCall } from '../core/import/index.ts';
import type { Journey as CoreJourney } from '../core/journey/types.ts';
import type { Results as CoreResults, Judging } from '../core/judge/index.ts';
import type { Plan } from '../core/plan/index.ts';
import type { Experience as CoreExperience } from '../core/release/types.ts';

export interface List<T> {
	readonly items: readonly T[];
	readonly cursor: string | null;
}

export interface Me {
	readonly user: {
		readonly id: string;
		readonly name: string;
		readonly email: string;
		readonly role: 'owner' | 'editor' | 'viewer';
	};
	readonly workspace: { readonly name: string };
}

export interface Site {
	readonly id: string;
	readonly name: string;
	readonly hostnames: readonly string[];
	readonly allowedOrigins: readonly string[];
	readonly writeKey: string;
	/** Null for whoever may only look. */
	readonly secretKey: string | null;
	readonly origin: string | null;
	readonly consentMode: ConsentMode;
	/** What the public key's word on who somebody is means. */
	readonly publicWord: 'claims' | 'counts';
	/** What is counted of visitors who have not answered yet, where consent is required. */
	readonly beforeConsent: 'nothing' | 'cookieless';
	readonly timeZone: string;
	/** Number of the active release. */
	readonly release: number | null;
}

export interface Overview {
	readonly profiles: number;
	readonly profilesToday: number;
	readonly journeysOn: number;
	readonly experiencesLive: number;
	readonly messagesSentToday: number;
}

/** Of people with a profile, and of people who were counted without consent. */
export type TrafficSplit<T> = Readonly<Record<'identified' | 'cookieless', T>>;

export interface Traffic {
	/** The oldest first; the last one is today. */
	readonly days: readonly ({ readonly date: string } & TrafficSplit<{
		readonly views: number;
		readonly visitors: number;
	}>)[];
	/** `value` is null for all that is not named. */
	readonly top: Readonly<
		Record<
			'pages' | 'sources' | 'countries' | 'devices' | 'campaigns' | 'events',
			readonly ({ readonly value: string | null } & TrafficSplit<number>)[]
		>
	>;
}

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

/** ISO from the API, milliseconds inside core's own types. */
export type Instant = string | number;

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
		Record<string, { readonly granted: boolean; readonly at: Instant; readonly source: string } | undefined>
	>;
	readonly segments: readonly (SinceWhen & { readonly byHand: boolean })[];
	/** Segments that a teammate keeps them out of. */
	readonly keptOut: readonly SinceWhen[];
	readonly enrollments: readonly Enrollment[];
	readonly deliveries: readonly Delivery[];
}

export type CleansingStep = 'trim' | 'lower' | 'upper' | 'title' | 'email' | 'phone' | 'number' | 'boolean';

/** How the values of one trait are brought into one form. */
export interface CleansingRule {
	readonly trait: string;
	readonly steps: readonly CleansingStep[];
}

export interface CleansingPreview {
	readonly people: number;
	readonly changed: number;
	readonly examples: readonly {
		readonly profileId: string;
		readonly trait: string;
		readonly before: unknown;
		readonly after: unknown;
	}[];
}

/** A person without what finds them. */
export type Person = Omit<Profile, 'identities'>;

export type DuplicateLevel = 'certain' | 'likely' | 'possible';

/** Two people who probably are one. */
export interface Duplicate {
	readonly id: string;
	readonly state: 'pending' | 'merged' | 'dismissed';
	/** 0 to 100. */
	readonly score: number;
	readonly level: DuplicateLevel;
	readonly reasons: readonly string[];
	readonly against: readonly string[];
	/** Each has a userId of their own: merging asks for a word more. */
	readonly twoUsers: boolean;
	readonly people: readonly [ProfileSummary, ProfileSummary];
	readonly foundAt: Instant;
	readonly decidedAt: Instant | null;
	readonly decidedBy: string | null;
}

/** Who the two would be as one. */
export interface ForeseenDuplicate extends Duplicate {
	readonly details: readonly Person[];
	readonly merged: Person | null;
	/** Whose id stays, and whether the other's may. */
	readonly keepId: string | null;
	readonly isOpen: boolean;
	readonly refusal: { readonly message: string; readonly hint: string } | null;
}

export type DuplicateCounts = Readonly<Record<DuplicateLevel | 'unchecked', number>>;

/** What became of a pair that was to be merged; `message` says why it was not. */
export interface MergedDuplicate {
	readonly id: string;
	readonly profileId: string | null;
	readonly message: string | null;
}

export type AnswerType = 'text' | 'number' | 'boolean' | 'date' | 'list' | 'any';

/** What is set of an endpoint that knows more of people. */
export interface EnrichmentDraft {
	readonly name: string;
	readonly enabled: boolean;
	readonly url: string;
	/** A value of null is the one that is stored, which nobody sees. */
	readonly headers: readonly { readonly name: string; readonly value: string | null }[];
	readonly condition: ConditionJson;
	readonly sends: { readonly traits: readonly string[]; readonly identities: readonly string[] };
	readonly mapping: readonly { readonly from: string; readonly trait: string; readonly type: AnswerType }[];
	readonly cacheSeconds: number;
	readonly timeoutMs: number;
	readonly callsPerMinute: number;
}

/** How an endpoint does. */
export interface EnrichmentStanding {
	readonly state: 'off' | 'working' | 'failing';
	readonly failingSince: Instant | null;
	readonly nextTryAt: Instant | null;
	readonly lastError: string | null;
	readonly lastAnswerAt: Instant | null;
	readonly problem: string | null;
	/** How many, by what became of asking. */
	readonly people: Readonly<
		Partial<Record<'asked' | 'answered' | 'nothing' | 'refused' | 'full' | 'given-up', number>>
	>;
}

export interface Enrichment extends Omit<EnrichmentDraft, 'headers'> {
	readonly id: string;
	readonly headers: readonly { readonly name: string }[];
	readonly standing: EnrichmentStanding;
	readonly updatedAt: Instant;
}

/** With the secret by which its owner knows that we call: shown once. */
export interface SignedEnrichment extends Enrichment {
	readonly signingSecret: string;
}

/** What an endpoint was asked about one person, what it answered, and what that would change. */
export interface TriedEnrichment {
	readonly profileId: string;
	readonly isMeant: boolean;
	readonly request: {
		readonly url: string;
		readonly headers: readonly { readonly name: string; readonly value: string }[];
		readonly body: unknown;
	};
	readonly answer: {
		readonly kind: 'answer' | 'nothing' | 'refused' | 'failure';
		readonly status: number | null;
		readonly says: string | null;
		readonly text: string;
		readonly ms: number;
	};
	readonly changes: readonly { readonly trait: string; readonly before: unknown; readonly after: unknown }[];
	readonly problems: readonly string[];
}

/** What is set of an endpoint that is told who enters and leaves segments. */
export interface WebhookDraft {
	readonly name: string;
	readonly enabled: boolean;
	readonly url: string;
	/** Ids; empty for all. */
	readonly segments: readonly string[];
	readonly moves: readonly ('entered' | 'left')[];
}

export interface Webhook extends WebhookDraft {
	readonly id: string;
	readonly standing: {
		readonly state: 'off' | 'working' | 'failing';
		readonly failingSince: Instant | null;
		readonly lastError: string | null;
		readonly lastAnswerAt: Instant | null;
		readonly givenUp: number;
	};
	readonly updatedAt: Instant;
}

/** With the secret by which its owner knows that we call: shown once. */
export interface SignedWebhook extends Webhook {
	readonly signingSecret: string;
}

/** What came of a test call. */
export interface TestedWebhook {
	readonly isHeard: boolean;
	readonly status: number | null;
	readonly says: string | null;
	readonly text: string;
	readonly ms: number;
	readonly body: unknown;
}

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

/** A value that is worked out from everyone's events. */
export interface ComputedTrait {
	readonly id: string;
	/** Whose: each person's, or an account's. */
	readonly scope: 'person' | 'account';
	readonly name: string;
	readonly description: string;
	readonly amount: Readonly<Record<string, unknown>>;
	readonly updatedAt: Instant;
}

export type ComputedTraitDraft = Omit<ComputedTrait, 'updatedAt'>;

/** How a computed trait is spread over everyone. */
export interface ComputedTraitSpread {
	readonly people: number;
	readonly withValue: number;
	readonly quintiles: readonly number[] | null;
	readonly values: readonly { readonly value: unknown; readonly people: number }[];
	readonly examples: readonly {
		readonly profile: ProfileSummary | null;
		readonly account: { readonly id: string } | null;
		readonly value: unknown;
	}[];
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

export type SegmentKind = 'live' | 'snapshot' | 'list';

export interface Segment {
	readonly id: string;
	readonly name: string;
	readonly description: string;
	readonly kind: SegmentKind;
	readonly condition: ConditionJson;
	/** The moment of a snapshot. */
	readonly takenAt: string | null;
	readonly members: number;
	readonly updatedAt: string;
}
export type SegmentDraft = Pick<Segment, 'name' | 'description' | 'kind' | 'condition'>;

/** Who meets a condition. */
export interface Audience {
	readonly count: number;
	readonly examples: readonly ProfileSummary[];
	/** Segments that some of them are in: how many of them, and how many people are in it at all. */
	readonly overlap: readonly {
		readonly id: string;
		readonly name: string;
		readonly count: number;
		readonly members: number;
	}[];
	/** How many met it at the end of each of the last 30 days, oldest first. */
	readonly days: readonly { readonly date: string; readonly count: number }[];
}

/** What became of a list of people. `position` is the place in the list, from 0. */
export interface MembersSet {
	readonly found: number;
	readonly changed: number;
	readonly unknown: readonly { readonly position: number; readonly value: string }[];
}

/** How far asking everyone again has come after segments changed. */
export interface Sweep {
	readonly people: number;
	readonly asked: number;
	readonly isOver: boolean;
	readonly shards: readonly {
		readonly shard: string;
		readonly people: number;
		readonly asked: number;
		readonly isOver: boolean;
	}[];
}

/** What stands at a dot path, how often, as what, and which values are frequent. */
export interface SeenPath {
	readonly path: string;
	readonly count: number;
	readonly types: readonly string[];
	readonly values: readonly { readonly value: string | number | boolean; readonly count: number }[];
}

/** Names, properties and values that conditions can ask about. */
export interface Vocabulary {
	readonly events: readonly { readonly name: string; readonly count: number; readonly paths: readonly SeenPath[] }[];
	readonly attributes: readonly SeenPath[];
}

/** Whom a page is explained for: what is left out is as the visitor's own. */
export interface PageQuestion {
	readonly url: string | null;
	readonly referrer?: string;
	/** A profile's id. */
	readonly anonymousId?: string;
	readonly segments?: readonly string[];
	readonly attributes?: Readonly<Record<string, unknown>>;
	readonly at?: string;
	readonly drafts: boolean;
}

export interface PageExplanation {
	readonly release: number | null;
	readonly decisions: readonly ExplainedDecision[];
}

/** One experience for one visitor, with every check that was made. */
export interface ExplainedDecision extends Omit<Decision, 'reason' | 'until'> {
	readonly reason: Decision['reason'] | 'invalid';
	readonly status: CoreExperience['status'];
	readonly until: string | null;
}

/** What a preview's address shows, for so many hours. */
export interface PreviewWish {
	readonly url: string;
	readonly forced?: Readonly<Record<string, string | null>>;
	readonly profileId?: string;
	readonly segments?: readonly string[];
	readonly at?: string;
	readonly hours?: number;
}

export interface Experience extends CoreExperience {
	readonly updatedAt: string;
}

export interface Goal extends CoreGoal {
	readonly updatedAt: string;
}

/** What people are told apart by in results. */
export type Breakdown = 'none' | 'device' | 'country' | 'segment';

export interface Results extends CoreResults {
	readonly countedAt: string;
	readonly by: Breakdown;
	/** The variants that are compared. */
	readonly variants: readonly { readonly id: string; readonly name: string; readonly weight: number }[];
	readonly controlId: string;
	/** Those of the live release; else the draft's. */
	readonly isLive: boolean;
	readonly judging: Judging;
}

/** What an experiment on some pages can be planned on. */
export interface Baseline {
	readonly days: number;
	readonly people: number;
	readonly mean: number;
	readonly variance: number;
	readonly isShare: boolean;
}

export interface ReleaseSummary {
	readonly number: number;
	readonly publishedAt: string;
	readonly publishedBy: string | null;
	readonly active: boolean;
	readonly experiences: number;
}

export interface Journey extends CoreJourney {
	readonly status: 'draft' | 'on' | 'off';
	readonly counts: { readonly active: number; readonly finished: number; readonly exited: number };
}
export type JourneyDraft = Omit<CoreJourney, 'id' | 'version'>;

export interface Message {
	readonly id: string;
	readonly name: string;
	readonly channel: 'email';
	readonly subject: string;
	readonly html: string;
	readonly text: string;
	readonly from: string;
	readonly purpose: 'marketing' | 'transactional';
}

export interface Mail {
	readonly id: string;
	readonly to: string;
	readonly from: string;
	readonly subject: string;
	readonly html: string;
	readonly text: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly at: string;
	readonly profileId: string | null;
	readonly messageId: string | null;
}

export type EmailProvider =
	| { readonly kind: 'mailbox' }
	| {
			readonly kind: 'smtp';
			readonly host: string;
			readonly port: number;
			readonly secure: boolean;
			readonly username: string;
			/** Written, never read back; left out it stays as it was, as long as host and user name do. */
			readonly password?: string;
			/** Answered in the password's place. */
			readonly hasPassword?: boolean;
			readonly from: string;
	  };

/** What the archive has of a day, UTC. */
export interface ArchiveDay {
	readonly day: string;
	readonly objects: number;
	readonly events: number;
	/** As stored, compressed. */
	readonly bytes: number;
	readonly hours: readonly { readonly hour: number; readonly events: number; readonly bytes: number }[];
}

export interface LiveEvent {
	readonly profileId: string;
	readonly siteId: string;
	readonly messageId: string;
	readonly type: string;
	readonly event: string;
	readonly timestamp: string;
	readonly page: string | null;
	readonly name: string | null;
	readonly country: string | null;
	readonly city: string | null;
	readonly device: string | null;
	readonly browser: string | null;
	readonly os: string | null;
	readonly campaign: string | null;
	/** What the event itself carried; null when it said nothing. */
	readonly consent: ConsentChoices | null;
	/** How often it breaks the site's tracking plan. */
	readonly violations: number;
	readonly segments: readonly string[];
}
export interface LiveFrame {
	readonly kind: 'events';
	readonly items: readonly LiveEvent[];
}

export interface TrackingPlan extends Plan {
	readonly siteId: string;
	/** The version; null when the site has no plan. */
	readonly updatedAt: string | null;
}

/** What became of a site's events, by UTC day. */
export interface HealthDay {
	readonly day: string;
	/** By kind. */
	readonly counts: Readonly<Record<string, number>>;
}
export interface HealthReason {
	readonly kind: string;
	readonly code: string;
	readonly event: string;
	readonly path: string;
	readonly count: number;
	readonly lastAt: string;
	readonly message: string;
	readonly sample: Readonly<Record<string, unknown>> | null;
}
export interface Health {
	/** Oldest first. */
	readonly days: readonly HealthDay[];
	readonly reasons: readonly HealthReason[];
}

/** What becomes of an import's rows, or would. */
export interface ImportTotals {
	readonly rows: number;
	readonly refused: number;
	/** Events that were not there, and those that were. */
	readonly fresh: number;
	readonly duplicates: number;
	/** Of a dry run: everybody once. */
	readonly people?: Readonly<Record<'new' | 'changed' | 'unchanged', number>>;
	readonly examples?: readonly ImportExample[];
}

/** What an import would change of one person; values are JSON. */
export interface ImportExample {
	readonly who: string;
	readonly profileId: string | null;
	readonly line: number;
	readonly changes: readonly { readonly trait: string; readonly before: string | null; readonly after: string }[];
	readonly events: number;
}

export interface ImportSettings {
	readonly format: FileFormat;
	readonly mapping: Mapping;
}

/** A file of people or events, from its upload on. */
export interface Import {
	readonly id: string;
	readonly name: string;
	readonly kind: ImportKind;
	readonly siteId: string;
	readonly bytes: number;
	readonly state: 'uploading' | 'ready' | 'rehearsing' | 'running' | 'done' | 'cancelled';
	readonly asOf: Instant | null;
	readonly partBytes: number;
	/** Numbers of the parts that are there, from 1. */
	readonly parts: readonly number[];
	readonly format: FileFormat | null;
	readonly mapping: Mapping | null;
	readonly foreseen: ImportTotals | null;
	readonly totals: ImportTotals | null;
	readonly progress: {
		/** Bytes, of `bytes`. */
		readonly read: number;
		readonly line: number;
		readonly totals: ImportTotals;
		readonly trouble: string | null;
		readonly startedAt: Instant;
	} | null;
	readonly createdAt: Instant;
	readonly updatedAt: Instant;
}

/** One line that does not go in, and how to mend it. */
export interface RefusedLine {
	readonly line: number;
	readonly column: string | null;
	readonly message: string;
	readonly hint: string | null;
}

/** What a file's first rows become. */
export interface ImportPreview extends ImportSettings {
	readonly columns: readonly string[];
	/** Columns with dates that could be read in two ways. */
	readonly doubtful: readonly string[];
	readonly rows: readonly {
		readonly line: number;
		readonly cells: Readonly<Record<string, unknown>>;
		readonly call: RowCall | null;
		/** What the row says of the person's company. */
		readonly account: RowCall | null;
		readonly refusal: RefusedLine | null;
	}[];
}

/** A request to erase somebody, and its receipt once it is done. */
export interface Erasure {
	readonly id: string;
	readonly state: 'underway' | 'done';
	readonly reference: string;
	readonly requestedBy: string;
	readonly requestedAt: Instant;
	readonly doneAt: Instant | null;
	readonly report: {
		readonly events: number;
		readonly enrollments: number;
		readonly deliveries: number;
		/** Rows, by table. */
		readonly database: Readonly<Record<string, number>>;
		readonly archive: { readonly objects: number; readonly lines: number };
	} | null;
}

/** What is kept, in days; null keeps it for ever. */
export interface Retention {
	readonly eventDays: number | null;
	/** People who are not known by name, since they were last seen. */
	readonly idleDays: number | null;
	readonly archiveDays: number | null;
}

/** What would go at once. */
export interface RetentionPreview {
	readonly events: number;
	readonly peopleWithEvents: number;
	readonly idlePeople: number;
	readonly archive: { readonly objects: number; readonly events: number; readonly bytes: number };
}

/** Where an experience's edits are made, page by page, as the last look at the pages found it. */
export interface Verdicts {
	/** ISO instant; null when never. */
	readonly checkedAt: string | null;
	readonly pages: readonly {
		readonly path: string;
		/** Why the page could not be looked at. */
		readonly problem: string | null;
		readonly edits: readonly {
			readonly variantId: string;
			readonly editId: string;
			readonly place: 'edge' | 'browser' | 'off';
			/** Why not at the edge. */
			readonly reason: string | null;
			/** The selector by which an element that has moved was found again. */
			readonly foundAt?: string;
		}[];
	}[];
}
