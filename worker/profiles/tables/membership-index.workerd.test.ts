import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { openWorkspace } from '../../testing/workspace.ts';
import { newProfile } from '../profile.ts';
import { RowSet } from '../row-set.ts';
import { MembershipIndex } from './membership-index.ts';
import { ProfileTable } from './profiles.ts';

const segments = ['gold', 'new-here', 'constructor', '__proto__'];
const people = Array.from({ length: 7 }, (_, i) => `p-${i}`);

interface Write {
	readonly id: string;
	/** Null: they go. */
	readonly segments: readonly string[] | null;
	readonly firstSeenAt: number;
	/** It is rolled back. */
	readonly fails: boolean;
}

const write: fc.Arbitrary<Write> = fc.record({
	id: fc.constantFrom(...people),
	segments: fc.option(fc.subarray(segments)),
	firstSeenAt: fc.integer(),
	fails: fc.boolean(),
});
const step = fc.oneof(
	{ weight: 5, arbitrary: write },
	{ weight: 1, arbitrary: fc.constantFrom('read' as const, 'keep up' as const) },
);
const max = fc.record({
	page: fc.integer({ min: 1, max: 4 }),
	written: fc.integer({ min: 1, max: 6 }),
	bytes: fc.constantFrom(0, 6_000, 1_000_000),
});

beforeEach(openWorkspace);

test('it counts as if everyone’s row were read, whatever was written, deleted and rolled back between questions', async () => {
	const shard = env.PROFILES.get(env.PROFILES.idFromName('weur96'));
	await runInDurableObject(shard, (_, { storage }) =>
		fc.assert(
			fc.asyncProperty(fc.array(step, { maxLength: 30 }), fc.subarray(people), max, async (steps, some, limits) => {
				storage.sql.exec('DELETE FROM profiles');
				const index = new MembershipIndex(storage.sql, limits);
				const profiles = new ProfileTable(storage.sql, index);
				for (const one of steps) {
					if (one === 'read') index.readNext();
					else if (one === 'keep up') index.keepUp(Date.now());
					else apply(storage, profiles, one);
				}
				const rows = rowsOf(storage.sql, some);
				expect(await index.count(rows, others)).toEqual(countedOf(profiles, some));
				expect(await index.count(null, others)).toEqual(countedOf(profiles, people));
				for (const [id, row] of placesOf(storage.sql))
					expect(index.firstSeenAt(row)).toBe(profiles.read(id)?.firstSeenAt);
			}),
			{ numRuns: 300 },
		),
	);
});

test('it is kept up while somebody asks now and then, and is forgotten after', async () => {
	const shard = env.PROFILES.get(env.PROFILES.idFromName('weur94'));
	await runInDurableObject(shard, async (_, { storage }) => {
		const index = new MembershipIndex(storage.sql, { page: 2, written: 9, bytes: 1_000_000 });
		const profiles = new ProfileTable(storage.sql, index);
		const come = () => people.slice(0, 3).map((id) => profiles.save(newProfile(id, 1), null));
		come();
		expect(index.keepUp(Date.now())).toBe(false);
		await index.count(null, others);
		come();
		expect([index.keepUp(Date.now()), index.keepUp(Date.now()), index.keepUp(Date.now())]).toEqual([
			true,
			false,
			false,
		]);
		expect(index.firstSeenAt(1)).toBe(1);
		expect(index.keepUp(Date.now() + 3_600_000)).toBe(false);
		expect(index.firstSeenAt(1)).toBeUndefined();
	});
});

test('it answers though somebody is written whenever others go first', async () => {
	const shard = env.PROFILES.get(env.PROFILES.idFromName('weur93'));
	await runInDurableObject(shard, async (_, { storage }) => {
		const index = new MembershipIndex(storage.sql, { page: 2, written: 1_000, bytes: 1_000_000 });
		const profiles = new ProfileTable(storage.sql, index);
		let pauses = 0;
		const come = (id: string) => profiles.save({ ...newProfile(id, 1), segments: { gold: 1 } }, null);
		for (const id of people) come(id);
		const busy = async () => {
			come(`later-${pauses++}`);
			if (pauses > 100) throw new Error('it never ends');
		};
		expect((await index.count(null, busy)).get('gold')).toBe(people.length + pauses);
	});
});

test('it reads who was stored with their keys in another order', async () => {
	const shard = env.PROFILES.get(env.PROFILES.idFromName('weur95'));
	await runInDurableObject(shard, async (_, { storage }) => {
		const body = { ...newProfile('old', 5), traits: { segments: { value: { firstSeenAt: '}' }, at: 1 } } };
		const segments = { gold: 3, vip: 4 };
		const insert = 'INSERT INTO profiles (id, body) VALUES (?, ?)';
		storage.sql.exec(insert, 'old', JSON.stringify({ ...body, segments, firstSeenAt: 5 }));
		const index = new MembershipIndex(storage.sql);
		expect(await index.count(null, others)).toEqual(
			new Map([
				['gold', 1],
				['vip', 1],
			]),
		);
		expect(index.firstSeenAt(1)).toBe(5);
	});
});

function apply(
	storage: DurableObjectStorage,
	profiles: ProfileTable,
	{ id, segments, firstSeenAt, fails }: Write,
): void {
	try {
		storage.transactionSync(() => {
			if (segments === null) profiles.remove(id);
			else {
				const moments = Object.fromEntries(segments.map((segment) => [segment, 1]));
				profiles.save({ ...newProfile(id, firstSeenAt), segments: moments }, null);
			}
			if (fails) throw new Error('undone');
		});
	} catch {
		profiles.forget();
	}
}

function countedOf(profiles: ProfileTable, ids: readonly string[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const id of ids.flatMap((one) => Object.keys(profiles.read(one)?.segments ?? {})))
		counts.set(id, (counts.get(id) ?? 0) + 1);
	return counts;
}

function placesOf(sql: SqlStorage): Map<string, number> {
	const rows = sql.exec<{ id: string; row: number }>('SELECT id, rowid AS row FROM profiles').toArray();
	return new Map(rows.map(({ id, row }) => [id, row]));
}

function rowsOf(sql: SqlStorage, ids: readonly string[]): RowSet {
	const rows = new RowSet();
	for (const [id, row] of placesOf(sql)) if (ids.includes(id)) rows.add(row);
	return rows;
}

/** Something is awaited, as when others go first. */
async function others(): Promise<void> {
	await Promise.resolve();
}
