import type { AmountExplained } from '../../core/condition/index.ts';
import type { ConditionJson, Explanation } from '../../core/condition/types.ts';
import type { Counted } from '../../core/judge/index.ts';
import type { Observation } from '../../core/plan/index.ts';
import type { Tallied } from '../../core/recommend/index.ts';
import type { Cursor } from '../cursor.ts';
import type { DeliveryTicket } from '../messages/ticket.ts';
import type { MemberStanding } from './accounts/member.ts';
import type { MemberNews, NewsAnswer } from './accounts/news.ts';
import type { SayOutcome } from './accounts/say-of-account.ts';
import type { RehearsedWords } from './accounts/say-of-accounts.ts';
import type { AccountDetail, AccountTimelinePage, MemberPage } from './accounts/view-account.ts';
import type { SweepProgress } from './attend.ts';
import type { Membership, MembershipsSet } from './by-hand.ts';
import type { ClaimResult } from './claim.ts';
import type { ComputedScope } from './compute-traits.ts';
import type { ExposedQuestion } from './count-exposed.ts';
import type { Audience, AudienceQuestion } from './count-matching.ts';
import type { CountedVisits, VisitsInput } from './count-visits.ts';
import type { Outcome } from './delivery.ts';
import type { Separated } from './erase-separated.ts';
import type { ExportedPage } from './export-people.ts';
import type { PersonBatch } from './ingest.ts';
import type { IngestedPerson } from './ingest-by-shard.ts';
import type { Cargo } from './merge/arrive.ts';
import type { Arrival, MergeRequest } from './merge/departure.ts';
import type { Inventory } from './merge/foresee.ts';
import type { Parcel, Return } from './merge/give-back.ts';
import type { CarriedRow } from './merge/leave.ts';
import type { Standing } from './merge/standing.ts';
import type { OwnLines } from './own-lines.ts';
import type { ArchivePlace } from './places-of.ts';
import type { Source } from './profile.ts';
import type { RehearsedPerson } from './rehearse-person.ts';
import type { PersonHistory, RestoredPerson } from './restore-person.ts';
import type { Droppable, Retention } from './retain.ts';
import type { Spread } from './spread.ts';
import type { StoredEvent } from './stored-event.ts';
import type { EnrichedCount } from './tables/enriched.ts';
import type { PackedDay } from './traffic-of.ts';
import type { ProfileDetail, ProfileView, TimelinePage, ViewQuestion } from './view.ts';
import type { Vocabulary } from './vocabulary.ts';

export type MembershipsAnswer = Omit<MembershipsSet, 'dueAt'>;

export interface IngestInput {
	readonly siteId: string;
	readonly source: Source;
	readonly people: readonly PersonBatch[];
}

/**
 * What a ProfileShard answers. Written down apart from the class because the platform's own types for calls between
 * objects cannot say `unknown`, which is what people's traits are.
 */
