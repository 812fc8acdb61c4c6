import { applyD1Migrations, reset, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Journey } from '../../core/journey/types.ts';
import { forgetIdentities } from '../profiles/identities.ts';
import { shardOf } from '../profiles/index.ts';
import type { Profile } from '../profiles/profile.ts';
import { callAs, ORIGIN, sessionOf } from '../testing/sign-in.ts';
import {
	addJourney,
	addMessage,
	addSegment,
	call,
	newVisitor,
	openWorkspace,
	send,
	track,
} from '../testing/workspace.ts';
import type { PackedTally } from '../traffic/tally.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;

async function openBoth(): Promise<void> {
	await openWorkspace();
	await openWorkspace({ id: 'blog', hostnames: ['blog.example'], writeKey: 'ewp_blog', secretKey: 'ews_blog' });
	await openWorkspace({
		id: 'open',
		hostnames: ['open.example'],
		writeKey: 'ewp_open',
		secretKey: 'ews_open',
		publicWord: 'counts',
	});
	await addSegment('buyers', { $did: { event: 'Order Completed' } });
	await addSegment('recent', { $did: { event: 'Seen', within: '2d' } });
	await addSegment('pros', { 'traits.plan': 'pro' });
}

beforeEach(openBoth);
afterEach(() => vi.useRealTimers());

/** Only the clock is moved: timers stay real. */
function at(ms: number): void {
	vi.useFakeTimers({ now: ms, toFake: ['Date'] });
}

async function asEditor(path: string, init: RequestInit<IncomingRequestCfProperties> = {}): Promise<Response> {
	const headers = { authorization: `Bearer ${await sessionOf('editor')}`, ...init.headers };
	return call(`${ORIGIN}/api/archive${path}`, { ...init, headers });
}

/** Everything that is accepted by now, as a download gives it. */
async function download(): Promise<string> {
	expect((await asEditor('/write', { method: 'POST' })).status).toBe(204);
	const response = await asEditor('/events?from=2000-01-01T00:00:00Z&to=2040-01-01T00:00:00Z');
	return new TextDecoder().decode(await response.arrayBuffer());
}

interface Restored {
	readonly lines: number;
	readonly restored: number;
	readonly duplicates: number;
	readonly refused: number;
	readonly refusals: readonly { line: number; code: string; path?: string }[];
}

async function restore(body: BodyInit, headers: Record<string, string> = {}): Promise<Restored> {
	const response = await asEditor('/restore', {
		method: 'POST',
		body,
		headers: { 'content-type': 'application/x-ndjson', ...headers },
	});
	expect(response.status).toBe(200);
	return response.json();
}

/** A workspace with the same sites and segments, and nobody in it. */
async function emptied(): Promise<void> {
	await reset();
	await applyD1Migrations(env.DB, env.MIGRATIONS);
	forgetIdentities();
	await openBoth();
}

/** People as the shards have them, but for what says how they are stored: where rows lie, and how often they were written. */
async function everybody(): Promise<Record<string, unknown>[]> {
	const { results } = await env.DB.prepare('SELECT name FROM shards ORDER BY name').all<{ name: string }>();
	const found: Record<string, unknown>[] = [];
	for (const { name } of results) {
		const shard = env.PROFILES.get(env.PROFILES.idFromName(name));
		const profiles = await runInDurableObject(shard, (_, state) =>
			state.storage.sql
				.exec<{ body: string }>('SELECT body FROM profiles ORDER BY id')
				.toArray()
				.map(({ body }): Profile => JSON.parse(body)),
		);
		for (const { chain, version, ...profile } of profiles) found.push({ ...profile, until: chain?.until });
	}
	return found.sort((a, b) => (String(a.id) < String(b.id) ? -1 : 1));
}

