import { DurableObject } from 'cloudflare:workers';
import { Enricher } from '../enrichment/enricher.ts';
import { isLookedAt } from '../enrichment/find-people.ts';
import type { Env } from '../env.ts';
import { LiveReporter } from '../insights/live-reporter.ts';
import { dayMs, dayOf } from '../traffic/day.ts';
import { WebhookCaller } from '../webhooks/caller.ts';
import { askMembers } from './accounts/ask-members.ts';
import { attendAccounts, isSweepDue, sweepAccounts } from './accounts/attend-accounts.ts';
import { tellAccounts, tellMembers } from './accounts/teller.ts';
import { AlarmClock } from './alarm-clock.ts';
import { Archiver } from './archiver.ts';
import { attendDue, sweep, type Transact } from './attend.ts';
import { countEvents } from './count-events.ts';
import type { Definitions } from './definitions.ts';
import { enqueueDue } from './enqueue.ts';
import { goOnErasing } from './eraser.ts';
import { indexNext } from './everyone.ts';
import { HeldDefinitions } from './held-definitions.ts';
import type { IngestedPerson } from './ingest-by-shard.ts';
import { isKeyed, keyAgain, noteKeyed } from './key-again.ts';
import { Mover } from './merge/mover.ts';
import { Whereabouts } from './merge/whereabouts.ts';
import { retain, retentionAt, retentionDue } from './retain.ts';
import { accountNewsMs, type Turn } from './settle.ts';
import type { IngestInput } from './shard-interface.ts';
import { migrate } from './shard-schema.ts';
import { openTables, type Tables } from './tables.ts';
import { writeBehind } from './write-behind.ts';

/** How long a change may wait before D1 hears of it. */
export const behindMs = 800;
/** How long an event may wait before it is archived, where the settings say nothing. */
const archiveSeconds = 3600;

/**
 * What a ProfileShard holds and does by itself: its tables, its transactions, its alarm. What it answers is in `shard.ts`.
 * One alarm, at the earliest moment of anyone here, does what time alone brings.
 */
export abstract class ShardBase extends DurableObject<Env> {
	protected readonly tables: Tables;
	protected readonly clock: AlarmClock;
	protected readonly definitions: HeldDefinitions;
	protected readonly live: LiveReporter;
	protected readonly archiver: Archiver;
	protected readonly mover: Mover;
	protected readonly whereabouts: Whereabouts;
	readonly #enricher: Enricher;
	readonly #webhooks: WebhookCaller;
	#gathering: Promise<void> | null = null;
	#registered = false;
	#failures = 0;

	/** Takes in what endpoints have answered. */
	abstract ingest(input: IngestInput): Promise<IngestedPerson[]>;

