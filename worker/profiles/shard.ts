import { DurableObject } from 'cloudflare:workers';
import { compile } from '../../core/condition/index.ts';
import type { ConditionJson, Explanation } from '../../core/condition/types.ts';
import type { Env } from '../env.ts';
import { reportLive, stillWatched } from '../insights/live.ts';
import type { ClaimResult } from './claim.ts';
import { claimDelivery, settleDelivery } from './claim.ts';
import { type Definitions, loadDefinitions } from './definitions.ts';
import type { Outcome } from './delivery.ts';
import { enqueueDue } from './enqueue.ts';
import { historyOf, ingestPerson, settlePerson } from './ingest.ts';
import type { IngestedPerson } from './ingest-by-shard.ts';
import { liveItems } from './live-items.ts';
import type { IngestInput, Shard } from './shard-interface.ts';
import { migrate } from './shard-schema.ts';
import { Tables } from './tables.ts';
import {
	type ProfileDetail,
	type ProfileView,
	subjectOf,
	type TimelinePage,
	timelineOf,
	viewDetail,
	viewProfile,
} from './view.ts';
import { writeBehind } from './write-behind.ts';

/** How long a change may wait before D1 hears of it. */
const behindMs = 800;
/** How long definitions are trusted before D1 is asked whether they changed; whoever changes them also calls `refresh`. */
const definitionsMs = 5_000;
/** People that one turn of the alarm attends to; the next turn follows at once. */
const turnSize = 200;

/**
 * The truth about many people: profiles, their events, segments, enrollments and deliveries due. There is one
 * ProfileShard for each `<region><number>`, its name is the first part of the id of everyone in it, and it lives for ever.
 * One person's facts are all here, so that an event is folded, matched and followed up in one transaction.
 * One alarm, at the earliest moment of anyone here, does what time alone brings.
 */
export class ProfileShard extends DurableObject<Env> implements Shard {
	readonly #tables: Tables;
	#definitions: Definitions | null = null;
	#definitionsAt = 0;
	#loading: Promise<Definitions> | null = null;
	#registered = false;
	#alarmAt = Number.POSITIVE_INFINITY;
	#failures = 0;
	#watchedUntil = 0;

