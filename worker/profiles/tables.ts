import type { Enrollment } from '../../core/journey/types.ts';
import type { Delivery } from './delivery.ts';
import type { Profile } from './profile.ts';
import { type BatchRow, duplicateSpan } from './rows.ts';
import { packEvents, type StoredEvent, unpackEvents } from './stored-event.ts';

const dayMs = 86_400_000;
/** Profiles kept in memory, a few KB each. */
const rememberedMax = 300;
type Sql = DurableObjectStorage['sql'];

/** Reads and writes of one shard's tables; no decisions. Everything here is synchronous, so callers choose the transaction. */
export class Tables {
	readonly #sql: Sql;
	/** Profiles read or written lately: who is here now is asked for several times within a second. */
	readonly #profiles = new Map<string, Profile>();

	constructor(sql: Sql) {
		this.#sql = sql;
	}

	profile(id: string): Profile | null {
		const known = this.#profiles.get(id);
		if (known) return known;
		const row = this.#sql.exec<{ body: string }>('SELECT body FROM profiles WHERE id = ?', id).toArray()[0];
		return row ? this.#remember(JSON.parse(row.body)) : null;
	}

	/** Forgets what it holds in memory: after a transaction that was rolled back, storage is the truth. */
	forget(): void {
		this.#profiles.clear();
	}

	#remember(profile: Profile): Profile {
		if (this.#profiles.size >= rememberedMax) this.#profiles.clear();
		this.#profiles.set(profile.id, profile);
		return profile;
	}

