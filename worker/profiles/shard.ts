import { DurableObject } from 'cloudflare:workers';
import { compile, compileAmount } from '../../core/condition/index.ts';
import type { ConditionJson, Explanation } from '../../core/condition/types.ts';
import type { Counted } from '../../core/judge/index.ts';
import type { Observation } from '../../core/plan/index.ts';
import type { Tallied } from '../../core/recommend/index.ts';
import { Enricher } from '../enrichment/enricher.ts';
import { isLookedAt } from '../enrichment/find-people.ts';
import type { Env } from '../env.ts';
import { LiveReporter } from '../insights/live-reporter.ts';
import type { DeliveryTicket } from '../messages/ticket.ts';
import { dayMs, dayOf } from '../traffic/day.ts';
import { WebhookCaller } from '../webhooks/caller.ts';
import { askMembers, keepCopy } from './accounts/ask-members.ts';
import { attendAccounts, isSweepDue, sweepAccounts } from './accounts/attend-accounts.ts';
import { eraseAccount } from './accounts/erase-account.ts';
import { everyAccount } from './accounts/every-account.ts';
import { hearOfMembers } from './accounts/hear.ts';
import type { MemberStanding } from './accounts/member.ts';
import type { MemberNews, NewsAnswer } from './accounts/news.ts';
import { rehearseAccountsHere, sayOfAccountsHere } from './accounts/say-of-accounts.ts';
import { tellAccounts, tellMembers } from './accounts/teller.ts';
import {
	type AccountDetail,
	type AccountTimelinePage,
	accountDetail,
	accountTimeline,
	type MemberPage,
	membersPage,
} from './accounts/view-account.ts';
import { AlarmClock } from './alarm-clock.ts';
import { Archiver } from './archiver.ts';
import { attendDue, type SweepProgress, sweep, sweepProgress, type Transact } from './attend.ts';
import { type Membership, setMemberships } from './by-hand.ts';
import type { ClaimResult } from './claim.ts';
import { claimDelivery, settleDelivery } from './claim.ts';
import type { ComputedScope } from './compute-traits.ts';
import { countEvents } from './count-events.ts';
import { ExposedCounter, type ExposedQuestion } from './count-exposed.ts';
import { type Audience, type AudienceQuestion, countMatching } from './count-matching.ts';
import { countProducts } from './count-products.ts';
import { type CountedVisits, countVisits, type VisitsInput } from './count-visits.ts';
import type { Definitions } from './definitions.ts';
import type { Outcome } from './delivery.ts';
import { enqueueDue } from './enqueue.ts';
import { erasePerson } from './erase-person.ts';
import { goOnErasing } from './eraser.ts';
import { everyone, indexAll, indexNext } from './everyone.ts';
import { type ExportedPage, exportedTraits, exportPeople } from './export-people.ts';
import { HeldDefinitions } from './held-definitions.ts';
import { ingestPerson } from './ingest.ts';
import type { IngestedPerson } from './ingest-by-shard.ts';
import { isKeyed, keyAgain, noteKeyed } from './key-again.ts';
import { liveItems } from './live-items.ts';
import { arrive, type Cargo } from './merge/arrive.ts';
import type { Arrival, MergeRequest } from './merge/departure.ts';
import { foreseeArrival, type Inventory, inventoryOf } from './merge/foresee.ts';
import { giveBack, type Parcel, parcelOf, type Return } from './merge/give-back.ts';
import type { CarriedRow } from './merge/leave.ts';
import { Mover } from './merge/mover.ts';
import { type Standing, standingOf } from './merge/standing.ts';
import { Whereabouts } from './merge/whereabouts.ts';
import { observedEvents, observeStored } from './observe-recent.ts';
import { archivePlaces, type OwnLines, ownLines } from './own-lines.ts';
import type { ArchivePlace } from './places-of.ts';
import { type RehearsedPerson, rehearsePerson, undone } from './rehearse-person.ts';
import { type PersonHistory, type RestoredPerson, restorePerson } from './restore-person.ts';
import { type Droppable, droppable, type Retention, retain, retentionAt, retentionDue } from './retain.ts';
import { accountNewsMs, type Turn } from './settle.ts';
import type { IngestInput, Shard } from './shard-interface.ts';
import { migrate } from './shard-schema.ts';
import { type Spread, spreadOf } from './spread.ts';
import type { StoredEvent } from './stored-event.ts';
import type { EnrichedCount } from './tables/enriched.ts';
import { openTables, type Tables } from './tables.ts';
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
import { writeBehind } from './write-behind.ts';

