import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { loadDefinitions } from '../profiles/definitions.ts';
import { shardOf, writeArchives } from '../profiles/index.ts';
import { join } from '../profiles/merge/join.ts';
import { retain } from '../profiles/retain.ts';
import { openTables } from '../profiles/tables.ts';
import { callAs } from '../testing/sign-in.ts';
import { addSegment, newVisitor, openWorkspace, secretKey, send, track } from '../testing/workspace.ts';
import { dropOldArchive } from './index.ts';
import type { WorkspaceRetention } from './storage.ts';

const dayMs = 86_400_000;
const begin = Date.UTC(2026, 5, 1, 12);
const nothing: WorkspaceRetention = { eventDays: null, idleDays: null, archiveDays: null };

beforeEach(async () => {
	at(0);
	await openWorkspace();
});
afterEach(() => vi.useRealTimers());

/** Moves the clock, to some days from the beginning; timers stay real. */
function at(day: number): void {
	vi.useFakeTimers({ now: begin + day * dayMs, toFake: ['Date'] });
}

async function keep(kept: Partial<WorkspaceRetention>): Promise<void> {
	expect(await (await callAs('owner'))('PUT', '/retention', { ...nothing, ...kept })).toMatchObject({ status: 200 });
}

async function foreseen(kept: Partial<WorkspaceRetention>): Promise<unknown> {
	return (await (await callAs('owner'))('POST', '/retention/preview', { ...nothing, ...kept })).body;
}

/** Rings until all is counted, told and archived, and nothing too old is left. */
async function ring(profileId: string): Promise<void> {
	await writeArchives(env);
	for (let turn = 0; turn < 4; turn++) {
		await runInDurableObject(shardOf(env, profileId), (shard) => shard.alarm?.());
	}
}

async function eventsOf(profileId: string): Promise<string[]> {
	const { items } = await shardOf(env, profileId).timeline(profileId, Number.MAX_SAFE_INTEGER);
	return items.map(({ event }) => event);
}

const rowsOf = (profileId: string) =>
	runInDurableObject(
		shardOf(env, profileId),
		(_, { storage }) =>
			storage.sql.exec<{ count: number }>("SELECT count(*) AS count FROM batches WHERE body <> '[[],[]]'").one().count,
	);

const names = async () =>
	(await env.DB.prepare('SELECT id FROM profiles ORDER BY id').all<{ id: string }>()).results.map(({ id }) => id);

/** Somebody who did something on each of these days. */
async function active(days: readonly number[]): Promise<string> {
	const visitor = newVisitor();
	for (const day of days) {
		at(day);
		await send([track(visitor, `Day ${day}`)]);
	}
	return visitor;
}

describe('events that are too old', () => {
	test('go, those that are not stay, and what counts their number stays', async () => {
		const visitor = await active([0, 5, 40, 41]);
		await ring(visitor);
		expect(await foreseen({ eventDays: 30 })).toMatchObject({ events: 2, peopleWithEvents: 1, idlePeople: 0 });
		expect(await eventsOf(visitor)).toHaveLength(4);
		await keep({ eventDays: 30 });
		await ring(visitor);
		expect(await eventsOf(visitor)).toEqual(['Day 41', 'Day 40']);
		expect(await rowsOf(visitor)).toBe(2);
		expect(await shardOf(env, visitor).detail(visitor)).toMatchObject({ events: 4 });
		expect(await foreseen({ eventDays: 30 })).toMatchObject({ events: 0 });
	});

	test('go day after day, and with them whom a segment has in it by what they did', async () => {
		await addSegment('early', { $did: { event: 'Day 0' } });
		const visitor = await active([0, 20]);
		await ring(visitor);
		expect((await shardOf(env, visitor).detail(visitor))?.segments).toMatchObject([{ id: 'early' }]);
		await keep({ eventDays: 30 });
		await ring(visitor);
		expect(await eventsOf(visitor)).toContain('Day 0');
		at(31);
		await ring(visitor);
		expect(await eventsOf(visitor)).not.toContain('Day 0');
		expect((await shardOf(env, visitor).detail(visitor))?.segments).toEqual([]);
	});

	test('stay until they are archived', async () => {
		const visitor = await active([0]);
		at(40);
		await keep({ eventDays: 30 });
		const definitions = await loadDefinitions(env);
		await runInDurableObject(shardOf(env, visitor), (_, { storage }) => {
			const turn = { tables: openTables(storage.sql), definitions, now: Date.now() };
			retain(turn, (work) => storage.transactionSync(work));
		});
		expect(await eventsOf(visitor)).toEqual(['Day 0']);
		await writeArchives(env);
		at(41);
		await ring(visitor);
		expect(await eventsOf(visitor)).toEqual([]);
	});

	test('in between younger ones, and told late, go too, and the others stay together', async () => {
		const visitor = await active([35, 36]);
		at(37);
		await send(
			[track(visitor, 'Long ago')].map((event) => ({ ...event, timestamp: new Date(begin).toISOString() })),
			{ key: secretKey },
		);
		at(38);
		await send([track(visitor, 'Day 38')]);
		await ring(visitor);
		await keep({ eventDays: 10 });
		await ring(visitor);
		expect(await eventsOf(visitor)).toEqual(['Day 38', 'Day 36', 'Day 35']);
		await send(
			[track(visitor, 'Longer ago')].map((event) => ({ ...event, timestamp: new Date(begin).toISOString() })),
			{ key: secretKey },
		);
		at(39);
		await ring(visitor);
		expect(await eventsOf(visitor)).toEqual(['Day 38', 'Day 36', 'Day 35']);
	});
});

