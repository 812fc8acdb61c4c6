import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
	addJourney,
	addMessage,
	addSegment,
	newVisitor,
	openWorkspace,
	secretKey,
	send,
	track,
	writesAfterAnHour,
} from '../../testing/workspace.ts';
import { forgetIdentities } from '../identities.ts';
import { shardOf } from '../index.ts';
import { ProfileShard } from '../shard.ts';
import { undoMs } from './departure.ts';
import { join } from './join.ts';

const cause = { kind: 'teammate', value: 'Ada' };
const server = { key: secretKey, headers: { 'content-type': 'application/json' } };
const minuteMs = 60_000;

beforeEach(() => openWorkspace());
afterEach(() => vi.useRealTimers());

function at(ms: number): void {
	vi.useFakeTimers({ now: ms, toFake: ['Date'] });
}

async function detailOf(profileId: string) {
	const detail = await shardOf(env, profileId).detail(profileId);
	if (!detail) throw new Error(`nobody: ${profileId}`);
	return detail;
}

async function eventsOf(profileId: string): Promise<string[]> {
	const { items } = await shardOf(env, profileId).timeline(profileId, Number.MAX_SAFE_INTEGER);
	return items.map(({ event }) => event).sort();
}

/** What a teammate sees, but for how often and when something of it was written. */
async function person(profileId: string) {
	const { deliveries, ...detail } = await detailOf(profileId);
	return { ...detail, deliveries: deliveries.map(({ updatedAt, ...delivery }) => delivery) };
}

async function merge(sourceId: string, targetId: string): Promise<string> {
	const joined = await join(env, { sourceId, targetId, cause }, 'archive');
	if (joined.kind !== 'one' || joined.mergeId === null) throw new Error(JSON.stringify(joined));
	return joined.mergeId;
}

function separate(sourceId: string, mergeId: string): Promise<boolean> {
	return shardOf(env, sourceId).returnFrom(sourceId, mergeId, 'Grace');
}

/** Two people, of whom the first is known. */
async function twoPeople(): Promise<{ known: string; nameless: string }> {
	const [known, nameless] = [newVisitor(1), newVisitor(2)];
	await send([
		track(known, 'Signed In', { context: { geo: { country: 'CH' } } }),
		{ type: 'identify', anonymousId: known, userId: 'u-1', traits: { plan: 'pro', city: 'Bern' } },
	]);
	await send([
		track(nameless, 'Viewed', { context: { geo: { country: 'IT' } } }),
		{ type: 'identify', anonymousId: nameless, traits: { city: 'Rome', email: 'x@shop.example' } },
		track(nameless, 'Consent Updated', { properties: { email: false } }),
	]);
	return { known, nameless };
}

