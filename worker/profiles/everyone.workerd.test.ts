import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile } from '../../core/condition/index.ts';
import type { Condition, EventHistory, HistoryEvent } from '../../core/condition/types.ts';
import { openWorkspace } from '../testing/workspace.ts';
import { everyone, indexAll, indexNext } from './everyone.ts';
import { LazyHistory } from './history.ts';
import { newProfile, type Profile } from './profile.ts';
import { packRows } from './rows.ts';
import type { StoredEvent } from './stored-event.ts';
import { BatchTable } from './tables/batches.ts';
import { EventIndex } from './tables/event-index.ts';
import { openTables, type Tables } from './tables.ts';

const names = ['A', 'B', 'constructor'];
const people = ['p-0', 'p-1', 'p-2'];
const none = Number.POSITIVE_INFINITY;

/** A shard's tables whose blocks are small. */
function openSmall(sql: SqlStorage): Tables {
	const index = new EventIndex(sql, { rows: 3, bytes: 2_000 });
	return { ...openTables(sql), index, batches: new BatchTable(sql, index) };
}

function profileOf(tables: Tables, id: string): Profile {
	return tables.profiles.read(id) ?? newProfile(id, 0);
}

function append(tables: Tables, id: string, events: readonly StoredEvent[]): void {
	const profile = profileOf(tables, id);
	let { chain } = profile;
	for (const row of packRows(events)) chain = tables.batches.append(id, chain, row);
	tables.profiles.save({ ...profile, chain }, null);
}

/** Takes some rows out of a person's history, as dropping old ones and giving back what a merge brought do. */
function thin(tables: Tables, id: string, every: number, isApart: boolean): void {
	const profile = profileOf(tables, id);
	const rows = [...tables.batches.rowsOf(profile.chain)].reverse();
	const goes = rows.filter((_, i) => i % every === 0).map(({ seq }) => seq);
	const kept = rows.filter(({ seq }) => !goes.includes(seq));
	const until = (body: string) => Math.max(...eventsIn(body).map(({ a }) => a));
	const chain = tables.batches.relink(kept.map(({ seq, body }) => ({ seq, until: until(body) })));
	if (isApart) tables.batches.setApart(goes);
	else tables.batches.remove(goes);
	tables.profiles.save({ ...profile, chain }, null);
}

function eventsIn(body: string): StoredEvent[] {
	return JSON.parse(body)[1];
}

async function seen(tables: Tables, fromMs: number): Promise<unknown[]> {
	const lookBackMs = new Map(names.map((name) => [name, 0 - fromMs]));
	const found: unknown[] = [];
	for await (const page of everyone(tables, { lookBackMs }, 0, async () => undefined)) {
		for (const { id, subject } of page) if ('query' in subject.events) found.push(...asked(id, subject.events, fromMs));
	}
	return found;
}

function asked(id: string, history: EventHistory, fromMs: number): unknown[] {
	return names.map((name) => [
		id,
		name,
		history.query(name, fromMs, none).map(told),
		// What it asks about has no end, so it is asked of those of whom all is read.
		fromMs === -none && conditionOn(name).evaluate({ attributes: {}, events: history, segments: [] }, 100),
	]);
}

function conditionOn(event: string): Condition {
	const where = { 'properties.text': { $gt: 'm' }, 'context.page': { $exists: true } };
	return compile({ $did: { event, where } });
}

function told({ event, at, properties, context }: HistoryEvent): string {
	return JSON.stringify([event, at, properties, context]);
}

describe('everyone', () => {
	const event = fc
		.record({ name: fc.constantFrom(...names), at: fc.integer({ min: -50, max: 50 }), text: fc.string() })
		.map(({ name, at, text }): StoredEvent => {
			return { i: text, t: 'track', e: name, a: at, r: 0, s: 'shop', p: { text, '\n': at }, c: { page: text } };
		});
	const id = fc.constantFrom(...people);
	const step = fc.oneof(
		{ weight: 6, arbitrary: fc.record({ id, events: fc.array(event, { minLength: 1, maxLength: 4 }) }) },
		{ weight: 2, arbitrary: fc.record({ id, every: fc.integer({ min: 1, max: 3 }), isApart: fc.boolean() }) },
		{ weight: 1, arbitrary: fc.constant('index' as const) },
		{ weight: 1, arbitrary: id },
	);

	test('has the history that each has alone, whatever was written, dropped and indexed before', async () => {
		await openWorkspace();
		const shard = env.PROFILES.get(env.PROFILES.idFromName('weur98'));
		await runInDurableObject(shard, (_, state) =>
			fc.assert(
				fc.asyncProperty(fc.array(step, { maxLength: 40 }), fc.constantFrom(-none, 0, 20), async (steps, fromMs) => {
					for (const table of ['batches', 'profiles', 'blocks', 'indexed_events'])
						state.storage.sql.exec(`DELETE FROM ${table}`);
					const tables = openSmall(state.storage.sql);
					for (const one of steps) {
						if (one === 'index') await indexAll(tables, async () => undefined);
						else if (typeof one === 'string') {
							tables.batches.remove(Array.from(tables.batches.rowsOf(profileOf(tables, one).chain), ({ seq }) => seq));
							tables.profiles.remove(one);
						} else if ('events' in one) append(tables, one.id, one.events);
						else thin(tables, one.id, one.every, one.isApart);
					}
					const expected = people.flatMap((person) => {
						const profile = tables.profiles.read(person);
						return profile ? asked(person, new LazyHistory(tables.batches.past(profile.chain)), fromMs) : [];
					});
					expect(await seen(tables, fromMs)).toEqual(expected);
				}),
				{ numRuns: 150 },
			),
		);
	});

	test('is indexed as it comes, a block at a time, before anybody asks', async () => {
		const shard = env.PROFILES.get(env.PROFILES.idFromName('weur97'));
		await runInDurableObject(shard, async (_, state) => {
			const tables = openSmall(state.storage.sql);
			const come = (i: number) =>
				append(tables, 'p-0', [{ i: `${i}`, t: 'track', e: 'A', a: i, r: 0, s: 'shop', p: {}, c: {} }]);
			const grown = [];
			for (let i = 1; i <= 7; i++) {
				come(i);
				grown.push(indexNext(tables));
			}
			expect(grown).toEqual([false, false, true, false, false, true, false]);
			expect(tables.index.unwritten()).toEqual([]);
			expect(tables.index.blocks().map(({ last }) => last)).toEqual([3, 6]);
		});
	});

	test('is read from the index, and from nothing else that has gone', async () => {
		const shard = env.PROFILES.get(env.PROFILES.idFromName('weur99'));
		await runInDurableObject(shard, async (_, state) => {
			const tables = openSmall(state.storage.sql);
			const visit = (i: number): StoredEvent => {
				return { i: `${i}`, t: 'track', e: 'A', a: i, r: 0, s: 'shop', p: { secret: `of ${i}` }, c: {} };
			};
			for (let i = 0; i < 7; i++) append(tables, people[i % 2] ?? '', [visit(i)]);
			await indexAll(tables, async () => undefined);
			const stored = () => JSON.stringify(state.storage.sql.exec('SELECT * FROM indexed_events').toArray());
			expect(stored()).toContain('of 5');
			expect(stored()).not.toContain('of 6');
			tables.batches.remove(Array.from(tables.batches.rowsOf(profileOf(tables, 'p-1').chain), ({ seq }) => seq));
			expect(stored()).not.toContain('of');
		});
	});
});