describe('what a merge that is undone has set apart', () => {
	/** Both did something while they were one, in one row: it is written again for each of them, and the row is set apart. */
	async function separated(): Promise<{ stays: string; separate: () => Promise<boolean> }> {
		const [stays, goes] = [newVisitor(1), newVisitor(2)];
		await send([track(stays, 'Stays')]);
		await send([track(goes, 'Goes')]);
		const joined = await join(
			env,
			{ sourceId: goes, targetId: stays, cause: { kind: 'teammate', value: 'Ada' } },
			'archive',
		);
		if (joined.kind !== 'one' || joined.mergeId === null) throw new Error(JSON.stringify(joined));
		const { mergeId } = joined;
		await send([track(stays, 'Stays on'), track(goes, 'Goes on')]);
		return { stays, separate: () => shardOf(env, goes).returnFrom(goes, mergeId, 'Grace') };
	}

	test('goes with the rest that is too old', async () => {
		const { stays, separate } = await separated();
		await separate();
		await ring(stays);
		at(40);
		await send([track(stays, 'Day 40')]);
		await keep({ eventDays: 30 });
		await ring(stays);
		expect(await eventsOf(stays)).toEqual(['Day 40']);
		expect(await rowsOf(stays)).toBe(1);
	});

	test('goes with whom nobody has seen for so long', async () => {
		const { stays, separate } = await separated();
		await separate();
		await ring(stays);
		at(40);
		await keep({ idleDays: 30 });
		await ring(stays);
		expect(await rowsOf(stays)).toBe(0);
	});

	test('cannot be had back once the one who stayed is gone', async () => {
		const { stays, separate } = await separated();
		await ring(stays);
		at(20);
		await keep({ idleDays: 10 });
		await ring(stays);
		expect(await shardOf(env, stays).detail(stays)).toBeNull();
		expect(await separate()).toBe(false);
	});
});

describe('people who are not known by name', () => {
	test('go when nobody has seen them for so long; who is known, or was here since, stays', async () => {
		const [idle, seen] = [await active([0]), await active([0, 25])];
		at(0);
		const known = newVisitor();
		await send([{ type: 'identify', anonymousId: known, userId: 'u-1' }], { key: secretKey });
		const addressed = newVisitor();
		await send([{ type: 'identify', anonymousId: addressed, traits: { email: 'ada@example.com' } }]);
		await ring(idle);
		at(31);
		expect(await foreseen({ idleDays: 30 })).toMatchObject({ idlePeople: 1, events: 0 });
		await keep({ idleDays: 30 });
		await ring(idle);
		expect(await shardOf(env, idle).detail(idle)).toBeNull();
		expect(await names()).toEqual([seen, known, addressed].sort());
		expect(await rowsOf(idle)).toBe(4);
	});

	test('are somebody new when they come again', async () => {
		const idle = await active([0]);
		await ring(idle);
		at(31);
		await keep({ idleDays: 30 });
		await ring(idle);
		await send([track(idle, 'Back')]);
		await ring(idle);
		expect(await shardOf(env, idle).detail(idle)).toMatchObject({ events: 1 });
		expect(await names()).toEqual([idle]);
	});
});

describe('the archive', () => {
	test('loses what was received too long ago', async () => {
		const visitor = await active([0]);
		await ring(visitor);
		at(50);
		await send([track(visitor, 'Later')]);
		await ring(visitor);
		expect(await foreseen({ archiveDays: 30 })).toMatchObject({ archive: { objects: 1, events: 1 } });
		await dropOldArchive(env, Date.now());
		expect((await env.ARCHIVE.list()).objects).toHaveLength(2);
		await keep({ archiveDays: 30 });
		await dropOldArchive(env, Date.now());
		expect((await env.ARCHIVE.list()).objects).toMatchObject([
			{ key: expect.stringContaining('events/shop/2026-07-21/') },
		]);
	});
});

test('a shard whose alarm was lost rings again on the next day', async () => {
	const visitor = await active([0]);
	await keep({ eventDays: 30 });
	await ring(visitor);
	const next = await runInDurableObject(shardOf(env, visitor), (_, { storage }) =>
		openTables(storage.sql).meta.read('retainAt'),
	);
	expect(Number(next)).toBe(Date.UTC(2026, 5, 2));
	await keep({});
	await ring(visitor);
	const off = await runInDurableObject(shardOf(env, visitor), (_, { storage }) =>
		openTables(storage.sql).meta.read('retainAt'),
	);
	expect(off).toBe('Infinity');
});

test('only editors and owners say what is kept, and nonsense is refused', async () => {
	expect(await (await callAs('viewer'))('PUT', '/retention', nothing)).toMatchObject({ status: 403 });
	const call = await callAs('editor');
	for (const eventDays of [0, -1, 1.5, '30']) {
		expect(await call('PUT', '/retention', { ...nothing, eventDays })).toMatchObject({
			status: 400,
			body: { error: { path: 'eventDays' } },
		});
	}
	expect(await call('GET', '/retention')).toMatchObject({ body: nothing });
});
