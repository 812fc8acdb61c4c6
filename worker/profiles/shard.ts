import { type AmountExplained, compile, compileAmount } from '../../core/condition/index.ts';
import type { ConditionJson, Explanation } from '../../core/condition/types.ts';
import type { Counted } from '../../core/judge/index.ts';
import type { Observation } from '../../core/plan/index.ts';
import type { Tallied } from '../../core/recommend/index.ts';
import type { Cursor } from '../cursor.ts';
import type { DeliveryTicket } from '../messages/ticket.ts';
import { keepCopy } from './accounts/ask-members.ts';
import { eraseAccount } from './accounts/erase-account.ts';
import { everyAccount } from './accounts/every-account.ts';
import { hearOfMembers } from './accounts/hear.ts';
import type { MemberStanding } from './accounts/member.ts';
import type { MemberNews, NewsAnswer } from './accounts/news.ts';
import { rehearseAccountsHere, sayOfAccountsHere } from './accounts/say-of-accounts.ts';
import {
	type AccountDetail,
	type AccountTimelinePage,
	accountDetail,
	accountTimeline,
	type MemberPage,
	membersPage,
} from './accounts/view-account.ts';
import { type SweepProgress, sweepProgress } from './attend.ts';
import { type Membership, setMemberships } from './by-hand.ts';
import type { ClaimResult } from './claim.ts';
import { claimDelivery, settleDelivery } from './claim.ts';
import type { ComputedScope } from './compute-traits.ts';
import { countEvents } from './count-events.ts';
import { ExposedCounter, type ExposedQuestion } from './count-exposed.ts';
import { type Audience, type AudienceQuestion, countMatching } from './count-matching.ts';
import { countProducts } from './count-products.ts';
import { type CountedVisits, countVisits, type VisitsInput } from './count-visits.ts';
import type { Outcome } from './delivery.ts';
import { erasePerson } from './erase-person.ts';
import { eraseSeparated, type Separated } from './erase-separated.ts';
import { everyone, readAhead } from './everyone.ts';
import { type ExportedPage, exportedTraits, exportPeople } from './export-people.ts';
import { ingestPerson } from './ingest.ts';
import type { IngestedPerson } from './ingest-by-shard.ts';
import { liveItems } from './live-items.ts';
import { arrive, type Cargo } from './merge/arrive.ts';
import type { Arrival, MergeRequest } from './merge/departure.ts';
import { foreseeArrival, type Inventory, inventoryOf } from './merge/foresee.ts';
import { giveBack, type Parcel, parcelOf, type Return } from './merge/give-back.ts';
import type { CarriedRow } from './merge/leave.ts';
import { type Standing, standingOf } from './merge/standing.ts';
import { observedEvents, observeStored } from './observe-recent.ts';
import { archivePlaces, type OwnLines, ownLines } from './own-lines.ts';
import type { ArchivePlace } from './places-of.ts';
import { type RehearsedPerson, rehearsePerson, undone } from './rehearse-person.ts';
import { type PersonHistory, type RestoredPerson, restorePerson } from './restore-person.ts';
import { type Droppable, droppable, type Retention } from './retain.ts';
import { behindMs, endOfDay, pause, ShardBase } from './shard-base.ts';
import type { IngestInput, Shard } from './shard-interface.ts';
import { type Spread, spreadOf } from './spread.ts';
import type { StoredEvent } from './stored-event.ts';
import type { EnrichedCount } from './tables/enriched.ts';
import { type PackedDay, trafficOf } from './traffic-of.ts';
import {
	type ProfileDetail,
	type ProfileView,
	subjectOf,
	type TimelinePage,
	timelineOf,
	type ViewQuestion,
	viewDetail,
	viewProfile,
} from './view.ts';
import { type Vocabulary, vocabularyOf } from './vocabulary.ts';

/**
 * The truth about many people: profiles, their events, segments, enrollments and deliveries due. There is one
 * ProfileShard for each `<region><number>`, its name is the first part of the id of everyone in it, and it lives for ever.
 * One person's facts are all here, so that an event is folded, matched and followed up in one transaction.
 * What it does by itself is in `shard-base.ts`.
 */