	constructor(ctx: DurableObjectState, env: Env) {
		super(ctx, env);
		migrate(ctx.storage);
		this.#tables = new Tables(ctx.storage.sql);
		this.#tables.requeueUnsettled(Date.now());
		ctx.blockConcurrencyWhile(async () => {
			this.#alarmAt = (await ctx.storage.getAlarm()) ?? Number.POSITIVE_INFINITY;
			// An alarm that fell due while the process was down may never fire: whoever comes first re-arms it.
			if (this.#alarmAt <= Date.now()) this.#alarmAt = Number.POSITIVE_INFINITY;
			this.#arm();
		});
		ctx.waitUntil(this.#askWatched());
	}

	async ingest({ siteId, source, people }: IngestInput): Promise<IngestedPerson[]> {
		const definitions = await this.#ready();
		const now = Date.now();
		const results = this.ctx.storage.transactionSync(() =>
			people.map((person) => ingestPerson(this.#tables, definitions, siteId, source, person, now)),
		);
		this.#armAt(now + behindMs);
		if (this.#watchedUntil > now) {
			const items = results.flatMap((result) => liveItems(result, siteId, definitions));
			this.ctx.waitUntil(reportLive(this.env, items));
		}
		this.#arm();
		return results.map(({ duplicates, full }) => ({ duplicates, full }));
	}

	async view(profileId: string, eventNames: readonly string[]): Promise<ProfileView | null> {
		return viewProfile(this.#tables, profileId, eventNames, Date.now());
	}

	async detail(profileId: string): Promise<ProfileDetail | null> {
		const definitions = await this.#ready();
		return viewDetail(this.#tables, definitions, profileId);
	}

	async timeline(profileId: string, beforeMs: number): Promise<TimelinePage> {
		return timelineOf(this.#tables, profileId, beforeMs);
	}

	async userIdOf(profileId: string): Promise<string | null> {
		return this.#tables.profile(profileId)?.userId ?? null;
	}

	async explain(profileId: string, condition: ConditionJson): Promise<Explanation | null> {
		const subject = subjectOf(this.#tables, profileId);
		return subject && compile(condition).explain(subject, Date.now());
	}

	async count(condition: ConditionJson, examples: number): Promise<{ count: number; examples: string[] }> {
		const compiled = compile(condition);
		const now = Date.now();
		const found = { count: 0, examples: [] as string[] };
		let cursor = '';
		for (;;) {
			const ids = this.#tables.profileIds(cursor, turnSize);
			for (const id of ids) {
				const subject = subjectOf(this.#tables, id);
				if (!subject || !compiled.evaluate(subject, now).matches) continue;
				found.count++;
				if (found.examples.length < examples) found.examples.push(id);
			}
			const last = ids.at(-1);
			if (ids.length < turnSize || last === undefined) return found;
			cursor = last;
		}
	}

	async enrollmentCounts(): Promise<{ journeyId: string; status: string; count: number }[]> {
		return this.#tables.enrollmentCounts();
	}

	async claim(deliveryId: string, { resend }: { resend: boolean }): Promise<ClaimResult> {
		const definitions = await this.#ready();
		const now = Date.now();
		const result = this.ctx.storage.transactionSync(() =>
			claimDelivery(this.#tables, definitions, deliveryId, resend, now),
		);
		this.#armAt(now + behindMs);
		return result;
	}

	async settle(deliveryId: string, outcome: Outcome): Promise<void> {
		const definitions = await this.#ready();
		const now = Date.now();
		this.ctx.storage.transactionSync(() => settleDelivery(this.#tables, definitions, deliveryId, outcome, now));
		this.#armAt(now + behindMs);
		this.#arm();
	}

	async refresh(): Promise<void> {
		await this.#load();
		this.#arm();
	}

	async watch(untilMs: number): Promise<void> {
		this.#watchedUntil = untilMs;
	}

	/** Being called is what counts: the constructor has re-armed an alarm that was lost. */
	async wake(): Promise<void> {
		this.#arm();
	}

	/**
	 * Never throws: a throw after setAlarm would cancel the platform's retry, and after six retries nothing re-arms it.
	 * What fails stays in its table and is tried again, later each time.
	 */
	override async alarm(): Promise<void> {
		this.#alarmAt = Number.POSITIVE_INFINITY;
		try {
			const definitions = await this.#ready();
			this.#attend(definitions, Date.now());
			this.#sweep(definitions, Date.now());
			await enqueueDue(this.env, this.#tables, Date.now());
			if (await writeBehind(this.env, this.#tables)) this.#armAt(Date.now());
			this.#failures = 0;
			this.#arm();
		} catch (error) {
			this.#failures++;
			console.error('shard turn failed', this.ctx.id.name, error);
			this.#armAt(Date.now() + Math.min(60_000, 250 * 2 ** this.#failures));
		}
	}

	/** People for whom time alone changes something: a segment's window passes, a wait ends. */
	#attend(definitions: Definitions, now: number): void {
		for (const id of this.#tables.dueProfileIds(now, turnSize))
			this.#settle(definitions, id, { events: new Set(), attributes: new Set() }, now);
	}

	/** Asks everyone again after a segment's definition changed, a turn at a time, from where the last turn stopped. */
	#sweep(definitions: Definitions, now: number): void {
		if (this.#tables.meta('swept') === definitions.fingerprint) return;
		const sweeping = this.#tables.meta('sweeping') === definitions.fingerprint;
		const cursor = sweeping ? (this.#tables.meta('cursor') ?? '') : '';
		const ids = this.#tables.profileIds(cursor, turnSize);
		for (const id of ids) this.#settle(definitions, id, null, now);
		this.#tables.saveMeta('sweeping', definitions.fingerprint);
		this.#tables.saveMeta('cursor', ids.at(-1) ?? cursor);
		if (ids.length < turnSize) this.#tables.saveMeta('swept', definitions.fingerprint);
		else this.#armAt(now);
	}

	#settle(
		definitions: Definitions,
		id: string,
		change: { events: Set<string>; attributes: Set<string> } | null,
		now: number,
	): void {
		this.ctx.storage.transactionSync(() => {
			const profile = this.#tables.profile(id);
			if (!profile) return;
			settlePerson(this.#tables, definitions, profile, historyOf(this.#tables, id), change, [], false, now);
		});
	}

	async #ready(): Promise<Definitions> {
		if (!this.#registered) await this.#register();
		if (!this.#definitions) return this.#load();
		if (Date.now() - this.#definitionsAt > definitionsMs) {
			this.#definitionsAt = Date.now();
			this.ctx.waitUntil(this.#load().catch((error: unknown) => console.error('definitions not refreshed', error)));
		}
		return this.#definitions;
	}

	/** Before anything is acknowledged, the list of shards knows this one: else nobody would wake it after a crash. */
	async #register(): Promise<void> {
		const name = this.ctx.id.name;
		if (this.#tables.meta('registered') === null && name !== undefined) {
			await this.env.DB.prepare('INSERT OR IGNORE INTO shards (name, born_at) VALUES (?, ?)')
				.bind(name, Date.now())
				.run();
			this.#tables.saveMeta('registered', name);
		}
		this.#registered = true;
	}

	#load(): Promise<Definitions> {
		this.#loading ??= loadDefinitions(this.env)
			.then((definitions) => {
				this.#definitions = definitions;
				this.#definitionsAt = Date.now();
				if (this.#tables.meta('swept') !== definitions.fingerprint) this.#armAt(Date.now());
				return definitions;
			})
			.finally(() => {
				this.#loading = null;
			});
		return this.#loading;
	}

	async #askWatched(): Promise<void> {
		this.#watchedUntil = await stillWatched(this.env).catch(() => 0);
	}

	#arm(): void {
		const earliest = this.#tables.earliest();
		if (earliest !== Number.POSITIVE_INFINITY) this.#armAt(earliest);
		if (this.#tables.behind('profile', 1).length > 0 || this.#tables.behind('delivery', 1).length > 0) {
			this.#armAt(Date.now() + behindMs);
		}
	}

	/** Moves the one alarm forward to a moment; never back. */
	#armAt(atMs: number): void {
		if (atMs >= this.#alarmAt) return;
		this.#alarmAt = atMs;
		this.ctx.waitUntil(this.ctx.storage.setAlarm(Math.max(atMs, Date.now())));
	}
}