/** What every shard has counted of the sites' days. */
async function traffic(): Promise<unknown[]> {
	const { results } = await env.DB.prepare('SELECT name FROM shards ORDER BY name').all<{ name: string }>();
	const counted = results
		.map(({ name }) => env.PROFILES.get(env.PROFILES.idFromName(name)))
		.map((shard) => Promise.all(['shop', 'blog', 'open'].map((siteId) => shard.traffic(siteId, 0, 40_000))));
	const days = (await Promise.all(counted)).flat(2);
	return days
		.map((day) => JSON.stringify({ ...day, tally: { ...day.tally, values: sorted(day.tally.values) } }))
		.sort();
}

/** Counts by value, in no matter which order they were first met. */
function sorted(values: PackedTally['values']): Record<string, unknown> {
	return Object.fromEntries(Object.entries(values).map(([dimension, counts]) => [dimension, counts.toSorted()]));
}

/** Identities of people who are there; an identity may also wait for somebody of whom nothing was ever kept. */
async function identities(): Promise<unknown[]> {
	const there = new Set((await everybody()).map(({ id }) => id));
	const { results } = await env.DB.prepare('SELECT * FROM identities ORDER BY kind, value').all<{
		kind: string;
		value: string;
		profile_id: string;
		verified: number;
	}>();
	return results.filter(({ profile_id }) => there.has(profile_id));
}

describe('an archive, restored into an empty workspace,', () => {
	const names = ['Seen', 'Order Completed', 'Product Viewed'];
	const devices = [newVisitor(1), newVisitor(2), newVisitor(3)];
	const anonymousId = fc.constantFrom(...devices, 'foreign-1', 'foreign-2');
	const userId = fc.constantFrom('u-1', 'u-2', 'u-3');
	const person = fc.oneof(fc.record({ anonymousId }), fc.record({ userId }), fc.record({ anonymousId, userId }));
	const context = fc.constantFrom(
		{},
		{ campaign: { source: 'mail' } },
		{ campaign: { source: 'ads' }, device: { type: 'tv' } },
		{ geo: { country: 'DE' } },
	);
	const what = fc.oneof(
		fc.record({ type: fc.constant('track'), event: fc.constantFrom(...names) }),
		fc.record({ type: fc.constant('page'), properties: fc.record({ path: fc.constantFrom('/', '/p\u2028\n') }) }),
		fc.record({
			type: fc.constant('identify'),
			traits: fc.dictionary(fc.constantFrom('plan', 'email', 'name'), fc.constantFrom('pro', 'free', 'x\n\u2029', 7)),
		}),
		fc.record({ type: fc.constant('group'), groupId: fc.constantFrom('acme', 'umbrella') }),
		fc.record({
			type: fc.constant('track'),
			event: fc.constant('Consent Updated'),
			properties: fc.dictionary(fc.constantFrom('analytics', 'email'), fc.boolean()),
		}),
	);
	const event = fc
		.record({
			who: person,
			what,
			context,
			agoMs: fc.oneof(fc.nat(5000), fc.nat(4 * dayMs)),
			messageId: fc.nat(25).map((n) => `m-${n}`),
		})
		.map(({ who, what, context, agoMs, messageId }) => ({ ...who, ...what, context, agoMs, messageId }));
	const call = fc.record({
		events: fc.array(event, { minLength: 1, maxLength: 5 }),
		key: fc.constantFrom('ewp_test', 'ews_test', 'ewp_blog', 'ews_blog', 'ewp_open'),
		pauseMs: fc.oneof(fc.nat(3000), fc.nat(90 * minuteMs)),
	});

	test('gives the same people, from whatever was sent', { timeout: 240_000 }, async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(call, { minLength: 2, maxLength: 12 }), async (calls) => {
				await emptied();
				let now = Date.UTC(2026, 10, 20, 22, 40);
				for (const { events, key, pauseMs } of calls) {
					now += pauseMs;
					at(now);
					const server = key.startsWith('ews');
					const batch = events.map(({ agoMs, ...rest }) => ({
						// Who names a device and a user at a word that counts merges people, which has a test of its own.
						...('userId' in rest && (server || key === 'ewp_open') ? { ...rest, anonymousId: undefined } : rest),
						timestamp: new Date(now - agoMs).toISOString(),
					}));
					await send(batch, { key, headers: server ? { 'content-type': 'application/json' } : {} });
				}
				const all = async () => ({
					people: await everybody(),
					identities: await identities(),
					traffic: await traffic(),
				});
				const before = await all();
				const lines = await download();
				await emptied();
				const { refusals } = await restore(lines);
				expect(refusals).toEqual([]);
				expect(await all()).toEqual(before);
				const again = await restore(lines);
				expect(again).toMatchObject({ restored: 0, duplicates: again.lines });
				expect(await all()).toEqual(before);
				// What was restored is archived like everything else, and says the same.
				const second = await download();
				await emptied();
				await restore(second);
				expect(await all()).toEqual(before);
			}),
			{ numRuns: 6, endOnFailure: true },
		);
	});
});