/** How long a change may wait before D1 hears of it. */
const behindMs = 800;
/** How long an event may wait before it is archived, where the settings say nothing. */
const archiveSeconds = 3600;

/**
 * The truth about many people: profiles, their events, segments, enrollments and deliveries due. There is one
 * ProfileShard for each `<region><number>`, its name is the first part of the id of everyone in it, and it lives for ever.
 * One person's facts are all here, so that an event is folded, matched and followed up in one transaction.
 * One alarm, at the earliest moment of anyone here, does what time alone brings.
 */
export class ProfileShard extends DurableObject<Env> implements Shard {
	readonly #tables: Tables;
	readonly #clock: AlarmClock;
	readonly #definitions: HeldDefinitions;
	readonly #live: LiveReporter;
	readonly #archiver: Archiver;
	readonly #mover: Mover;
	readonly #whereabouts: Whereabouts;
	readonly #enricher: Enricher;
	readonly #exposed: ExposedCounter;
	readonly #webhooks: WebhookCaller;
	#gathering: Promise<void> | null = null;
	#registered = false;
	#failures = 0;

	constructor(ctx: DurableObjectState, env: Env) {
		super(ctx, env);
		migrate(ctx.storage);
		this.#tables = openTables(ctx.storage.sql);
		this.#exposed = new ExposedCounter(this.#tables);
		this.#tables.deliveries.requeueUnsettled(Date.now());
		this.#clock = new AlarmClock(ctx);
		this.#definitions = new HeldDefinitions(env, (definitions) => {
			const { fingerprint, retention, enrichments } = definitions;
			const turn = { tables: this.#tables, definitions, now: Date.now() };
			if (this.#tables.meta.read('swept') !== fingerprint || isSweepDue(turn)) this.#clock.ringAt(Date.now());
			if (enrichments.some((one) => !isLookedAt(this.#tables, one))) this.#clock.ringAt(Date.now());
			this.#clock.ringAt(retentionDue(this.#tables, retention, Date.now()));
		});
		const everyMs = (Number(env.ARCHIVE_SECONDS) || archiveSeconds) * 1000;
		this.#archiver = new Archiver(env.ARCHIVE, this.#tables.log, this.#clock, everyMs);
		this.#mover = new Mover({
			env,
			tables: this.#tables,
			transact: (work) => this.#transact(work),
			turn: () => this.#turn(),
			ringAt: (ms) => this.#clock.ringAt(ms),
			hasToldUntil: (seq) => this.#hasToldUntil(seq),
		});
		this.#whereabouts = new Whereabouts(env, this.#mover);
		this.#enricher = new Enricher({
			env,
			transact: (work) => this.#transact(work),
			turn: () => this.#turn(),
			ingest: (input) => this.ingest(input),
			ringAt: (ms) => this.#clock.ringAt(ms),
		});
		this.#webhooks = new WebhookCaller({ env, tables: this.#tables, ringAt: (ms) => this.#clock.ringAt(ms) });
		ctx.blockConcurrencyWhile(async () => {
			await this.#clock.restore();
			this.#ringForAll();
		});
		this.#live = new LiveReporter(ctx, env);
		this.#live.ask();
	}

	async ingest({ siteId, source, people }: IngestInput): Promise<IngestedPerson[]> {
		await this.#others();
		const turn = await this.#turn();
		const { here, moved } = await this.#whereabouts.of(people);
		const taken = this.#takeIn(here, (person) => ingestPerson(turn, siteId, source, person));
		const results = [...taken.values()];
		this.#clock.ringAt(Math.min(turn.now + behindMs, ...results.map(({ dueAt }) => dueAt)));
		if (source !== 'import') {
			this.#live.report(() => results.flatMap((result) => liveItems(result, siteId, turn.definitions)));
		}
		const elsewhere = await this.#whereabouts.each(moved, async (shard, person) => {
			const [result] = await shard.ingest({ siteId, source, people: [person] });
			return result && { home: person.profileId, ...result };
		});
		return people.flatMap((person) => {
			const result = taken.get(person);
			return result ? { duplicates: result.duplicates, full: result.full } : (elsewhere.get(person) ?? []);
		});
	}

	async rehearse({ siteId, source, people }: IngestInput): Promise<RehearsedPerson[]> {
		const turn = await this.#turn();
		const { here, moved } = await this.#whereabouts.of(people);
		const seen = undone(
			(work) => this.#transact(work),
			() => new Map(here.map((person) => [person, rehearsePerson(turn, siteId, source, person)])),
		);
		const elsewhere = await this.#whereabouts.each(moved, async (shard, person) => {
			const [result] = await shard.rehearse({ siteId, source, people: [person] });
			return result;
		});
		return people.flatMap((person) => seen.get(person) ?? elsewhere.get(person) ?? []);
	}

	async restore(people: readonly PersonHistory[]): Promise<RestoredPerson[]> {
		const turn = await this.#turn();
		const { here, moved } = await this.#whereabouts.of(people);
		const taken = this.#takeIn(here, (person) => restorePerson(turn, person));
		this.#clock.ringAt(Math.min(turn.now + behindMs, ...[...taken.values()].map(({ dueAt }) => dueAt)));
		const elsewhere = await this.#whereabouts.each(moved, async (shard, person) => (await shard.restore([person]))[0]);
		return people.flatMap((person) => taken.get(person) ?? elsewhere.get(person) ?? []);
	}

	/** Takes in what is people's, all of it or nothing. */
	#takeIn<P extends { readonly profileId: string }, R>(people: readonly P[], take: (person: P) => R): Map<P, R> {
		return this.#transact(() => {
			for (const { profileId } of people) this.#mover.refusePacked(profileId);
			return new Map(people.map((person) => [person, take(person)]));
		});
	}

	async archive(): Promise<void> {
		await this.#ready();
		if (this.#name !== null) await this.#archiver.everything(this.#name);
	}

	async view(profileId: string, asks: ViewQuestion): Promise<ProfileView | null> {
		const view = viewProfile(this.#tables, profileId, asks, Date.now());
		return (
			view ?? this.#whereabouts.atHome<ProfileView | null>(profileId, nothing, (shard, id) => shard.view(id, asks))
		);
	}

	async detail(profileId: string): Promise<ProfileDetail | null> {
		const definitions = await this.#ready();
		const detail = viewDetail(this.#tables, definitions, profileId);
		return (
			detail ?? this.#whereabouts.atHome<ProfileDetail | null>(profileId, nothing, (shard, id) => shard.detail(id))
		);
	}

	async timeline(profileId: string, beforeMs: number): Promise<TimelinePage> {
		const timeline = () => timelineOf(this.#tables, profileId, beforeMs);
		return this.#whereabouts.atHome(profileId, timeline, (shard, id) => shard.timeline(id, beforeMs));
	}

	async standings(profileIds: readonly string[]): Promise<Standing[]> {
		return Promise.all(
			profileIds.map((id) => {
				const standing = () => standingOf(this.#tables, id);
				return this.#whereabouts.atHome(id, standing, async (shard, home) => {
					const [answer] = await shard.standings([home]);
					return answer ?? standing();
				});
			}),
		);
	}

	async leave(request: MergeRequest): Promise<boolean> {
		await this.#ready();
		if (this.#mover.ask(request) === null) return false;
		// It is noted, so the alarm finishes what fails here.
		await this.#mover.drive(request.sourceId).catch((error: unknown) => console.error('a merge goes on later', error));
		return true;
	}

	/** Does one step of a departure that is under way; returns whether there is another. The alarm does them all. */
	async stepOf(profileId: string): Promise<boolean> {
		return this.#mover.step(profileId);
	}

	/** Only notes that a profile is to leave. */
	async askToLeave(request: MergeRequest): Promise<boolean> {
		await this.#ready();
		return this.#mover.ask(request) !== null;
	}

	/** Only notes that a profile is wanted back. */
	askToReturn(profileId: string, mergeId: string, by: string): boolean {
		return this.#mover.askBack(profileId, mergeId, by);
	}

	async stage(mergeId: string, rows: readonly CarriedRow[]): Promise<void> {
		this.#transact(() => {
			for (const { place, body } of rows) this.#tables.luggage.put(mergeId, 'staged', place, body);
		});
	}

	async arrive(cargo: Cargo): Promise<Arrival> {
		const turn = await this.#turn();
		const home = await this.#mover.homeOf(cargo.targetId);
		if (home !== null) {
			this.#transact(() => this.#tables.luggage.remove(cargo.mergeId, 'staged'));
			return { movedTo: home };
		}
		const dueAt = this.#transact(() => {
			this.#mover.refusePacked(cargo.targetId);
			return arrive(turn, cargo);
		});
		this.#clock.ringAt(Math.min(turn.now + behindMs, dueAt ?? turn.now));
		this.#ringForAll();
		return { refused: dueAt === null };
	}

	async inventory(profileId: string): Promise<Inventory | null> {
		await this.#ready();
		return inventoryOf(this.#tables, profileId);
	}

	async foreseeArrival(cargo: Cargo, rows: readonly CarriedRow[]): Promise<ProfileDetail | null> {
		const turn = await this.#turn();
		return undone(
			(work) => this.#transact(work),
			() => foreseeArrival(turn, cargo, rows),
		);
	}

	async returnFrom(profileId: string, mergeId: string, by: string): Promise<boolean> {
		await this.#ready();
		if (!this.askToReturn(profileId, mergeId, by)) return false;
		await this.#mover.drive(profileId);
		return this.#tables.profiles.read(profileId) !== null;
	}

	async giveBack(asked: Return): Promise<Parcel> {
		const turn = await this.#turn();
		await this.#mover.homeOf(asked.targetId);
		this.#transact(() => giveBack(turn, asked));
		this.#ringForAll();
		return parcelOf(this.#tables, asked.mergeId);
	}

	async dropLuggage(mergeId: string): Promise<void> {
		this.#transact(() => {
			for (const kind of ['came', 'parcel', 'staged'] as const) this.#tables.luggage.remove(mergeId, kind);
		});
	}

	/** Whether everything up to a row is counted and archived, so that the row may go. */
	#hasToldUntil(seq: number): boolean {
		while (this.#transact(() => countEvents(this.#tables, Date.now())));
		return this.#tables.log.standing().archived >= seq;
	}

	async explain(profileId: string, condition: string, atMs: number | null): Promise<Explanation | null> {
		const { timeZone } = await this.#ready();
		const subject = subjectOf(this.#tables, profileId);
		if (subject) return compile(JSON.parse(condition), { timeZone }).explain(subject, atMs ?? Date.now());
		return this.#whereabouts.atHome<Explanation | null>(profileId, nothing, (shard, id) =>
			shard.explain(id, condition, atMs),
		);
	}

	async memberCounts(): Promise<Record<string, number>> {
		return Object.fromEntries(await this.#tables.memberships.count(null, pause));
	}

	async audience(condition: string, question: AudienceQuestion): Promise<Audience> {
		const { timeZone } = await this.#ready();
		return countMatching(this.#tables, compile(JSON.parse(condition), { timeZone }), question, pause);
	}

	async countExposed(question: ExposedQuestion): Promise<Counted> {
		await this.#ready();
		return this.#exposed.count(question, pause);
	}

	async countProducts(): Promise<Tallied> {
		return countProducts(this.#tables, Date.now(), pause);
	}

	async setMemberships(segmentId: string, profileIds: readonly string[], membership: Membership) {
		const turn = await this.#turn();
		const { here, moved } = await this.#whereabouts.of(profileIds.map((profileId) => ({ profileId })));
		const ids = here.map(({ profileId }) => profileId);
		const { dueAt, ...set } = this.#transact(() => setMemberships(turn, segmentId, ids, membership));
		this.#clock.ringAt(Math.min(turn.now + behindMs, dueAt));
		const elsewhere = await this.#whereabouts.each(moved, (shard, { profileId }) =>
			shard.setMemberships(segmentId, [profileId], membership),
		);
		const answers = [set, ...elsewhere.values()];
		return {
			changed: answers.reduce((sum, { changed }) => sum + changed, 0),
			unknown: answers.flatMap(({ unknown }) => unknown),
		};
	}

	async sweepProgress(): Promise<SweepProgress> {
		return sweepProgress(await this.#turn());
	}

	async vocabulary(): Promise<Vocabulary> {
		// Whoever asks what there is to ask about is going to ask everyone.
		this.ctx.waitUntil(indexAll(this.#tables, pause));
		return vocabularyOf(this.#tables);
	}

	async spread(amountJson: ConditionJson, examples: number, scope: ComputedScope): Promise<Spread> {
		const { timeZone } = await this.#ready();
		const amount = compileAmount(amountJson, { timeZone });
		const now = Date.now();
		const all =
			scope === 'account' ? everyAccount(this.#tables, pause) : everyone(this.#tables, amount.depends, now, pause);
		return spreadOf(all, amount, examples, now);
	}

	async countVisits(input: VisitsInput): Promise<CountedVisits> {
		if (!this.#registered) await this.#register();
		const counted = this.#transact(() => countVisits(this.#tables, input));
		this.#clock.ringAt(endOfDay(input.day));
		return counted;
	}

	async traffic(siteId: string, fromDay: number, toDay: number): Promise<PackedDay[]> {
		while (this.#transact(() => countEvents(this.#tables, Date.now())));
		return trafficOf(this.#tables, siteId, fromDay, toDay);
	}

	async observe(siteId: string): Promise<readonly Observation[]> {
		return observeStored(this.#tables.batches.arrivedLast(observedEvents), siteId);
	}

	async exportPeople(segment: string | null, after: string): Promise<ExportedPage> {
		return exportPeople(this.#tables, segment, after);
	}

	async exportedTraits(segment: string | null): Promise<string[]> {
		return exportedTraits(this.#tables, segment);
	}

	async enrichmentCounts(): Promise<EnrichedCount[]> {
		return this.#tables.enriched.counts();
	}

	async enrollmentCounts(): Promise<{ journeyId: string; status: string; count: number }[]> {
		return this.#tables.enrollments.counts();
	}

	async claim(ticket: DeliveryTicket, { resend }: { resend: boolean }): Promise<ClaimResult> {
		const turn = await this.#turn();
		const claim = (): ClaimResult => {
			const result = this.#transact(() => claimDelivery(turn, ticket.deliveryId, resend));
			this.#clock.ringAt(turn.now + behindMs);
			return result;
		};
		const { profileId } = ticket;
		return this.#whereabouts.atHome(profileId, claim, (shard, id) =>
			shard.claim({ ...ticket, profileId: id }, { resend }),
		);
	}

	async settle(ticket: DeliveryTicket, outcome: Outcome): Promise<void> {
		const turn = await this.#turn();
		const settle = () => {
			this.#transact(() => settleDelivery(turn, ticket.deliveryId, outcome));
			this.#ringForAll();
		};
		const { profileId } = ticket;
		return this.#whereabouts.atHome(profileId, settle, (shard, id) =>
			shard.settle({ ...ticket, profileId: id }, outcome),
		);
	}

	async ownLines(profileId: string, before: number | null): Promise<OwnLines> {
		return ownLines(this.#tables, profileId, before);
	}

	async archivePlaces(profileId: string): Promise<readonly ArchivePlace[]> {
		return archivePlaces(this.#tables, profileId);
	}

	async erase(erasureId: string, profileId: string, mergeIds: readonly string[]): Promise<void> {
		await this.#ready();
		this.#transact(() => erasePerson(this.#tables, erasureId, profileId, mergeIds, Date.now()));
		this.#clock.ringAt(Date.now());
	}

	async #goOnErasing(): Promise<void> {
		const shard = this.#name;
		if (shard === null) return;
		const archive = () => this.#archiver.everything(shard);
		const transact: Transact = (work) => this.#transact(work);
		const { env } = this;
		this.#clock.ringAt(await goOnErasing({ env, tables: this.#tables, transact, shard, archive }));
	}

	async hearOfMembers(shard: string, told: readonly MemberNews[]): Promise<NewsAnswer[]> {
		const turn = await this.#turn();
		const answers = told.map(() => failedAnswer);
		for (const [accountId, some] of Map.groupBy(told.entries(), ([, news]) => news.accountId)) {
			try {
				const news = some.map(([, one]) => one);
				const heard = this.#transact(() => hearOfMembers(turn, shard, accountId, news));
				for (const [i, [place]] of some.entries()) answers[place] = heard[i] ?? failedAnswer;
			} catch (error) {
				console.error('hearing of members failed', accountId, error);
			}
		}
		this.#ringForAll();
		return answers;
	}

	async hearOfAccounts(copies: readonly string[]): Promise<void> {
		await this.#ready();
		this.#transact(() => {
			for (const copy of copies) keepCopy(this.#tables, JSON.parse(copy));
		});
		this.#ringForAll();
	}

	async account(id: string): Promise<AccountDetail | null> {
		return accountDetail(this.#tables, id);
	}

	async accountMembers(id: string, standing: MemberStanding, cursor: string | null): Promise<MemberPage> {
		return membersPage(this.#tables, id, standing, cursor);
	}

	async accountTimeline(id: string, beforeMs: number): Promise<AccountTimelinePage> {
		return accountTimeline(this.#tables, id, beforeMs);
	}

	async sayOfAccounts(words: readonly StoredEvent[], mayMake: boolean) {
		const turn = await this.#turn();
		const said = this.#transact(() => sayOfAccountsHere(turn, words, mayMake));
		this.#ringForAll();
		return said;
	}

	async rehearseAccounts(words: readonly StoredEvent[]) {
		const turn = await this.#turn();
		return undone(
			(work) => this.#transact(work),
			() => rehearseAccountsHere(turn, words),
		);
	}

	async eraseAccount(id: string): Promise<boolean> {
		const turn = await this.#turn();
		const isErased = this.#transact(() => eraseAccount(turn, id));
		this.#clock.ringAt(turn.now);
		this.#ringForAll();
		return isErased;
	}

	async droppable(retention: Retention): Promise<Droppable> {
		await this.#ready();
		return droppable(this.#tables, retention, Date.now());
	}

	async refresh(): Promise<void> {
		await this.#definitions.refresh();
	}

	async watch(untilMs: number): Promise<void> {
		this.#live.watch(untilMs);
	}

	/** Being called is what counts: the constructor has set an alarm that was lost. */
	async wake(): Promise<void> {
		this.#ringForAll();
	}

	/**
	 * Never throws: a throw after setAlarm would cancel the platform's retry, and after six retries nothing rings again.
	 * What fails stays in its table and is tried again, later each time.
	 */
	override async alarm(): Promise<void> {
		this.#clock.rang();
		const turn = await this.#turn().catch((error: unknown) => this.#failed('reading definitions', error));
		if (!turn) return;
		const transact: Transact = (work) => this.#transact(work);
		const steps = [
			['merging', () => this.#mover.attendDue()],
			['attending', () => attendDue(turn, transact)],
			['sweeping', async () => (await sweep(turn, transact, pause)) && this.#clock.ringAt(turn.now)],
			['telling accounts', async () => (await this.#tellAccounts(turn)) && this.#clock.ringAt(turn.now)],
			['asking members', async () => (await askMembers(turn, transact, pause)) && this.#clock.ringAt(turn.now)],
			['rolling up', () => sweepAccounts(turn, transact) && this.#clock.ringAt(turn.now)],
			['attending accounts', () => attendAccounts(turn, transact)],
			['telling members', async () => (await this.#tellMembers(turn)) && this.#clock.ringAt(turn.now)],
			['enqueuing', () => enqueueDue(this.env, this.#tables, Date.now())],
			['counting', () => transact(() => countEvents(this.#tables, turn.now)) && this.#clock.ringAt(turn.now)],
			['forgetting visitors', () => this.#tables.traffic.dropVisitorsBefore(dayOf(turn.now))],
			['erasing', () => this.#goOnErasing()],
			['enriching', () => this.#enricher.attend(turn)],
			['calling webhooks', () => this.#webhooks.attend(turn)],
			['keying', () => keyAgain(this.#tables, transact) && this.#clock.ringAt(turn.now)],
			['writing behind', async () => (await writeBehind(this.env, this.#tables)) && this.#clock.ringAt(turn.now)],
			['indexing', () => indexNext(this.#tables) && this.#clock.ringAt(turn.now)],
			['archiving', async () => this.#name !== null && (await this.#archiver.attend(this.#name))],
			['retaining', () => this.#clock.ringAt(retain(turn, transact))],
		] as const;
		const failed = new Set<string>();
		for (const [name, step] of steps) {
			try {
				await step();
			} catch (error) {
				failed.add(name);
				this.#failed(name, error);
			}
		}
		if (failed.size === 0) this.#failures = 0;
		this.#ringForAll(failed);
	}

	async #tellAccounts(turn: Turn): Promise<boolean> {
		const shard = this.#name;
		if (shard === null) return false;
		return tellAccounts(turn, { env: this.env, transact: (work) => this.#transact(work), shard });
	}

	async #tellMembers(turn: Turn): Promise<boolean> {
		const shard = this.#name;
		if (shard === null) return false;
		return tellMembers(turn, { env: this.env, transact: (work) => this.#transact(work), shard });
	}

	#failed(what: string, error: unknown): null {
		this.#failures++;
		console.error(`${what} failed`, this.ctx.id.name, error);
		this.#clock.ringAt(Date.now() + Math.min(60_000, 250 * 2 ** this.#failures));
		return null;
	}

	/**
	 * Waits until those who came at the same moment are here: what they write then reaches the disk together, in one
	 * commit for all. Each still has a transaction of its own, and nobody is answered before the commit.
	 */
	#others(): Promise<void> {
		this.#gathering ??= scheduler.wait(0).then(() => {
			this.#gathering = null;
		});
		return this.#gathering;
	}

	/** All or nothing; when nothing, memory must not remember what storage forgot. */
	#transact<T>(work: () => T): T {
		try {
			return this.ctx.storage.transactionSync(work);
		} catch (error) {
			this.#tables.profiles.forget();
			this.#tables.batches.forget();
			this.#tables.outbox.forget();
			this.#tables.traffic.forget();
			this.#tables.log.forget();
			this.#tables.accountCopies.forget();
			throw error;
		}
	}

	/** As the list of shards has it; null before anything was stored. The platform tells an alarm no name. */
	get #name(): string | null {
		return this.#tables.meta.read('registered');
	}

	async #turn(): Promise<Turn> {
		const definitions = await this.#ready();
		return { tables: this.#tables, definitions, now: Date.now() };
	}

	async #ready(): Promise<Definitions> {
		if (!this.#registered) await this.#register();
		return this.#definitions.get((reading) => this.ctx.waitUntil(reading));
	}

	/** Before anything is acknowledged, the list of shards knows this one: else nobody would wake it after a crash. */
	async #register(): Promise<void> {
		const name = this.ctx.id.name;
		if (this.#tables.meta.read('registered') === null && name !== undefined) {
			await this.env.DB.prepare('INSERT OR IGNORE INTO shards (name, born_at) VALUES (?, ?)')
				.bind(name, Date.now())
				.run();
			this.#tables.meta.save('registered', name);
			noteKeyed(this.#tables);
			// Whoever began to watch before this line was not told of us.
			this.#live.ask();
		}
		this.#registered = true;
	}

	/** Rings for the earliest person or delivery, for what D1 has yet to hear, and for the archive; what failed just now rings later, by itself. */
	#ringForAll(failed: ReadonlySet<string> = new Set()): void {
		const { profiles, deliveries, outbox, traffic } = this.#tables;
		if (!failed.has('merging')) this.#mover.ring();
		if (!failed.has('attending')) this.#clock.ringAt(profiles.earliest());
		const { accounts, accountLinks, accountCopies } = this.#tables;
		if (!failed.has('telling accounts') && accountLinks.hasNews()) this.#clock.ringAt(Date.now() + accountNewsMs);
		if (!failed.has('asking members') && accountCopies.unasked(1).length > 0) this.#clock.ringAt(Date.now());
		if (!failed.has('attending accounts')) this.#clock.ringAt(accounts.earliest('due_at'));
		if (!failed.has('telling members')) this.#clock.ringAt(accounts.earliest('tell_at'));
		if (!failed.has('enqueuing')) this.#clock.ringAt(deliveries.earliest());
		if (!failed.has('forgetting visitors')) this.#clock.ringAt(endOfDay(traffic.oldestVisitorDay()));
		if (!failed.has('retaining')) this.#clock.ringAt(retentionAt(this.#tables));
		if (!failed.has('enriching')) this.#clock.ringAt(this.#enricher.nextAt({ tables: this.#tables }));
		if (!failed.has('calling webhooks')) this.#clock.ringAt(this.#webhooks.nextAt());
		if (!failed.has('erasing'))
			this.#clock.ringAt(this.#tables.erasures.next()?.databaseFrom ?? Number.POSITIVE_INFINITY);
		if (!failed.has('writing behind') && outbox.isBehind()) this.#clock.ringAt(Date.now() + behindMs);
		if (this.#name === null) return;
		if (!failed.has('keying') && !isKeyed(this.#tables)) this.#clock.ringAt(Date.now() + behindMs);
		this.#archiver.ring(this.#name);
	}
}

/** Lets others go first. */
function pause(): Promise<unknown> {
	return scheduler.wait(0);
}

/** What an account answers that could not take it in. */
const failedAnswer: NewsAnswer = { kind: 'failed', copy: null };

/** Of whom there is nothing. */
function nothing(): null {
	return null;
}

/** When the day is over, ms; never when there is none. */
function endOfDay(day: number | null): number {
	return day === null ? Number.POSITIVE_INFINITY : (day + 1) * dayMs;
}