describe('a merge that is undone', () => {
	test('leaves both as they were', async () => {
		await addSegment('viewers', { $did: { event: 'Viewed' } });
		const { known, nameless } = await twoPeople();
		const before = { known: await person(known), nameless: await person(nameless) };
		const mergeId = await merge(nameless, known);
		expect((await detailOf(known)).segments).toHaveLength(1);
		expect(await separate(nameless, mergeId)).toBe(true);
		expect(await person(nameless)).toEqual(before.nameless);
		expect(await person(known)).toEqual(before.known);
		// What is told of the merge stays in the history.
		const told = ['Profiles Merged', 'Profiles Separated', 'Segment Left'];
		expect(await eventsOf(known)).toEqual(['Identified', ...told, 'Signed In']);
		expect(await env.DB.prepare('SELECT state, undone_by FROM merges').first()).toEqual({
			state: 'undone',
			undone_by: 'Grace',
		});
	});

	test('gives back what came from the old id meanwhile, and leaves what came from the other', async () => {
		const { known, nameless } = await twoPeople();
		const mergeId = await merge(nameless, known);
		await send([track(nameless, 'Meanwhile At The Old')]);
		await send([track(known, 'Meanwhile At The New'), track(nameless, 'Again At The Old')]);
		await separate(nameless, mergeId);
		expect(await eventsOf(nameless)).toEqual([
			'Again At The Old',
			'Consent Updated',
			'Identified',
			'Meanwhile At The Old',
			'Viewed',
		]);
		expect(await eventsOf(known)).toEqual([
			'Identified',
			'Meanwhile At The New',
			'Profiles Merged',
			'Profiles Separated',
			'Signed In',
		]);
		expect(await detailOf(nameless)).toMatchObject({ events: 5 });
		await send([track(nameless, 'After')]);
		expect(await eventsOf(nameless)).toContain('After');
		expect(await eventsOf(known)).not.toContain('After');
	});

	test('gives back its identities, and is found by them', async () => {
		const known = newVisitor(1);
		await send([{ type: 'identify', anonymousId: known, userId: 'u-1' }]);
		await send([track('other-sdk', 'Seen')]);
		const owner = () =>
			env.DB.prepare("SELECT profile_id FROM identities WHERE kind = 'anonymousId'").first<string>('profile_id');
		const foreign = (await owner()) ?? '';
		const mergeId = await merge(foreign, known);
		await send([track('other-sdk', 'Meanwhile')]);
		expect(await owner()).toBe(known);
		await separate(foreign, mergeId);
		expect(await owner()).toBe(foreign);
		forgetIdentities();
		await send([track('other-sdk', 'After')]);
		expect(await eventsOf(foreign)).toEqual(['After', 'Meanwhile', 'Seen']);
	});

	test('is not made again by what made it, only by a teammate', async () => {
		const [phone, laptop] = [newVisitor(1), newVisitor(2)];
		await send([track(phone, 'Seen'), track(laptop, 'Seen')]);
		for (const anonymousId of [phone, laptop]) await send([track(anonymousId, 'Signed In', { userId: 'u-1' })], server);
		const mergeId = await env.DB.prepare('SELECT id FROM merges').first<string>('id');
		await separate(laptop, mergeId ?? '');
		await send([track(laptop, 'Signed In Again', { userId: 'u-1' })], server);
		expect((await detailOf(laptop)).id).toBe(laptop);
		expect(await env.DB.prepare('SELECT reason FROM merge_refusals').first('reason')).toBe('kept-apart');
		await merge(laptop, phone);
		expect((await detailOf(laptop)).id).toBe(phone);
	});

	test('of a chain is the last one first', async () => {
		const [a, b, c] = [newVisitor(1), newVisitor(2), newVisitor(3)];
		for (const [place, id] of [a, b, c].entries()) await send([track(id, `Event ${place}`)]);
		const [first, second] = [await merge(a, b), await merge(b, c)];
		expect(await separate(a, first)).toBe(false);
		expect((await detailOf(a)).id).toBe(c);
		expect(await separate(b, second)).toBe(true);
		expect((await detailOf(a)).id).toBe(b);
		expect(await separate(a, first)).toBe(true);
		for (const [place, id] of [a, b, c].entries()) {
			expect((await detailOf(id)).id).toBe(id);
			expect((await eventsOf(id)).filter((name) => name.startsWith('Event'))).toEqual([`Event ${place}`]);
		}
	});

	test('leaves others who were merged into the same person where they are', async () => {
		const { known, nameless } = await twoPeople();
		const third = newVisitor(4);
		await send([track(third, 'Third'), track(third, 'Consent Updated', { properties: { sms: false } })]);
		const mergeId = await merge(nameless, known);
		await merge(third, known);
		await separate(nameless, mergeId);
		expect((await detailOf(third)).id).toBe(known);
		expect(await eventsOf(known)).toEqual(expect.arrayContaining(['Third', 'Signed In']));
		expect(await eventsOf(known)).not.toContain('Viewed');
		expect((await detailOf(known)).consent).toMatchObject({ sms: { granted: false } });
		expect((await detailOf(known)).consent).not.toHaveProperty('email');
	});

	test('is finished by itself when the process dies on the way', async () => {
		const { known, nameless } = await twoPeople();
		const mergeId = await merge(nameless, known);
		await send([track(nameless, 'Meanwhile')]);
		await runInDurableObject(shardOf(env, nameless), (instance) => {
			if (!(instance instanceof ProfileShard)) throw new Error('no ProfileShard');
			expect(instance.askToReturn(nameless, mergeId, 'Grace')).toBe(true);
		});
		const devices = [nameless];
		const since = Date.now() - minuteMs;
		await shardOf(env, known).giveBack({ mergeId, targetId: known, devices, users: [], since });
		for (const id of [nameless, known]) await evictDurableObject(shardOf(env, id));
		at(Date.now() + minuteMs);
		await runDurableObjectAlarm(shardOf(env, nameless));
		expect(await eventsOf(nameless)).toEqual(['Consent Updated', 'Identified', 'Meanwhile', 'Viewed']);
		expect(await eventsOf(known)).toEqual(['Identified', 'Profiles Merged', 'Profiles Separated', 'Signed In']);
	});

	test('cannot be once thirty days are over, and what that took is gone', async () => {
		const { known, nameless } = await twoPeople();
		const mergeId = await merge(nameless, known);
		await shardOf(env, nameless).archive();
		at(Date.now() + undoMs + minuteMs);
		await runDurableObjectAlarm(shardOf(env, nameless));
		expect(await separate(nameless, mergeId)).toBe(false);
		const left = await runInDurableObject(shardOf(env, nameless), (_, { storage: { sql } }) =>
			// A table's last batch leaves an empty row, which keeps its number.
			["batches WHERE profile_id <> ''", 'luggage', 'profiles'].map(
				(rows) => sql.exec(`SELECT count(*) AS n FROM ${rows}`).one().n,
			),
		);
		expect(left).toEqual([0, 0, 0]);
		expect((await detailOf(nameless)).id).toBe(known);
	});
});