describe('people who were merged', () => {
	test('are merged again, whichever of their lines come first', async () => {
		const [phone, laptop, other] = [newVisitor(1), newVisitor(2), newVisitor(3)];
		const server = { key: 'ews_test', headers: { 'content-type': 'application/json' } };
		await send([track(phone, 'Seen'), { type: 'identify', anonymousId: phone, traits: { plan: 'free' } }]);
		await send([track(laptop, 'Order Completed'), track(other, 'Seen')]);
		for (const anonymousId of [phone, laptop]) await send([track(anonymousId, 'Signed In', { userId: 'u-1' })], server);
		await send([track(laptop, 'Seen Later')]);
		const all = async () =>
			(await everybody()).map(({ id, userId, events, traits, segments }) => ({
				...{ id, userId, events, traits },
				segments: Object.keys(segments ?? {}).sort(),
			}));
		const before = await all();
		expect(before).toHaveLength(2);
		const lines = await download();
		const people = Map.groupBy(lines.trimEnd().split('\n'), (line) => String(JSON.parse(line).profileId));
		const backwards = [...people.values()].toReversed().flat().join('\n');
		for (const archived of [lines, backwards]) {
			await emptied();
			expect(await restore(archived)).toMatchObject({ refused: 0 });
			expect(await all()).toEqual(before);
			expect(await restore(archived)).toMatchObject({ restored: 0 });
			expect((await shardOf(env, laptop).detail(laptop))?.id).toBe(phone);
		}
	});
});

describe('two users whom a teammate merged', () => {
	test('are merged again, and found by either userId', async () => {
		const [one, other] = [newVisitor(1), newVisitor(2)];
		const server = { key: 'ews_test', headers: { 'content-type': 'application/json' } };
		await send([track(one, 'Signed In', { userId: 'u-1' }), track(other, 'Signed In', { userId: 'u-2' })], server);
		const editor = await callAs('editor');
		const merged = await editor('POST', `/profiles/${one}/merges`, { profileId: other, twoUsers: true, keep: one });
		expect(merged).toMatchObject({ status: 200, body: { profileId: one } });
		await send([{ type: 'track', event: 'Seen', userId: 'u-2' }], server);
		const all = async () => [
			await identities(),
			(await everybody()).map(({ id, userId, events }) => [id, userId, events]),
		];
		const before = await all();
		expect(before[1]).toEqual([[one, 'u-1', 3]]);
		const lines = await download();
		const people = Map.groupBy(lines.trimEnd().split('\n'), (line) => String(JSON.parse(line).profileId));
		const backwards = [...people.values()].toReversed().flat().join('\n');
		for (const archived of [lines, backwards]) {
			await emptied();
			expect(await restore(archived)).toMatchObject({ refused: 0 });
			expect(await all()).toEqual(before);
		}
	});
});

