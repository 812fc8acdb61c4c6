import { emptyTally, type PackedTally, packTally, type Tally, unpackTally } from '../../traffic/tally.ts';

/** Of whom something was counted: of people with a profile, or of people about whom nothing is known. */
export type TrafficKind = 'identified' | 'cookieless';

export interface DayTally {
	readonly day: number;
	readonly kind: TrafficKind;
	readonly tally: Tally;
}

/** A visitor of a day without a name: whether they viewed a page, and the messageIds that were counted, a line each. */
export interface DayVisitor {
	readonly viewed: boolean;
	readonly ids: string;
}

/** Tallies in memory: those of today, of the sites that are visited. */
const rememberedMax = 32;

/** What is counted by site and day, and, for their day only, the hashes of visitors without a name. */
export class TrafficTable {
	readonly #sql: SqlStorage;
	readonly #remembered = new Map<string, Tally>();

	constructor(sql: SqlStorage) {
		this.#sql = sql;
	}

	/** The tally of a site's day, to be added to and saved. */
	read(siteId: string, day: number, kind: TrafficKind): Tally {
		const key = JSON.stringify([siteId, day, kind]);
		const known = this.#remembered.get(key);
		if (known) return known;
		const row = this.#sql
			.exec<{ body: string }>('SELECT body FROM traffic WHERE site_id = ? AND day = ? AND kind = ?', siteId, day, kind)
			.toArray()[0];
		const packed: PackedTally | null = row ? JSON.parse(row.body) : null;
		const tally = packed ? unpackTally(packed) : emptyTally();
		if (this.#remembered.size >= rememberedMax) this.#remembered.clear();
		this.#remembered.set(key, tally);
		return tally;
	}

	save(siteId: string, day: number, kind: TrafficKind, tally: Tally): void {
		this.#sql.exec(
			`INSERT INTO traffic (site_id, day, kind, body) VALUES (?, ?, ?, ?)
			 ON CONFLICT (site_id, day, kind) DO UPDATE SET body = excluded.body`,
			siteId,
			day,
			kind,
			JSON.stringify(packTally(tally)),
		);
	}

	/** Forgets what it holds in memory: after a transaction that was rolled back, storage is the truth. */
	forget(): void {
		this.#remembered.clear();
	}

	/** A site's days, both inclusive. */
	between(siteId: string, fromDay: number, toDay: number): DayTally[] {
		return this.#sql
			.exec<{ day: number; kind: string; body: string }>(
				'SELECT day, kind, body FROM traffic WHERE site_id = ? AND day BETWEEN ? AND ?',
				siteId,
				fromDay,
				toDay,
			)
			.toArray()
			.map(({ day, kind, body }) => ({
				day,
				kind: kind === 'cookieless' ? 'cookieless' : 'identified',
				tally: unpackTally(JSON.parse(body)),
			}));
	}

	visitor(siteId: string, day: number, visitor: string): DayVisitor | null {
		const row = this.#sql
			.exec<{ viewed: number; ids: string }>(
				'SELECT viewed, ids FROM traffic_visitors WHERE day = ? AND site_id = ? AND visitor = ?',
				day,
				siteId,
				visitor,
			)
			.toArray()[0];
		return row ? { viewed: row.viewed === 1, ids: row.ids } : null;
	}

	saveVisitor(siteId: string, day: number, visitor: string, { viewed, ids }: DayVisitor): void {
		this.#sql.exec(
			`INSERT INTO traffic_visitors (day, site_id, visitor, viewed, ids) VALUES (?, ?, ?, ?, ?)
			 ON CONFLICT (day, site_id, visitor) DO UPDATE SET viewed = excluded.viewed, ids = excluded.ids`,
			day,
			siteId,
			visitor,
			viewed ? 1 : 0,
			ids,
		);
	}

	/** Deletes the visitors of days before this one. */
	dropVisitorsBefore(day: number): void {
		this.#sql.exec('DELETE FROM traffic_visitors WHERE day < ?', day);
	}

	/** The first day whose visitors are still there; null when there are none. */
	oldestVisitorDay(): number | null {
		return this.#sql.exec<{ day: number | null }>('SELECT min(day) AS day FROM traffic_visitors').one().day;
	}
}
