import { DurableObject } from 'cloudflare:workers';
import type { Env } from '../env.ts';
import { finishImport } from './finish-import.ts';
import type { Job, RefusedLine } from './job.ts';
import { type Run, RunTables } from './run-tables.ts';
import { takeStep } from './take-step.ts';
import type { Totals } from './totals.ts';

/** How long one alarm reads on before another goes on: alarms are cut off after fifteen minutes. */
const turnMs = 20_000;
const longestPauseMs = 60_000;

/** How far a run is. */
export interface Progress {
	readonly mode: Job['mode'];
	readonly state: Run['state'];
	/** Bytes read, of all. */
	readonly read: number;
	readonly bytes: number;
	readonly line: number;
	readonly totals: Totals;
	readonly trouble: string | null;
	readonly startedAt: number;
	readonly updatedAt: number;
}

/**
 * Reads one import's file to its end, step by step: there is one for each import, named by its id, and it is empty again when
 * the import is deleted. A step takes rows in and then notes how far it came. Whoever dies in between does the step again,
 * which changes nothing: rows have the messageIds that they had. Steps are alarms, which the platform repeats until one
 * went well; the cron rings for those that were lost.
 */
export class ImportRun extends DurableObject<Env> {
	readonly #tables: RunTables;

	constructor(ctx: DurableObjectState, env: Env) {
		super(ctx, env);
		this.#tables = new RunTables(ctx.storage);
	}

	/** Begins a job, or goes on with it where it is begun and its alarm was lost. */
	async ensure(job: Job): Promise<void> {
		const run = this.#tables.read();
		if (run?.job.begunAt !== job.begunAt) this.#tables.begin(job, Date.now());
		else if (run.state !== 'working') return;
		const set = await this.ctx.storage.getAlarm();
		if (set === null || set < Date.now()) await this.ctx.storage.setAlarm(Date.now());
	}

	/** Null before anything was begun. */
	async progress(): Promise<Progress | null> {
		const run = this.#tables.read();
		if (!run) return null;
		const { job, state, cursor, totals, trouble, startedAt, updatedAt } = run;
		const read = { read: cursor.offset, bytes: job.bytes, line: cursor.line };
		return { mode: job.mode, state, ...read, totals, trouble, startedAt, updatedAt };
	}

	async refused(after: number, limit: number): Promise<{ items: RefusedLine[]; cursor: number | null }> {
		return this.#tables.refused(after, limit);
	}

	/** Reads no further. What has gone in stays. */
	async cancel(): Promise<void> {
		const run = this.#tables.read();
		if (run?.state === 'working') this.#tables.save({ ...run, state: 'cancelled', updatedAt: Date.now() });
	}

	async forget(): Promise<void> {
		await this.ctx.storage.deleteAlarm();
		await this.#tables.forget();
	}

	/** Never throws: what fails is tried again, later each time, for as long as nobody cancels. */
	override async alarm(): Promise<void> {
		const until = Date.now() + turnMs;
		try {
			while (Date.now() < until) if (!(await this.#step())) return;
			await this.ctx.storage.setAlarm(Date.now());
		} catch (error) {
			console.error('a step of an import failed', this.ctx.id.name, error);
			await this.#tryAgain(error);
		}
	}

	/** Returns whether more is to be done. */
	async #step(): Promise<boolean> {
		const run = this.#tables.read();
		if (run?.state !== 'working') return false;
		const step = await takeStep(this.env, run.job, run.cursor, (keys) => this.#tables.met(keys));
		// Somebody may have cancelled, or begun anew, meanwhile.
		const now = this.#tables.read();
		if (now?.state !== 'working' || now.job.begunAt !== run.job.begunAt) return now?.state === 'working';
		const noted = this.#tables.note(run, step, Date.now());
		if (!step.atEnd) return true;
		await finishImport(this.env, run.job, noted.totals);
		this.#tables.save({ ...noted, state: 'over' });
		return false;
	}

	async #tryAgain(error: unknown): Promise<void> {
		const run = this.#tables.read();
		if (run?.state !== 'working') return;
		const failures = run.failures + 1;
		const trouble = error instanceof Error ? error.message : String(error);
		this.#tables.save({ ...run, failures, trouble, updatedAt: Date.now() });
		await this.ctx.storage.setAlarm(Date.now() + Math.min(longestPauseMs, 500 * 2 ** failures));
	}
}