describe('a restore', () => {
	const journey: Journey = {
		id: 'thanks',
		name: 'Thanks',
		version: 1,
		trigger: { kind: 'event', event: 'Order Completed' },
		entry: 'mail',
		steps: { mail: { kind: 'message', messageId: 'thanks', next: 'end' }, end: { kind: 'exit' } },
		exitWhen: null,
		reentry: 'always',
	};

	async function openWithJourney(): Promise<void> {
		await addMessage('thanks');
		await addJourney(journey);
	}

	async function detail(visitor: string) {
		return shardOf(env, visitor).detail(visitor);
	}

	test('sends nobody a follow-up, however fresh the events are', async () => {
		await openWithJourney();
		const visitor = newVisitor();
		await send([
			{ type: 'identify', anonymousId: visitor, messageId: 'i', traits: { email: 'ada@shop.example' } },
			track(visitor, 'Order Completed'),
		]);
		expect((await detail(visitor))?.enrollments).toHaveLength(1);
		const lines = await download();
		await emptied();
		await openWithJourney();
		expect(await restore(lines)).toMatchObject({ restored: 3, refused: 0 });
		await runDurableObjectAlarm(shardOf(env, visitor));
		expect(await detail(visitor)).toMatchObject({ events: 2, enrollments: [], deliveries: [] });
		// What happens from now on does start it.
		await send([track(visitor, 'Order Completed')]);
		expect((await detail(visitor))?.enrollments).toHaveLength(1);
	});

	test('brings back what became of messages, as part of the history', async () => {
		at(Date.now());
		await openWithJourney();
		const visitor = newVisitor();
		await send([
			{ type: 'identify', anonymousId: visitor, messageId: 'i', traits: { email: 'ada@shop.example' } },
			track(visitor, 'Order Completed'),
		]);
		const [delivery] = (await detail(visitor))?.deliveries ?? [];
		await shardOf(env, visitor).settle({ profileId: visitor, deliveryId: delivery?.id ?? '' }, { kind: 'sent' });
		const before = await everybody();
		const lines = await download();
		expect(lines).toContain('"siteId":null,"source":"edgewise"');
		await emptied();
		expect(await restore(lines)).toMatchObject({ restored: 4, refused: 0 });
		expect(await everybody()).toEqual(before);
		const { items } = await shardOf(env, visitor).timeline(visitor, Number.MAX_SAFE_INTEGER);
		expect(items.map(({ event }) => event)).toContain('Message Sent');
	});

	test('keeps that people were put in and out by hand, and tells nobody twice that they entered', async () => {
		at(Date.UTC(2026, 10, 1, 12));
		const [kept, put] = [newVisitor(1), newVisitor(2)];
		// It entered a moment after it ordered, and both came in one batch.
		const timestamp = new Date(Date.now() - 1000).toISOString();
		await send([track(kept, 'Order Completed', { timestamp }), track(put, 'Product Viewed')]);
		await shardOf(env, kept).setMemberships('buyers', [kept], 'out');
		await shardOf(env, put).setMemberships('buyers', [put], 'in');
		const before = await everybody();
		const lines = await download();
		await emptied();
		expect(await restore(lines)).toMatchObject({ restored: 7, refused: 0 });
		expect(await everybody()).toEqual(before);
		expect(before.map(({ id, segments }) => [id, segments])).toEqual([
			[kept, {}],
			[put, { buyers: Date.UTC(2026, 10, 1, 12) }],
		]);
		const { items } = await shardOf(env, kept).timeline(kept, Number.MAX_SAFE_INTEGER);
		expect(items.map(({ event }) => event).sort()).toEqual([
			'Order Completed',
			'Segment Entered',
			'Segment Left',
			'Segment Membership Set',
		]);
		const second = await download();
		await emptied();
		await restore(second);
		expect(await everybody()).toEqual(before);
	});

	test('keeps since when somebody is in a segment, and judges now who still is', async () => {
		const visitor = newVisitor();
		const then = Date.UTC(2026, 10, 1, 12);
		at(then);
		await send([track(visitor, 'Seen'), track(visitor, 'Order Completed')]);
		const lines = await download();
		await emptied();
		at(then + 10 * dayMs);
		await restore(lines);
		await runDurableObjectAlarm(shardOf(env, visitor));
		expect((await detail(visitor))?.segments).toEqual([
			{ id: 'buyers', name: 'buyers', since: new Date(then).toISOString(), byHand: false },
		]);
	});

	test('of the past does not undo what is true of somebody now', async () => {
		const visitor = newVisitor();
		const then = Date.UTC(2026, 10, 1, 12);
		at(then);
		await send([track(visitor, 'Product Viewed')]);
		const lines = await download();
		await emptied();
		at(then + 10 * dayMs);
		await send([track(visitor, 'Seen')]);
		await restore(lines);
		expect((await detail(visitor))?.segments.map(({ id }) => id)).toEqual(['recent']);
		expect(await detail(visitor)).toMatchObject({ events: 2, firstSeenAt: new Date(then).toISOString() });
	});

	test('refuses bad lines by their number, and takes the others', async () => {
		const visitor = newVisitor();
		await send([track(visitor, 'Seen', { messageId: 'a' }), track(visitor, 'Seen', { messageId: 'b' })]);
		const [first = '', second = ''] = (await download()).split('\n');
		await emptied();
		const like = (change: object) => JSON.stringify({ ...JSON.parse(first), ...change });
		const body = [
			first,
			'{ this is no JSON',
			'',
			'[]',
			like({ profileId: 'nobody' }),
			like({ profileId: `weur99-${'a'.repeat(26)}` }),
			like({ messageId: null }),
			like({ receivedAt: 'yesterday' }),
			like({ source: 'me' }),
			like({ siteId: '../x' }),
			like({ type: 'party' }),
			first.replace('"properties":{}', '"properties":{"__proto__":{}}'),
			`"${'x'.repeat(600_000)}"`,
			second,
		].join('\r\n');
		const { refusals, ...counts } = await restore(body);
		expect(counts).toEqual({ lines: 13, restored: 2, duplicates: 0, refused: 11 });
		expect(refusals.map(({ line, code, path }) => [line, path ?? code])).toEqual([
			[2, 'line-not-json'],
			[4, 'line-shape'],
			[5, 'profileId'],
			[6, 'profileId'],
			[7, 'messageId'],
			[8, 'receivedAt'],
			[9, 'source'],
			[10, 'siteId'],
			[11, 'type'],
			[12, 'properties.__proto__'],
			[13, 'line-size'],
		]);
		expect(await everybody()).toMatchObject([{ id: visitor, events: 2 }]);
	});

	test('makes nobody known by what makes nobody known', async () => {
		const visitor = newVisitor();
		await send([track(visitor, 'Seen')]);
		await send([track(visitor, 'Consent Updated', { properties: { analytics: false } })]);
		const refusal = (await download()).split('\n').find((line) => line.includes('Consent Updated')) ?? '';
		await emptied();
		expect(await restore(refusal)).toMatchObject({ restored: 0, refusals: [{ line: 1, code: 'profile-unknown' }] });
		expect(await everybody()).toEqual([]);
	});

	test('gives nobody a userId that was only claimed, and finds again what was said by the claim', async () => {
		at(Date.now());
		const device = newVisitor();
		const seen = (who: object) => ({ type: 'track', event: 'Product Viewed', messageId: crypto.randomUUID(), ...who });
		await send([{ type: 'identify', anonymousId: device, userId: 'grace', messageId: 'g' }]);
		await send([seen({ userId: 'ada' }), seen({ anonymousId: device, userId: 'ada' })]);
		const before = { people: await everybody(), identities: await identities() };
		expect(before.people).toHaveLength(3);
		const lines = await download();
		expect(lines.match(/"claim":true/g)).toHaveLength(2);
		await emptied();
		expect(await restore(lines)).toMatchObject({ restored: 3, refused: 0 });
		expect({ people: await everybody(), identities: await identities() }).toEqual(before);
		await send([seen({ userId: 'ada' }), seen({ anonymousId: device, userId: 'ada' })]);
		expect(await everybody()).toHaveLength(3);
	});

	test('knows of no userId that a browser named only in what was there already, nor does anybody else', async () => {
		const [one, other] = [newVisitor(1), newVisitor(2)];
		const seen = (anonymousId: string, more: object) => ({ ...track(anonymousId, 'Product Viewed'), ...more });
		await send([seen(one, { messageId: 'm-1' })]);
		await send([seen(one, { messageId: 'm-1', userId: 'ada' })]);
		expect(await identities()).toEqual([]);
		// Of a batch that was kept once, and is sent again with more, the claim is as good as its events.
		await send([seen(one, { messageId: 'm-1', userId: 'ada' }), seen(one, { messageId: 'm-2', userId: 'ada' })]);
		expect(await identities()).toMatchObject([{ kind: 'userId', value: 'ada', profile_id: one, verified: 0 }]);
		await send([seen(other, { messageId: 'm-3' }), seen(other, { messageId: 'm-3', userId: 'grace' })]);
		await send([seen(one, { messageId: 'm-1', userId: 'ada' })]);
		const before = { people: await everybody(), identities: await identities() };
		expect(before.identities).toMatchObject([{ value: 'ada' }]);
		const lines = await download();
		await emptied();
		await restore(lines);
		expect({ people: await everybody(), identities: await identities() }).toEqual(before);
	});

	test('of what does not say that it was claimed gives a browser without a device nothing', async () => {
		await send([{ type: 'track', event: 'Product Viewed', userId: 'ada', messageId: 'a' }]);
		const lines = (await download()).replace(',"claim":true', '');
		await emptied();
		expect(await restore(lines)).toMatchObject({ restored: 1, refused: 0 });
		expect(await identities()).toEqual([]);
	});

	test('keeps who somebody was before, and that they viewed a page today', async () => {
		const visitor = newVisitor();
		await send([
			{ type: 'page', anonymousId: visitor, messageId: 'p' },
			{ type: 'alias', anonymousId: visitor, userId: 'ada', previousId: visitor, messageId: 'a' },
		]);
		const before = { people: await everybody(), traffic: await traffic() };
		expect(before.traffic).toHaveLength(1);
		const lines = await download();
		expect(lines).toContain(`"previousId":"${visitor}"`);
		await emptied();
		await restore(lines);
		expect({ people: await everybody(), traffic: await traffic() }).toEqual(before);
		expect(await download()).toContain(`"previousId":"${visitor}"`);
		await restore(lines);
		expect(await traffic()).toEqual(before.traffic);
	});

	test('takes compressed lines, and refuses what only says it is', async () => {
		const visitor = newVisitor();
		await send([track(visitor, 'Product Viewed')]);
		const lines = await download();
		await emptied();
		const gzip = new Response(new Blob([lines]).stream().pipeThrough(new CompressionStream('gzip')));
		const headers = { 'content-encoding': 'gzip' };
		expect(await restore(await gzip.arrayBuffer(), headers)).toMatchObject({ restored: 1 });
		const init = { method: 'POST', body: lines, headers: { ...headers, 'content-type': 'application/x-ndjson' } };
		expect((await asEditor('/restore', init)).status).toBe(400);
	});

	test('reads rows from before it was kept who said an event', async () => {
		const visitor = newVisitor();
		await send([{ type: 'identify', anonymousId: visitor, messageId: 'i', traits: { plan: 'free' } }]);
		await runInDurableObject(shardOf(env, visitor), (_, state) => {
			const old = { i: 'o', t: 'track', e: 'Seen', a: 1_700_000_000_000, r: 1_700_000_000_000, s: 'shop', p: {}, c: 0 };
			state.storage.sql.exec('UPDATE batches SET body = ?', JSON.stringify([[{}], [old]]));
		});
		const lines = await download();
		expect(JSON.parse(lines)).toMatchObject({ messageId: 'o', source: 'browser', anonymousId: null });
	});

	test('is not for viewers, nor for pages of other sites', async () => {
		const init = { method: 'POST', body: '{}', headers: { 'content-type': 'application/x-ndjson' } };
		const viewer = { ...init.headers, authorization: `Bearer ${await sessionOf('viewer')}` };
		expect((await call(`${ORIGIN}/api/archive/restore`, { ...init, headers: viewer })).status).toBe(403);
		expect((await call(`${ORIGIN}/api/archive/restore`, init)).status).toBe(401);
		expect((await asEditor('/restore', { ...init, headers: { 'content-type': 'text/plain' } })).status).toBe(415);
	});
});