	constructor(ctx: DurableObjectState, env: Env) {
		super(ctx, env);
		migrate(ctx.storage);
		this.tables = openTables(ctx.storage.sql);
		this.tables.deliveries.requeueUnsettled(Date.now());
		this.clock = new AlarmClock(ctx);
		this.definitions = new HeldDefinitions(env, (definitions) => {
			const { fingerprint, retention, enrichments } = definitions;
			const turn = { tables: this.tables, definitions, now: Date.now() };
			if (this.tables.meta.read('swept') !== fingerprint || isSweepDue(turn)) this.clock.ringAt(Date.now());
			if (enrichments.some((one) => !isLookedAt(this.tables, one))) this.clock.ringAt(Date.now());
			this.clock.ringAt(retentionDue(this.tables, retention, Date.now()));
		});
		const everyMs = (Number(env.ARCHIVE_SECONDS) || archiveSeconds) * 1000;
		this.archiver = new Archiver(env.ARCHIVE, this.tables.log, this.clock, everyMs);
		this.mover = new Mover({
			env,
			tables: this.tables,
			transact: (work) => this.transact(work),
			turn: () => this.turn(),
			ringAt: (ms) => this.clock.ringAt(ms),
			hasToldUntil: (seq) => this.#hasToldUntil(seq),
		});
		this.whereabouts = new Whereabouts(env, this.mover);
		this.#enricher = new Enricher({
			env,
			transact: (work) => this.transact(work),
			turn: () => this.turn(),
			ingest: (input) => this.ingest(input),
			ringAt: (ms) => this.clock.ringAt(ms),
		});
		this.#webhooks = new WebhookCaller({ env, tables: this.tables, ringAt: (ms) => this.clock.ringAt(ms) });
		ctx.blockConcurrencyWhile(async () => {
			await this.clock.restore();
			this.ringForAll();
		});
		this.live = new LiveReporter(ctx, env);
		this.live.ask();
	}

	/** Whether everything up to a row is counted and archived, so that the row may go. */
	#hasToldUntil(seq: number): boolean {
		while (this.transact(() => countEvents(this.tables, Date.now())));
		return this.tables.log.standing().archived >= seq;
	}

	async #goOnErasing(): Promise<void> {
		const shard = this.name;
		if (shard === null) return;
		const archive = () => this.archiver.everything(shard);
		const transact: Transact = (work) => this.transact(work);
		const { env } = this;
		this.clock.ringAt(await goOnErasing({ env, tables: this.tables, transact, shard, archive }));
	}

	/**
	 * Never throws: a throw after setAlarm would cancel the platform's retry, and after six retries nothing rings again.
	 * What fails stays in its table and is tried again, later each time.
	 */
	override async alarm(): Promise<void> {
		this.clock.rang();
		const turn = await this.turn().catch((error: unknown) => this.#failed('reading definitions', error));
		if (!turn) return;
		const transact: Transact = (work) => this.transact(work);
		const steps = [
			['merging', () => this.mover.attendDue()],
			['attending', () => attendDue(turn, transact)],
			['sweeping', async () => (await sweep(turn, transact, pause)) && this.clock.ringAt(turn.now)],
			['telling accounts', async () => (await this.#tellAccounts(turn)) && this.clock.ringAt(turn.now)],
			['asking members', async () => (await askMembers(turn, transact, pause)) && this.clock.ringAt(turn.now)],
			['rolling up', () => sweepAccounts(turn, transact) && this.clock.ringAt(turn.now)],
			['attending accounts', () => attendAccounts(turn, transact)],
			['telling members', async () => (await this.#tellMembers(turn)) && this.clock.ringAt(turn.now)],
			['enqueuing', () => enqueueDue(this.env, this.tables, Date.now())],
			['counting', () => transact(() => countEvents(this.tables, turn.now)) && this.clock.ringAt(turn.now)],
			['forgetting visitors', () => this.tables.traffic.dropVisitorsBefore(dayOf(turn.now))],
			['erasing', () => this.#goOnErasing()],
			['enriching', () => this.#enricher.attend(turn)],
			['calling webhooks', () => this.#webhooks.attend(turn)],
			['keying', () => keyAgain(this.tables, transact) && this.clock.ringAt(turn.now)],
			['writing behind', async () => (await writeBehind(this.env, this.tables)) && this.clock.ringAt(turn.now)],
			['indexing', () => indexNext(this.tables) && this.clock.ringAt(turn.now)],
			['keeping up', () => this.tables.memberships.keepUp(turn.now) && this.clock.ringAt(turn.now)],
			['archiving', async () => this.name !== null && (await this.archiver.attend(this.name))],
			['retaining', () => this.clock.ringAt(retain(turn, transact))],
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
		this.ringForAll(failed);
	}

	async #tellAccounts(turn: Turn): Promise<boolean> {
		const shard = this.name;
		if (shard === null) return false;
		return tellAccounts(turn, { env: this.env, transact: (work) => this.transact(work), shard });
	}

	async #tellMembers(turn: Turn): Promise<boolean> {
		const shard = this.name;
		if (shard === null) return false;
		return tellMembers(turn, { env: this.env, transact: (work) => this.transact(work), shard });
	}

	#failed(what: string, error: unknown): null {
		this.#failures++;
		console.error(`${what} failed`, this.ctx.id.name, error);
		this.clock.ringAt(Date.now() + Math.min(60_000, 250 * 2 ** this.#failures));
		return null;
	}

	/**
	 * Waits until those who came at the same moment are here: what they write then reaches the disk together, in one
	 * commit for all. Each still has a transaction of its own, and nobody is answered before the commit.
	 */
	protected others(): Promise<void> {
		this.#gathering ??= scheduler.wait(0).then(() => {
			this.#gathering = null;
		});
		return this.#gathering;
	}

	/** All or nothing; when nothing, memory must not remember what storage forgot. */
	protected transact<T>(work: () => T): T {
		try {
			return this.ctx.storage.transactionSync(work);
		} catch (error) {
			this.tables.profiles.forget();
			this.tables.batches.forget();
			this.tables.outbox.forget();
			this.tables.traffic.forget();
			this.tables.log.forget();
			this.tables.accountCopies.forget();
			throw error;
		}
	}

	/** As the list of shards has it; null before anything was stored. The platform tells an alarm no name. */
	protected get name(): string | null {
		return this.tables.meta.read('registered');
	}

	protected async turn(): Promise<Turn> {
		const definitions = await this.ready();
		return { tables: this.tables, definitions, now: Date.now() };
	}

	protected async ready(): Promise<Definitions> {
		await this.register();
		return this.definitions.get((reading) => this.ctx.waitUntil(reading));
	}

	/** Before anything is acknowledged, the list of shards knows this one: else nobody would wake it after a crash. */
	protected async register(): Promise<void> {
		if (this.#registered) return;
		const name = this.ctx.id.name;
		if (this.tables.meta.read('registered') === null && name !== undefined) {
			await this.env.DB.prepare('INSERT OR IGNORE INTO shards (name, born_at) VALUES (?, ?)')
				.bind(name, Date.now())
				.run();
			this.tables.meta.save('registered', name);
			noteKeyed(this.tables);
			// Whoever began to watch before this line was not told of us.
			this.live.ask();
		}
		this.#registered = true;
	}

	/** Rings for the earliest person or delivery, for what D1 has yet to hear, and for the archive; what failed just now rings later, by itself. */
	protected ringForAll(failed: ReadonlySet<string> = new Set()): void {
		const { profiles, deliveries, outbox, traffic } = this.tables;
		if (!failed.has('merging')) this.mover.ring();
		if (!failed.has('attending')) this.clock.ringAt(profiles.earliest());
		const { accounts, accountLinks, accountCopies } = this.tables;
		if (!failed.has('telling accounts') && accountLinks.hasNews()) this.clock.ringAt(Date.now() + accountNewsMs);
		if (!failed.has('asking members') && accountCopies.unasked(1).length > 0) this.clock.ringAt(Date.now());
		if (!failed.has('attending accounts')) this.clock.ringAt(accounts.earliest('due_at'));
		if (!failed.has('telling members')) this.clock.ringAt(accounts.earliest('tell_at'));
		if (!failed.has('enqueuing')) this.clock.ringAt(deliveries.earliest());
		if (!failed.has('forgetting visitors')) this.clock.ringAt(endOfDay(traffic.oldestVisitorDay()));
		if (!failed.has('retaining')) this.clock.ringAt(retentionAt(this.tables));
		if (!failed.has('enriching')) this.clock.ringAt(this.#enricher.nextAt({ tables: this.tables }));
		if (!failed.has('calling webhooks')) this.clock.ringAt(this.#webhooks.nextAt());
		if (!failed.has('erasing'))
			this.clock.ringAt(this.tables.erasures.next()?.databaseFrom ?? Number.POSITIVE_INFINITY);
		if (!failed.has('writing behind') && outbox.isBehind()) this.clock.ringAt(Date.now() + behindMs);
		if (this.name === null) return;
		if (!failed.has('keying') && !isKeyed(this.tables)) this.clock.ringAt(Date.now() + behindMs);
		this.archiver.ring(this.name);
	}
}

/** Lets others go first. */
export function pause(): Promise<unknown> {
	return scheduler.wait(0);
}

/** When the day is over, ms; never when there is none. */
export function endOfDay(day: number | null): number {
	return day === null ? Number.POSITIVE_INFINITY : (day + 1) * dayMs;
}