describe('what a teammate decided by hand', () => {
	test('comes along, is set by the old id too, and goes back', async () => {
		await addSegment('vips', { 'traits.plan': 'vip' });
		await addSegment('others', { 'traits.plan': 'other' });
		const { known, nameless } = await twoPeople();
		const put = (id: string, segment: string) => shardOf(env, id).setMemberships(segment, [id], 'in');
		await put(nameless, 'vips');
		const mergeId = await merge(nameless, known);
		expect(await put(nameless, 'others')).toMatchObject({ changed: 1, unknown: [] });
		expect((await detailOf(known)).segments.map(({ id }) => id)).toEqual(['vips', 'others']);
		await separate(nameless, mergeId);
		expect((await detailOf(nameless)).segments.map(({ id }) => id)).toEqual(['vips']);
		expect((await detailOf(known)).segments.map(({ id }) => id)).toEqual(['others']);
	});
});

describe('a journey', () => {
	const journey = writesAfterAnHour('welcome', 'Joined', 'hello');

	test('that both were in goes on for both when they are separated, each with one message', async () => {
		await addMessage('hello');
		await addJourney(journey);
		const people = [newVisitor(1), newVisitor(2)];
		const [first = '', second = ''] = people;
		for (const id of people)
			await send([{ type: 'identify', anonymousId: id, traits: { email: `${id}@shop.example` } }, track(id, 'Joined')]);
		const mergeId = await merge(second, first);
		await separate(second, mergeId);
		for (const id of people)
			expect((await detailOf(id)).enrollments).toMatchObject([{ status: 'active', profileId: id }]);
		at(Date.now() + 3_700_000);
		for (const id of people) await runDurableObjectAlarm(shardOf(env, id));
		for (const id of people) expect((await detailOf(id)).deliveries).toMatchObject([{ profileId: id }]);
	});
});
