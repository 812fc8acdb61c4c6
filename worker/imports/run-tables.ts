import type { Job, RefusedLine } from './job.ts';
import { type Cursor, fileBegin } from './read-rows.ts';
import type { Step } from './take-step.ts';
import { type Example, nothingYet, type Totals, type Verdict } from './totals.ts';

/** How a run stands. */
export interface Run {
	readonly job: Job;
	readonly state: 'working' | 'over' | 'cancelled';
	readonly cursor: Cursor;
	readonly totals: Totals;
	/** Why the last try of a step failed, in words; it is tried again. */
	readonly trouble: string | null;
	readonly failures: number;
	readonly startedAt: number;
	readonly updatedAt: number;
}

/** Lines that are told one by one; of more, only their number is. */
const refusalsMax = 10_000;
const examplesMax = 12;

const tables = `
	CREATE TABLE IF NOT EXISTS run (id INTEGER PRIMARY KEY, body TEXT NOT NULL);
	-- How often a row has been met: rows that are alike are events of their own.
	CREATE TABLE IF NOT EXISTS met (key TEXT PRIMARY KEY, count INTEGER NOT NULL) WITHOUT ROWID;
	-- Whom a rehearsal has met, and what the file means for them.
	CREATE TABLE IF NOT EXISTS people (key TEXT PRIMARY KEY, verdict TEXT NOT NULL) WITHOUT ROWID;
	CREATE TABLE IF NOT EXISTS refused (id INTEGER PRIMARY KEY, line INTEGER NOT NULL, body TEXT NOT NULL);
`;

/** What a run keeps: how far it is, and what it has met. */
export class RunTables {
	readonly #storage: DurableObjectStorage;
	#isThere: boolean;

	constructor(storage: DurableObjectStorage) {
		this.#storage = storage;
		this.#isThere = storage.sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'run'").toArray().length > 0;
	}

	/** Null before anything was begun. */
	read(): Run | null {
		if (!this.#isThere) return null;
		const row = this.#storage.sql.exec<{ body: string }>('SELECT body FROM run').toArray()[0];
		return row ? JSON.parse(row.body) : null;
	}

	save(run: Run): void {
		this.#storage.sql.exec('INSERT OR REPLACE INTO run (id, body) VALUES (1, ?)', JSON.stringify(run));
	}

	/** Begins anew, from the file's first row. */
	begin(job: Job, now: number): void {
		this.#storage.transactionSync(() => {
			this.#storage.sql.exec(tables);
			for (const table of ['met', 'people', 'refused']) this.#storage.sql.exec(`DELETE FROM ${table}`);
			const times = { startedAt: now, updatedAt: now };
			this.save({ job, state: 'working', cursor: fileBegin, totals: nothingYet, trouble: null, failures: 0, ...times });
		});
		this.#isThere = true;
	}

	/** Leaves nothing behind. */
	async forget(): Promise<void> {
		await this.#storage.deleteAll();
		this.#isThere = false;
	}

	/** How often rows have been met, of those that were. */
	met(keys: readonly string[]): ReadonlyMap<string, number> {
		const rows = this.#storage.sql.exec<{ key: string; count: number }>(
			'SELECT key, count FROM met WHERE key IN (SELECT value FROM json_each(?))',
			JSON.stringify(keys),
		);
		return new Map(rows.toArray().map(({ key, count }) => [key, count]));
	}

	/** Notes a step as done: all of it or nothing, so that whoever is interrupted does it again. */
	note(run: Run, step: Step, now: number): Run {
		return this.#storage.transactionSync(() => {
			this.#storage.sql.exec(
				'INSERT OR REPLACE INTO met (key, count) SELECT value ->> 0, value ->> 1 FROM json_each(?)',
				JSON.stringify([...step.met]),
			);
			this.#noteRefused(run.totals.refused, step.refused);
			const noted = {
				...run,
				cursor: step.cursor,
				totals: this.#totals(run, step),
				trouble: null,
				failures: 0,
				updatedAt: now,
			};
			this.save(noted);
			return noted;
		});
	}

	/** Refused lines behind one, in the order of the file. */
	refused(after: number, limit: number): { items: RefusedLine[]; cursor: number | null } {
		if (!this.#isThere) return { items: [], cursor: null };
		const rows = this.#storage.sql
			.exec<{ id: number; body: string }>(
				'SELECT id, body FROM refused WHERE id > ? ORDER BY id LIMIT ?',
				after,
				limit + 1,
			)
			.toArray();
		const page = rows.slice(0, limit);
		return {
			items: page.map(({ body }) => JSON.parse(body)),
			cursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
		};
	}

	#noteRefused(before: number, refused: readonly RefusedLine[]): void {
		const room = refused.slice(0, Math.max(0, refusalsMax - before));
		for (const one of room) {
			this.#storage.sql.exec('INSERT INTO refused (line, body) VALUES (?, ?)', one.line, JSON.stringify(one));
		}
	}

	#totals({ job, totals }: Run, step: Step): Totals {
		const sums = {
			rows: totals.rows + step.rows,
			refused: totals.refused + step.refused.length,
			fresh: totals.fresh + step.fresh,
			duplicates: totals.duplicates + step.duplicates,
		};
		if (job.mode === 'run') return sums;
		const known = totals.examples ?? [];
		const changed = step.people.filter(({ verdict }) => verdict === 'changed').map(({ example }) => example);
		const others = changed.filter(({ who }) => !known.some((one) => one.who === who));
		return {
			...sums,
			people: this.#count(step),
			examples: [...known, ...others].slice(0, examplesMax) satisfies Example[],
		};
	}

	/** Counts everybody once, whatever of them says the most. */
	#count({ people }: Step): Record<Verdict, number> {
		this.#storage.sql.exec(
			`INSERT INTO people (key, verdict) SELECT value ->> 0, value ->> 1 FROM json_each(?) WHERE true
			 ON CONFLICT (key) DO UPDATE SET verdict = excluded.verdict WHERE excluded.verdict = 'changed'`,
			JSON.stringify(people.map(({ key, verdict }) => [key, verdict])),
		);
		const rows = this.#storage.sql.exec<{ verdict: string; count: number }>(
			'SELECT verdict, count(*) AS count FROM people GROUP BY verdict',
		);
		const counts = new Map(rows.toArray().map(({ verdict, count }) => [verdict, count]));
		const of = (verdict: Verdict) => counts.get(verdict) ?? 0;
		return { new: of('new'), changed: of('changed'), unchanged: of('unchanged') };
	}
}
