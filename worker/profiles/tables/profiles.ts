import type { Profile } from '../profile.ts';
import { packProfile } from '../stored-profile.ts';
import type { MembershipIndex } from './membership-index.ts';

/** Profiles kept in memory, a few KB each. */
const rememberedMax = 64;

export class ProfileTable {
	readonly #sql: SqlStorage;
	readonly #memberships: MembershipIndex;
	/** Read or written lately: who is here now is asked for several times within a second. */
	readonly #remembered = new Map<string, Profile>();

	constructor(sql: SqlStorage, memberships: MembershipIndex) {
		this.#sql = sql;
		this.#memberships = memberships;
	}

	read(id: string): Profile | null {
		const known = this.#remembered.get(id);
		if (known) return known;
		const row = this.#sql.exec<{ body: string }>('SELECT body FROM profiles WHERE id = ?', id).toArray()[0];
		return row ? this.#remember(JSON.parse(row.body)) : null;
	}

	save(profile: Profile, dueAt: number | null): void {
		this.#sql.exec(
			`INSERT INTO profiles (id, body, due_at) VALUES (?, ?, ?)
			 ON CONFLICT (id) DO UPDATE SET body = excluded.body, due_at = excluded.due_at`,
			profile.id,
			packProfile(profile),
			dueAt,
		);
		this.#memberships.written(profile.id);
		this.#remember(profile);
	}

	/** Notes something of a person that changes nothing else about them. */
	note(profile: Profile): void {
		this.#sql.exec('UPDATE profiles SET body = ? WHERE id = ?', packProfile(profile), profile.id);
		this.#remember(profile);
	}

	remove(id: string): void {
		this.#memberships.goes(id);
		this.#sql.exec('DELETE FROM profiles WHERE id = ?', id);
		this.#remembered.delete(id);
	}

	/** Forgets what it holds in memory: after a transaction that was rolled back, storage is the truth. */
	forget(): void {
		this.#remembered.clear();
	}

	/** Up to `limit` ids after `cursor`, in order. */
	idsAfter(cursor: string, limit: number): string[] {
		return this.#ids('SELECT id FROM profiles WHERE id > ? ORDER BY id LIMIT ?', cursor, limit);
	}

	/** The same, with the row that each is in, read as they are gone through. */
	placesAfter(cursor: string, limit: number): Iterable<{ readonly id: string; readonly row: number }> {
		return this.#sql.exec('SELECT id, rowid AS row FROM profiles WHERE id > ? ORDER BY id LIMIT ?', cursor, limit);
	}

	/** The same, and all that is known of them, as JSON. */
	after(cursor: string, limit: number): Iterable<{ readonly id: string; readonly row: number; readonly body: string }> {
		return this.#sql.exec(
			'SELECT id, rowid AS row, body FROM profiles WHERE id > ? ORDER BY id LIMIT ?',
			cursor,
			limit,
		);
	}

	/** Ids of people, those whose rows were written first or anew last. */
	lately(limit: number): string[] {
		return this.#ids('SELECT id FROM profiles ORDER BY rowid DESC LIMIT ?', limit);
	}

	/** How many people are here; or of those whose ids come no later than `through`. */
	count(through?: string): number {
		const all = 'SELECT count(*) AS people FROM profiles';
		const counted =
			through === undefined
				? this.#sql.exec<{ people: number }>(all)
				: this.#sql.exec<{ people: number }>(`${all} WHERE id <= ?`, through);
		return counted.one().people;
	}

	/** Whose attention is due, the longest overdue first. */
	dueIds(now: number, limit: number): string[] {
		const due = 'SELECT id FROM profiles WHERE due_at IS NOT NULL AND due_at <= ? ORDER BY due_at LIMIT ?';
		return this.#ids(due, now, limit);
	}

	/** Moves a person's next attention, and leaves the person as they are. */
	attendAt(id: string, dueAt: number | null): void {
		this.#sql.exec('UPDATE profiles SET due_at = ?1 WHERE id = ?2 AND due_at IS NOT ?1', dueAt, id);
	}

	/** When the first person needs attention, ms; Infinity when nobody does. */
	earliest(): number {
		const due = 'SELECT min(due_at) AS at FROM profiles WHERE due_at IS NOT NULL';
		return this.#sql.exec<{ at: number | null }>(due).one().at ?? Number.POSITIVE_INFINITY;
	}

	#ids(query: string, ...bindings: SqlStorageValue[]): string[] {
		return this.#sql
			.exec<{ id: string }>(query, ...bindings)
			.toArray()
			.map(({ id }) => id);
	}

	#remember(profile: Profile): Profile {
		if (this.#remembered.size >= rememberedMax) this.#remembered.clear();
		this.#remembered.set(profile.id, profile);
		return profile;
	}
}