export interface Shard {
	/**
	 * Takes in events; what this acknowledges is durable, and what it has seen before changes nothing. Who has become another
	 * profile is asked about, and told, as that one, here as in all that follows.
	 */
	ingest(input: IngestInput): Promise<IngestedPerson[]>;
	/** What taking in events would change, without changing anything. In the order of the people. */
	rehearse(input: IngestInput): Promise<RehearsedPerson[]>;
	/** Takes in what was accepted once before; what is here already changes nothing, and no journey begins. */
	restore(people: readonly PersonHistory[]): Promise<RestoredPerson[]>;
	/** Writes to the archive all that is accepted by now. */
	archive(): Promise<void>;
	/** What a page or a decision needs of a person, with the events and changes that are asked for. Null for nobody. */
	view(profileId: string, asks: ViewQuestion): Promise<ProfileView | null>;
	/** Everything but the timeline. Null for nobody. */
	detail(profileId: string): Promise<ProfileDetail | null>;
	/** Events before a moment (ms), newest first. */
	timeline(profileId: string, beforeMs: number): Promise<TimelinePage>;
	/** Why a person meets a condition (as JSON: it may nest deeper than calls carry) or not, now or at a moment (ms) that has passed; null for nobody. */
	explain(profileId: string, condition: string, atMs: number | null): Promise<Explanation | null>;
	/** What an amount, as `compileAmount` takes it, comes from for a person; null for nobody. */
	explainAmount(profileId: string, amount: ConditionJson): Promise<AmountExplained | null>;
	/** Who here meets a condition now, which is the last moment of the question, and how many did before. */
	audience(condition: string, question: AudienceQuestion): Promise<Audience>;
	/** How many people here are in each segment, by its id; empty segments are left out. */
	memberCounts(): Promise<Record<string, number>>;
	/** Who here saw something, by variant, and what they did from then on. */
	countExposed(question: ExposedQuestion): Promise<Counted>;
	/** What everyone here did with products in the last 30 days. */
	countProducts(): Promise<Tallied>;
	/** How profiles stand towards being merged, in their order; of those that have been, how the one stands that they became. */
	standings(profileIds: readonly string[]): Promise<Standing[]>;
	/** Merges a profile that is here into another: when this answers it is done, or will be, whatever happens. False for nobody. */
	leave(request: MergeRequest): Promise<boolean>;
	/** Rows of events of somebody who is about to arrive. */
	stage(mergeId: string, rows: readonly CarriedRow[]): Promise<void>;
	/** Takes a whole person into one who is here; a second time changes nothing. */
	arrive(cargo: Cargo): Promise<Arrival>;
	/** All that somebody would bring along into another profile. Null for nobody. */
	inventory(profileId: string): Promise<Inventory | null>;
	/** Who somebody here would be with what another one brings. Changes nothing; null when they are two users. */
	foreseeArrival(cargo: Cargo, rows: readonly CarriedRow[]): Promise<ProfileDetail | null>;
	/** Undoes a merge by which a profile left here. False when it cannot be undone. */
	returnFrom(profileId: string, mergeId: string, by: string): Promise<boolean>;
	/** Takes out of a person what a merge brought, for its way back; a second time answers the same. */
	giveBack(asked: Return): Promise<Parcel>;
	/** A merge is undone, or can be no more: what was kept for that may go. */
	dropLuggage(mergeId: string): Promise<void>;
	/** How a computed trait, as `compileAmount` takes it, would be spread over the people here, or the accounts at home here. */
	spread(amount: ConditionJson, examples: number, scope: ComputedScope): Promise<Spread>;
	/** Puts people in or out of a segment by hand; what is so already changes nothing. */
	setMemberships(segmentId: string, profileIds: readonly string[], membership: Membership): Promise<MembershipsAnswer>;
	/** How far this shard has come with asking everyone again after segments changed. */
	sweepProgress(): Promise<SweepProgress>;
	/** Names, properties and values of the newest events and people here, for whoever writes conditions. */
	vocabulary(): Promise<Vocabulary>;
	/** Counts what people without a name did; what this acknowledges is durable, and what it has counted today changes nothing. */
	countVisits(input: VisitsInput): Promise<CountedVisits>;
	/** What was counted of a site's days (since 1970, both inclusive), people with a profile and without apart. */
	traffic(siteId: string, fromDay: number, toDay: number): Promise<PackedDay[]>;
	/** People after an id, of one segment or of all, in the order of their ids. */
	exportPeople(segment: string | null, after: string): Promise<ExportedPage>;
	/** The keys of the traits that such people have. */
	exportedTraits(segment: string | null): Promise<string[]>;
	/** How many people endpoints are, or were, asked about, by what became of it. */
	enrichmentCounts(): Promise<EnrichedCount[]>;
	enrollmentCounts(): Promise<{ journeyId: string; status: string; count: number }[]>;
	/** How the events of a site that arrived here last looked, by name. */
	observe(siteId: string): Promise<readonly Observation[]>;
	/** Asks for a delivery before sending it, so that no two do. `resend`: what to do when an earlier claim's outcome is unknown. */
	claim(ticket: DeliveryTicket, policy: { readonly resend: boolean }): Promise<ClaimResult>;
	/** Tells what became of a claimed delivery; the profile's history hears of it as an event. */
	settle(ticket: DeliveryTicket, outcome: Outcome): Promise<void>;
	/** A person's events behind a row of theirs (null: from the latest on), as lines of JSON. */
	ownLines(profileId: string, before: number | null): Promise<OwnLines>;
	/** Where in the archive a person's lines can be. */
	archivePlaces(profileId: string): Promise<readonly ArchivePlace[]>;
	/**
	 * Takes a person out of the tables, once for each request, and erases them everywhere else behind the answer.
	 * @param mergeIds of all merges that they had a part in
	 */
	erase(erasureId: string, profileId: string, mergeIds: readonly string[]): Promise<void>;
	/** Erases what arrived of somebody while they were merged into a profile here. */
	eraseSeparated(erasureId: string, separated: Separated): Promise<void>;
	/** What is new of members of accounts that are at home here; what was heard before changes nothing. In their order. */
	hearOfMembers(shard: string, told: readonly MemberNews[]): Promise<NewsAnswer[]>;
	/** How accounts of people here look now, each as JSON; what is older than what is known changes nothing. */
	hearOfAccounts(copies: readonly string[]): Promise<void>;
	/** An account that is at home here; null when there is none. */
	account(id: string): Promise<AccountDetail | null>;
	/** Its members of a standing, who came last first. */
	accountMembers(id: string, standing: MemberStanding, cursor: Cursor | null): Promise<MemberPage>;
	/** What its members did before a moment (ms) while they were members, newest first. */
	accountTimeline(id: string, beforeMs: number): Promise<AccountTimelinePage>;
	/** What is said of accounts that are at home here, by themselves: group calls. In their order. */
	sayOfAccounts(words: readonly StoredEvent[], mayMake: boolean): Promise<SayOutcome[]>;
	/** What that would change; nothing changes. */
	rehearseAccounts(words: readonly StoredEvent[]): Promise<RehearsedWords>;
	/** Erases an account; its members' histories stay theirs. False when there is none. */
	eraseAccount(id: string): Promise<boolean>;
	/** What would go of everybody here by some retention. */
	droppable(retention: Retention): Promise<Droppable>;
	/** Definitions changed: reload them, and ask everyone again if a segment's meaning did. */
	refresh(): Promise<void>;
	/** Someone watches the live view until then (ms): report what comes in. */
	watch(untilMs: number): Promise<void>;
	/** Re-arms an alarm that was lost. */
	wake(): Promise<void>;
}

export type ShardStub = Shard & DurableObjectStub;

/** The binding, as `Env` declares it. */
export interface ShardNamespace {
	idFromName(name: string): DurableObjectId;
	get(id: DurableObjectId, options?: DurableObjectNamespaceGetDurableObjectOptions): ShardStub;
}