export class ProfileShard extends ShardBase implements Shard {
	readonly #exposed = new ExposedCounter(this.tables);

	async ingest({ siteId, source, people }: IngestInput): Promise<IngestedPerson[]> {
		await this.others();
		const turn = await this.turn();
		const { here, moved } = await this.whereabouts.of(people);
		const taken = this.#takeIn(here, (person) => ingestPerson(turn, siteId, source, person));
		const results = [...taken.values()];
		this.clock.ringAt(Math.min(turn.now + behindMs, ...results.map(({ dueAt }) => dueAt)));
		if (source !== 'import') {
			this.live.report(() => results.flatMap((result) => liveItems(result, siteId, turn.definitions)));
		}
		const elsewhere = await this.whereabouts.each(moved, async (shard, person) => {
			const [result] = await shard.ingest({ siteId, source, people: [person] });
			return result && { home: person.profileId, ...result };
		});
		return people.flatMap((person) => {
			const result = taken.get(person);
			return result ? { duplicates: result.duplicates, full: result.full } : (elsewhere.get(person) ?? []);
		});
	}

	async rehearse({ siteId, source, people }: IngestInput): Promise<RehearsedPerson[]> {
		const turn = await this.turn();
		const { here, moved } = await this.whereabouts.of(people);
		const seen = undone(
			(work) => this.transact(work),
			() => new Map(here.map((person) => [person, rehearsePerson(turn, siteId, source, person)])),
		);
		const elsewhere = await this.whereabouts.each(moved, async (shard, person) => {
			const [result] = await shard.rehearse({ siteId, source, people: [person] });
			return result;
		});
		return people.flatMap((person) => seen.get(person) ?? elsewhere.get(person) ?? []);
	}

	async restore(people: readonly PersonHistory[]): Promise<RestoredPerson[]> {
		const turn = await this.turn();
		const { here, moved } = await this.whereabouts.of(people);
		const taken = this.#takeIn(here, (person) => restorePerson(turn, person));
		this.clock.ringAt(Math.min(turn.now + behindMs, ...[...taken.values()].map(({ dueAt }) => dueAt)));
		const elsewhere = await this.whereabouts.each(moved, async (shard, person) => (await shard.restore([person]))[0]);
		return people.flatMap((person) => taken.get(person) ?? elsewhere.get(person) ?? []);
	}