	saveProfile(profile: Profile, dueAt: number | null): void {
		this.#sql.exec(
			'INSERT INTO profiles VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body, due_at = excluded.due_at',
			profile.id,
			JSON.stringify(profile),
			dueAt,
		);
		this.#remember(profile);
		this.fallBehind('profile', profile.id);
	}

	/** Up to `limit` ids after `cursor`, in order. */
	profileIds(cursor: string, limit: number): string[] {
		return this.#sql
			.exec<{ id: string }>('SELECT id FROM profiles WHERE id > ? ORDER BY id LIMIT ?', cursor, limit)
			.toArray()
			.map((row) => row.id);
	}

	/** Moves a person's next attention without touching the person. */
	postpone(id: string, dueAt: number): void {
		this.#sql.exec('UPDATE profiles SET due_at = ? WHERE id = ?', dueAt, id);
	}

	dueProfileIds(now: number, limit: number): string[] {
		return this.#sql
			.exec<{ id: string }>(
				'SELECT id FROM profiles WHERE due_at IS NOT NULL AND due_at <= ? ORDER BY due_at LIMIT ?',
				now,
				limit,
			)
			.toArray()
			.map((row) => row.id);
	}

	/** Which of these messageIds the person already has near that time. */
	knownIds(profileId: string, ids: readonly string[], fromMs: number, untilMs: number): Set<string> {
		const span = duplicateSpan(fromMs, untilMs);
		const rows = this.#sql
			.exec<{ ids: string }>(
				'SELECT ids FROM batches WHERE profile_id = ? AND at >= ? AND at <= ?',
				profileId,
				span.fromMs,
				span.toMs,
			)
			.toArray();
		const known = new Set<string>();
		for (const row of rows) for (const id of ids) if (row.ids.includes(`\n${id}\n`)) known.add(id);
		return known;
	}

	saveBatch(profileId: string, row: BatchRow): void {
		this.#sql.exec(
			'INSERT INTO batches VALUES (?, ?, ?, ?, ?, ?)',
			profileId,
			row.at,
			row.key,
			row.until,
			row.ids,
			packEvents(row.events),
		);
	}

	/** A person's events in a span, in no order. */
	events(profileId: string, fromMs: number, toMs: number): StoredEvent[] {
		const rows = this.#sql
			.exec<{ body: string }>(
				'SELECT body FROM batches WHERE profile_id = ? AND at >= ? AND at <= ?',
				profileId,
				finite(fromMs - dayMs),
				finite(toMs),
			)
			.toArray();
		return rows.flatMap((row) => unpackEvents(row.body)).filter(({ a }) => a >= fromMs && a <= toMs);
	}

	/** The newest events before a moment, newest first: at least `limit` where there are as many. */
	newestEvents(profileId: string, beforeMs: number, limit: number): StoredEvent[] {
		const found: StoredEvent[] = [];
		let stopAt = Number.NEGATIVE_INFINITY;
		const rows = this.#sql.exec<{ body: string; at: number }>(
			'SELECT body, at FROM batches WHERE profile_id = ? AND at < ? ORDER BY at DESC',
			profileId,
			finite(beforeMs),
		);
		for (const row of rows) {
			if (row.at < stopAt) break;
			const events = unpackEvents(row.body);
			found.push(...events.filter(({ a }) => a < beforeMs));
			// A row spans up to a day, so rows that begin a day before the last event wanted may still hold newer ones.
			if (found.length >= limit && stopAt === Number.NEGATIVE_INFINITY) {
				stopAt = Math.min(...found.map(({ a }) => a)) - dayMs;
			}
		}
		return found.sort((a, b) => b.a - a.a).slice(0, limit);
	}

	enrollments(profileId: string): Enrollment[] {
		return this.#sql
			.exec<{ body: string }>('SELECT body FROM enrollments WHERE profile_id = ?', profileId)
			.toArray()
			.map((row) => JSON.parse(row.body));
	}

	saveEnrollment(enrollment: Enrollment): void {
		this.#sql.exec(
			`INSERT INTO enrollments VALUES (?, ?, ?, ?, ?, ?)
			 ON CONFLICT (profile_id, id) DO UPDATE SET status = excluded.status, due_at = excluded.due_at, body = excluded.body`,
			enrollment.profileId,
			enrollment.id,
			enrollment.journeyId,
			enrollment.status,
			enrollment.dueAt,
			JSON.stringify(enrollment),
		);
	}

	enrollmentCounts(): { journeyId: string; status: string; count: number }[] {
		return this.#sql
			.exec<{ journeyId: string; status: string; count: number }>(
				'SELECT journey_id AS journeyId, status, count(*) AS count FROM enrollments GROUP BY journey_id, status',
			)
			.toArray();
	}

	delivery(id: string): Delivery | null {
		const row = this.#sql.exec<{ body: string }>('SELECT body FROM deliveries WHERE id = ?', id).toArray()[0];
		return row ? JSON.parse(row.body) : null;
	}

	deliveriesOf(profileId: string): Delivery[] {
		return this.#sql
			.exec<{ body: string }>('SELECT body FROM deliveries WHERE profile_id = ?', profileId)
			.toArray()
			.map((row) => JSON.parse(row.body));
	}

	saveDelivery(delivery: Delivery, nextAt: number | null): void {
		this.#sql.exec(
			`INSERT INTO deliveries VALUES (?, ?, ?, ?, ?)
			 ON CONFLICT (id) DO UPDATE SET state = excluded.state, next_at = excluded.next_at, body = excluded.body`,
			delivery.id,
			delivery.profileId,
			delivery.state,
			nextAt,
			JSON.stringify(delivery),
		);
		this.fallBehind('delivery', delivery.id);
	}

	dueDeliveries(now: number, limit: number): Delivery[] {
		return this.#sql
			.exec<{ body: string }>(
				'SELECT body FROM deliveries WHERE next_at IS NOT NULL AND next_at <= ? ORDER BY next_at LIMIT ?',
				now,
				limit,
			)
			.toArray()
			.map((row) => JSON.parse(row.body));
	}

	/** After a restart nobody knows what became of deliveries under way: all go to the queue again, and the claim sorts them out. */
	requeueUnsettled(now: number): void {
		this.#sql.exec("UPDATE deliveries SET next_at = ? WHERE next_at > ? AND state IN ('queued', 'claimed')", now, now);
	}

	fallBehind(kind: 'profile' | 'delivery', id: string): void {
		this.#sql.exec('INSERT OR IGNORE INTO behind VALUES (?, ?)', kind, id);
	}

	behind(kind: 'profile' | 'delivery', limit: number): string[] {
		return this.#sql
			.exec<{ id: string }>('SELECT id FROM behind WHERE kind = ? LIMIT ?', kind, limit)
			.toArray()
			.map((row) => row.id);
	}

	/** Whether D1 has yet to hear of anything. */
	isBehind(): boolean {
		return this.#sql.exec('SELECT 1 FROM behind LIMIT 1').toArray().length > 0;
	}

	caughtUp(kind: 'profile' | 'delivery', ids: readonly string[]): void {
		this.#sql.exec(
			'DELETE FROM behind WHERE kind = ? AND id IN (SELECT value FROM json_each(?))',
			kind,
			JSON.stringify(ids),
		);
	}

	/** The earliest moment at which a person or a delivery needs attention; Infinity when there is none. */
	earliest(): number {
		const row = this.#sql
			.exec<{ profile: number | null; delivery: number | null }>(
				`SELECT (SELECT min(due_at) FROM profiles WHERE due_at IS NOT NULL) AS profile,
				        (SELECT min(next_at) FROM deliveries WHERE next_at IS NOT NULL) AS delivery`,
			)
			.one();
		return Math.min(row.profile ?? Number.POSITIVE_INFINITY, row.delivery ?? Number.POSITIVE_INFINITY);
	}

	meta(key: string): string | null {
		const row = this.#sql.exec<{ value: string }>('SELECT value FROM meta WHERE key = ?', key).toArray()[0];
		return row?.value ?? null;
	}

	saveMeta(key: string, value: string): void {
		this.#sql.exec('INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value', key, value);
	}
}

/** SQLite takes no infinities. */
function finite(ms: number): number {
	return Math.max(Number.MIN_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, ms));
}