	/** Takes in what is people's, all of it or nothing. */
	#takeIn<P extends { readonly profileId: string }, R>(people: readonly P[], take: (person: P) => R): Map<P, R> {
		return this.transact(() => {
			for (const { profileId } of people) this.mover.refusePacked(profileId);
			return new Map(people.map((person) => [person, take(person)]));
		});
	}

	async archive(): Promise<void> {
		await this.ready();
		if (this.name !== null) await this.archiver.everything(this.name);
	}

	async view(profileId: string, asks: ViewQuestion): Promise<ProfileView | null> {
		const view = viewProfile(this.tables, profileId, asks, Date.now());
		return view ?? this.whereabouts.atHome<ProfileView | null>(profileId, nothing, (shard, id) => shard.view(id, asks));
	}

	async detail(profileId: string): Promise<ProfileDetail | null> {
		const definitions = await this.ready();
		const detail = viewDetail(this.tables, definitions, profileId);
		return detail ?? this.whereabouts.atHome<ProfileDetail | null>(profileId, nothing, (shard, id) => shard.detail(id));
	}

	async timeline(profileId: string, beforeMs: number): Promise<TimelinePage> {
		const timeline = () => timelineOf(this.tables, profileId, beforeMs);
		return this.whereabouts.atHome(profileId, timeline, (shard, id) => shard.timeline(id, beforeMs));
	}

	async standings(profileIds: readonly string[]): Promise<Standing[]> {
		return Promise.all(
			profileIds.map((id) => {
				const standing = () => standingOf(this.tables, id);
				return this.whereabouts.atHome(id, standing, async (shard, home) => {
					const [answer] = await shard.standings([home]);
					return answer ?? standing();
				});
			}),
		);
	}

	async leave(request: MergeRequest): Promise<boolean> {
		await this.ready();
		if (this.mover.ask(request) === null) return false;
		// It is noted, so the alarm finishes what fails here.
		await this.mover.drive(request.sourceId).catch((error: unknown) => console.error('a merge goes on later', error));
		return true;
	}

	/** Does one step of a departure that is under way; returns whether there is another. The alarm does them all. */
	async stepOf(profileId: string): Promise<boolean> {
		return this.mover.step(profileId);
	}

	/** Only notes that a profile is to leave. */
	async askToLeave(request: MergeRequest): Promise<boolean> {
		await this.ready();
		return this.mover.ask(request) !== null;
	}

	/** Only notes that a profile is wanted back. */
	askToReturn(profileId: string, mergeId: string, by: string): boolean {
		return this.mover.askBack(profileId, mergeId, by);
	}

	async stage(mergeId: string, rows: readonly CarriedRow[]): Promise<void> {
		this.transact(() => {
			for (const { place, body } of rows) this.tables.luggage.put(mergeId, 'staged', place, body);
		});
	}

	async arrive(cargo: Cargo): Promise<Arrival> {
		const turn = await this.turn();
		const home = await this.mover.homeOf(cargo.targetId);
		if (home !== null) {
			this.transact(() => this.tables.luggage.remove(cargo.mergeId, 'staged'));
			return { movedTo: home };
		}
		const dueAt = this.transact(() => {
			this.mover.refusePacked(cargo.targetId);
			return arrive(turn, cargo);
		});
		this.clock.ringAt(Math.min(turn.now + behindMs, dueAt ?? turn.now));
		this.ringForAll();
		return { refused: dueAt === null };
	}

	async inventory(profileId: string): Promise<Inventory | null> {
		await this.ready();
		return inventoryOf(this.tables, profileId);
	}

	async foreseeArrival(cargo: Cargo, rows: readonly CarriedRow[]): Promise<ProfileDetail | null> {
		const turn = await this.turn();
		return undone(
			(work) => this.transact(work),
			() => foreseeArrival(turn, cargo, rows),
		);
	}

	async returnFrom(profileId: string, mergeId: string, by: string): Promise<boolean> {
		await this.ready();
		if (!this.askToReturn(profileId, mergeId, by)) return false;
		await this.mover.drive(profileId);
		return this.tables.profiles.read(profileId) !== null;
	}

	async giveBack(asked: Return): Promise<Parcel> {
		const turn = await this.turn();
		await this.mover.homeOf(asked.targetId);
		this.transact(() => giveBack(turn, asked));
		this.ringForAll();
		return parcelOf(this.tables, asked.mergeId);
	}

	async dropLuggage(mergeId: string): Promise<void> {
		this.transact(() => {
			for (const kind of ['came', 'parcel', 'staged'] as const) this.tables.luggage.remove(mergeId, kind);
		});
	}

	async explain(profileId: string, condition: string, atMs: number | null): Promise<Explanation | null> {
		const { timeZone, segments } = await this.ready();
		const subject = subjectOf(this.tables, profileId);
		const segmentName = (segmentId: string) => segments.find(({ id }) => id === segmentId)?.name ?? segmentId;
		if (subject) return compile(JSON.parse(condition), { timeZone, segmentName }).explain(subject, atMs ?? Date.now());
		return this.whereabouts.atHome<Explanation | null>(profileId, nothing, (shard, id) =>
			shard.explain(id, condition, atMs),
		);
	}

	async explainAmount(profileId: string, amount: ConditionJson): Promise<AmountExplained | null> {
		const { timeZone } = await this.ready();
		const subject = subjectOf(this.tables, profileId);
		if (subject) return compileAmount(amount, { timeZone }).explain(subject, Date.now());
		return this.whereabouts.atHome<AmountExplained | null>(profileId, nothing, (shard, id) =>
			shard.explainAmount(id, amount),
		);
	}

	async memberCounts(): Promise<Record<string, number>> {
		return Object.fromEntries(await this.tables.memberships.count(null, pause));
	}

	async audience(condition: string, question: AudienceQuestion): Promise<Audience> {
		const { timeZone } = await this.ready();
		return countMatching(this.tables, compile(JSON.parse(condition), { timeZone }), question, pause);
	}

	async countExposed(question: ExposedQuestion): Promise<Counted> {
		await this.ready();
		return this.#exposed.count(question, pause);
	}

	async countProducts(): Promise<Tallied> {
		return countProducts(this.tables, Date.now(), pause);
	}

	async setMemberships(segmentId: string, profileIds: readonly string[], membership: Membership) {
		const turn = await this.turn();
		const { here, moved } = await this.whereabouts.of(profileIds.map((profileId) => ({ profileId })));
		const ids = here.map(({ profileId }) => profileId);
		const { dueAt, ...set } = this.transact(() => setMemberships(turn, segmentId, ids, membership));
		this.clock.ringAt(Math.min(turn.now + behindMs, dueAt));
		const elsewhere = await this.whereabouts.each(moved, (shard, { profileId }) =>
			shard.setMemberships(segmentId, [profileId], membership),
		);
		const answers = [set, ...elsewhere.values()];
		return {
			changed: answers.reduce((sum, { changed }) => sum + changed, 0),
			unknown: answers.flatMap(({ unknown }) => unknown),
		};
	}

	async sweepProgress(): Promise<SweepProgress> {
		return sweepProgress(await this.turn());
	}

	async vocabulary(): Promise<Vocabulary> {
		// Whoever asks what there is to ask about is going to ask everyone.
		this.ctx.waitUntil(readAhead(this.tables, pause));
		return vocabularyOf(this.tables);
	}

	async spread(amountJson: ConditionJson, examples: number, scope: ComputedScope): Promise<Spread> {
		const { timeZone } = await this.ready();
		const amount = compileAmount(amountJson, { timeZone });
		const now = Date.now();
		const all =
			scope === 'account' ? everyAccount(this.tables, pause) : everyone(this.tables, amount.depends, now, pause);
		return spreadOf(all, amount, examples, now);
	}

	async countVisits(input: VisitsInput): Promise<CountedVisits> {
		await this.register();
		const counted = this.transact(() => countVisits(this.tables, input));
		this.clock.ringAt(endOfDay(input.day));
		return counted;
	}

	async traffic(siteId: string, fromDay: number, toDay: number): Promise<PackedDay[]> {
		while (this.transact(() => countEvents(this.tables, Date.now())));
		return trafficOf(this.tables, siteId, fromDay, toDay);
	}

	async observe(siteId: string): Promise<readonly Observation[]> {
		return observeStored(this.tables.batches.arrivedLast(observedEvents), siteId);
	}

	async exportPeople(segment: string | null, after: string): Promise<ExportedPage> {
		return exportPeople(this.tables, segment, after);
	}

	async exportedTraits(segment: string | null): Promise<string[]> {
		return exportedTraits(this.tables, segment);
	}

	async enrichmentCounts(): Promise<EnrichedCount[]> {
		return this.tables.enriched.counts();
	}

	async enrollmentCounts(): Promise<{ journeyId: string; status: string; count: number }[]> {
		return this.tables.enrollments.counts();
	}

	async claim(ticket: DeliveryTicket, { resend }: { resend: boolean }): Promise<ClaimResult> {
		const turn = await this.turn();
		const claim = (): ClaimResult => {
			const result = this.transact(() => claimDelivery(turn, ticket.deliveryId, resend));
			this.clock.ringAt(turn.now + behindMs);
			return result;
		};
		const { profileId } = ticket;
		return this.whereabouts.atHome(profileId, claim, (shard, id) =>
			shard.claim({ ...ticket, profileId: id }, { resend }),
		);
	}

	async settle(ticket: DeliveryTicket, outcome: Outcome): Promise<void> {
		const turn = await this.turn();
		const settle = () => {
			this.transact(() => settleDelivery(turn, ticket.deliveryId, outcome));
			this.ringForAll();
		};
		const { profileId } = ticket;
		return this.whereabouts.atHome(profileId, settle, (shard, id) =>
			shard.settle({ ...ticket, profileId: id }, outcome),
		);
	}

	async ownLines(profileId: string, before: number | null): Promise<OwnLines> {
		return ownLines(this.tables, profileId, before);
	}

	async archivePlaces(profileId: string): Promise<readonly ArchivePlace[]> {
		return archivePlaces(this.tables, profileId);
	}

	async erase(erasureId: string, profileId: string, mergeIds: readonly string[]): Promise<void> {
		await this.ready();
		this.transact(() => erasePerson(this.tables, erasureId, profileId, mergeIds, Date.now()));
		this.clock.ringAt(Date.now());
	}

	async eraseSeparated(erasureId: string, separated: Separated): Promise<void> {
		await this.ready();
		this.transact(() => eraseSeparated(this.tables, erasureId, separated, Date.now()));
		this.clock.ringAt(Date.now());
	}

	async hearOfMembers(shard: string, told: readonly MemberNews[]): Promise<NewsAnswer[]> {
		const turn = await this.turn();
		const answers = told.map(() => failedAnswer);
		for (const [accountId, some] of Map.groupBy(told.entries(), ([, news]) => news.accountId)) {
			try {
				const news = some.map(([, one]) => one);
				const heard = this.transact(() => hearOfMembers(turn, shard, accountId, news));
				for (const [i, [place]] of some.entries()) answers[place] = heard[i] ?? failedAnswer;
			} catch (error) {
				console.error('hearing of members failed', accountId, error);
			}
		}
		this.ringForAll();
		return answers;
	}

	async hearOfAccounts(copies: readonly string[]): Promise<void> {
		await this.ready();
		this.transact(() => {
			for (const copy of copies) keepCopy(this.tables, JSON.parse(copy));
		});
		this.ringForAll();
	}

	async account(id: string): Promise<AccountDetail | null> {
		return accountDetail(this.tables, id);
	}

	async accountMembers(id: string, standing: MemberStanding, cursor: Cursor | null): Promise<MemberPage> {
		return membersPage(this.tables, id, standing, cursor);
	}

	async accountTimeline(id: string, beforeMs: number): Promise<AccountTimelinePage> {
		return accountTimeline(this.tables, id, beforeMs);
	}

	async sayOfAccounts(words: readonly StoredEvent[], mayMake: boolean) {
		const turn = await this.turn();
		const said = this.transact(() => sayOfAccountsHere(turn, words, mayMake));
		this.ringForAll();
		return said;
	}

	async rehearseAccounts(words: readonly StoredEvent[]) {
		const turn = await this.turn();
		return undone(
			(work) => this.transact(work),
			() => rehearseAccountsHere(turn, words),
		);
	}

	async eraseAccount(id: string): Promise<boolean> {
		const turn = await this.turn();
		const isErased = this.transact(() => eraseAccount(turn, id));
		this.clock.ringAt(turn.now);
		this.ringForAll();
		return isErased;
	}

	async droppable(retention: Retention): Promise<Droppable> {
		await this.ready();
		return droppable(this.tables, retention, Date.now());
	}

	async refresh(): Promise<void> {
		await this.definitions.refresh();
	}

	async watch(untilMs: number): Promise<void> {
		this.live.watch(untilMs);
	}

	/** Being called is what counts: the constructor has set an alarm that was lost. */
	async wake(): Promise<void> {
		this.ringForAll();
	}
}

/** What an account answers that could not take it in. */
const failedAnswer: NewsAnswer = { kind: 'failed', copy: null };

/** Of whom there is nothing. */
function nothing(): null {
	return null;
}
