import { runDurableObjectAlarm } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { shardOf } from '../profiles/index.ts';
import { type Call, callAs } from '../testing/sign-in.ts';
import { addJourney, newVisitor, openWorkspace, send, track } from '../testing/workspace.ts';
import { noteSizes, noteSizesHourly } from './note-sizes.ts';

const dayMs = 86_400_000;

let call: Call;
beforeEach(async () => {
	await openWorkspace();
	call = await callAs('editor');
});
afterEach(() => vi.useRealTimers());

/** Only the clock is moved: timers stay real. */
function at(ms: number): void {
	vi.useFakeTimers({ now: ms, toFake: ['Date'] });
}

/** Has the shard do what is due, also when its alarm has just rung by itself. */
async function ring(profileId: string): Promise<void> {
	await shardOf(env, profileId).wake();
	await runDurableObjectAlarm(shardOf(env, profileId));
}

async function segmentsOf(profileId: string): Promise<string[]> {
	return ((await shardOf(env, profileId).detail(profileId))?.segments ?? []).map(({ id }) => id).sort();
}

/** What a person's timeline says of segments, oldest first: `Segment Entered gold`. */
async function movesOf(profileId: string): Promise<string[]> {
	const { items } = await shardOf(env, profileId).timeline(profileId, Number.MAX_SAFE_INTEGER);
	return items
		.filter(({ event }) => event === 'Segment Entered' || event === 'Segment Left')
		.map(({ event, properties }) => `${event} ${properties.segmentId}`)
		.reverse();
}

async function make(id: string, rest: object): Promise<void> {
	expect(await call('POST', '/segments', { id, name: id, ...rest })).toMatchObject({ status: 201 });
}

const refused = (status: number, code: string, rest: object = {}) => ({
	status,
	body: { error: expect.objectContaining({ code, ...rest }) },
});

const bought = { $did: { event: 'Order Completed' } };

describe('entering and leaving', () => {
	test('are events of the person’s history, once each', async () => {
		await make('buyers', { condition: { $did: { event: 'Order Completed', within: '1d' } } });
		const visitor = newVisitor();
		await send([track(visitor, 'Product Viewed')]);
		expect(await movesOf(visitor)).toEqual([]);
		await send([track(visitor, 'Order Completed')]);
		await send([track(visitor, 'Order Completed')]);
		expect(await movesOf(visitor)).toEqual(['Segment Entered buyers']);
		at(Date.now() + dayMs + 1000);
		await ring(visitor);
		expect(await movesOf(visitor)).toEqual(['Segment Entered buyers', 'Segment Left buyers']);
	});

	test('do not count as something that the person did', async () => {
		await make('buyers', { condition: bought });
		const visitor = newVisitor();
		await send([track(visitor, 'Order Completed')]);
		expect(await shardOf(env, visitor).detail(visitor)).toMatchObject({ events: 1 });
	});

	test('can be asked about by other segments, at once', async () => {
		const entered = { $did: { event: 'Segment Entered', where: { 'properties.segmentId': 'buyers' } } };
		await make('buyers', { condition: bought });
		await make('ever-bought', { condition: entered });
		await make('circle', { condition: { $did: { event: 'Segment Entered', count: { $lt: 100 } } } });
		const visitor = newVisitor();
		await send([track(visitor, 'Order Completed')]);
		expect(await segmentsOf(visitor)).toEqual(['buyers', 'circle', 'ever-bought']);
		expect(await movesOf(visitor)).toHaveLength(3);
	});

	test('start journeys', async () => {
		await make('buyers', { condition: bought });
		await addJourney({
			id: 'welcome',
			name: 'Welcome',
			version: 1,
			trigger: { kind: 'event', event: 'Segment Entered', where: { 'properties.segmentId': 'buyers' } },
			entry: 'wait',
			steps: { wait: { kind: 'wait', for: '1d', next: 'end' }, end: { kind: 'exit' } },
			exitWhen: null,
			reentry: 'never',
		});
		const visitor = newVisitor();
		await send([track(visitor, 'Product Viewed')]);
		expect((await shardOf(env, visitor).detail(visitor))?.enrollments).toHaveLength(0);
		await send([track(visitor, 'Order Completed')]);
		expect((await shardOf(env, visitor).detail(visitor))?.enrollments).toMatchObject([{ journeyId: 'welcome' }]);
	});
});

describe('a changed definition', () => {
	test('asks everyone again, moves who has to move, and leaves alone who stays', async () => {
		const [stays, leaves, enters] = [newVisitor(5), newVisitor(5), newVisitor(6)];
		const order = (who: string, total: number) => track(who, 'Order Completed', { properties: { total } });
		await send([order(stays, 100), order(leaves, 30)]);
		await send([order(enters, 80)]);
		const over = (total: number) => ({ $did: { event: 'Order Completed', sum: 'properties.total', $gte: total } });
		await make('spenders', { condition: over(90) });
		for (const visitor of [stays, enters]) await ring(visitor);
		expect(await movesOf(stays)).toEqual(['Segment Entered spenders']);
		expect(await movesOf(enters)).toEqual([]);
		const since = (await shardOf(env, stays).detail(stays))?.segments;
		await call('PUT', '/segments/spenders', { name: 'spenders', condition: over(70) });
		for (const visitor of [stays, enters]) await ring(visitor);
		expect(await movesOf(stays)).toEqual(['Segment Entered spenders']);
		expect((await shardOf(env, stays).detail(stays))?.segments).toEqual(since);
		expect(await movesOf(enters)).toEqual(['Segment Entered spenders']);
		expect(await movesOf(leaves)).toEqual([]);
	});

	test('tells how far it has come, shard by shard', async () => {
		const visitors = [newVisitor(5), newVisitor(5), newVisitor(6)];
		await send(visitors.map((visitor) => track(visitor, 'Order Completed')));
		await make('buyers', { condition: bought });
		expect(await call('GET', '/sweep')).toMatchObject({
			status: 200,
			body: {
				people: 3,
				asked: 0,
				isOver: false,
				shards: [{ shard: 'weur05', people: 2, asked: 0, isOver: false }, {}],
			},
		});
		await ring(visitors[0] ?? '');
		expect(await call('GET', '/sweep')).toMatchObject({ body: { people: 3, asked: 2, isOver: false } });
		await ring(visitors[2] ?? '');
		expect(await call('GET', '/sweep')).toMatchObject({ body: { people: 3, asked: 3, isOver: true } });
	});
});

describe('by hand', () => {
	test('people are in or out whatever the rule says, until the rule is given back its word', async () => {
		await make('buyers', { condition: bought });
		const [buyer, other] = [newVisitor(5), newVisitor(6)];
		await send([track(buyer, 'Order Completed')]);
		await send([track(other, 'Product Viewed')]);
		const set = (who: string, membership: string) =>
			call('POST', '/segments/buyers/members', { people: [who], membership });
		expect(await set(buyer, 'out')).toEqual({ status: 200, body: { found: 1, changed: 1, unknown: [] } });
		await set(other, 'in');
		expect([await segmentsOf(buyer), await segmentsOf(other)]).toEqual([[], ['buyers']]);
		await send([track(buyer, 'Order Completed')]);
		await call('PUT', '/segments/buyers', { name: 'Buyers', condition: { ...bought, 'traits.x': { $exists: false } } });
		for (const visitor of [buyer, other]) await ring(visitor);
		expect([await segmentsOf(buyer), await segmentsOf(other)]).toEqual([[], ['buyers']]);
		expect(await call('GET', `/profiles/${buyer}`)).toMatchObject({
			body: { keptOut: [{ id: 'buyers', name: 'Buyers' }] },
		});
		expect(await call('GET', `/profiles/${other}/explain?segment=buyers`)).toMatchObject({
			body: { member: true, decidedBy: 'hand', explanation: { matches: false } },
		});
		for (const visitor of [buyer, other]) await set(visitor, 'rule');
		expect([await segmentsOf(buyer), await segmentsOf(other)]).toEqual([['buyers'], []]);
		expect(await set(buyer, 'rule')).toMatchObject({ body: { changed: 0 } });
	});

	test('a list takes people by whatever it calls them, and names what it did not find', async () => {
		await make('guests', { kind: 'list' });
		const [ada, twin, grace] = [newVisitor(5), newVisitor(6), newVisitor(7)];
		await send([
			{ type: 'identify', anonymousId: ada, userId: 'u-ada', messageId: 'a', traits: { email: 'Ada@Shop.example' } },
			{ type: 'identify', anonymousId: twin, messageId: 'b', traits: { email: 'ada@shop.example' } },
			{ type: 'track', event: 'Seen', anonymousId: 'foreign', messageId: 'c' },
			track(grace, 'Seen'),
		]);
		for (const visitor of [ada, twin]) await ring(visitor);
		const nobody = newVisitor(7);
		const people = [' u-ada', 'foreign', 'nobody@shop.example', grace, 'ADA@shop.example', nobody, '', '__proto__'];
		expect(await call('POST', '/segments/guests/members', { people, membership: 'in' })).toMatchObject({
			status: 200,
			body: {
				found: 4,
				changed: 4,
				unknown: [
					{ position: 2, value: 'nobody@shop.example' },
					{ position: 5, value: nobody },
					{ position: 6, value: '' },
					{ position: 7, value: '__proto__' },
				],
			},
		});
		for (const visitor of [ada, twin, grace]) expect(await segmentsOf(visitor)).toEqual(['guests']);
	});

	test('a list stays a list and has no rule; an unknown segment and too many people are refused', async () => {
		await make('guests', { kind: 'list' });
		const body = { name: 'Guests', condition: bought };
		expect(await call('PUT', '/segments/guests', body)).toMatchObject(
			refused(400, 'list-has-no-rule', { path: 'condition' }),
		);
		expect(await call('PUT', '/segments/guests', { ...body, kind: 'live' })).toMatchObject(
			refused(400, 'segment-kind', { path: 'kind' }),
		);
		const many = { people: Array.from({ length: 5001 }, () => 'x'), membership: 'in' };
		expect(await call('POST', '/segments/guests/members', many)).toMatchObject(
			refused(400, 'invalid', { path: 'people' }),
		);
		expect(await call('POST', '/segments/none/members', { people: ['x'], membership: 'in' })).toMatchObject(
			refused(404, 'segment-unknown'),
		);
	});

	test('what was decided about a deleted segment is not about a new one of its id', async () => {
		const visitor = newVisitor();
		await send([track(visitor, 'Seen')]);
		at(Date.now() + 1000);
		await make('guests', { kind: 'list' });
		await call('POST', '/segments/guests/members', { people: [visitor], membership: 'in' });
		await call('DELETE', '/segments/guests');
		await ring(visitor);
		at(Date.now() + 1000);
		await make('guests', { kind: 'list' });
		await ring(visitor);
		expect(await segmentsOf(visitor)).toEqual([]);
		await call('POST', '/segments/guests/members', { people: [visitor], membership: 'in' });
		expect(await segmentsOf(visitor)).toEqual(['guests']);
	});
});

describe('a snapshot', () => {
	test('has who met the condition at its moment, and nobody else until it is taken again', async () => {
		const [early, late] = [newVisitor(5), newVisitor(5)];
		await send([track(early, 'Order Completed'), track(late, 'Product Viewed')]);
		at(Date.now() + 1000);
		await make('first', { kind: 'snapshot', condition: { $did: { event: 'Order Completed', within: '1d' } } });
		await make('all', { kind: 'snapshot', condition: {} });
		at(Date.now() + 1000);
		// Between the moment and the sweep: too late for the snapshot.
		const newcomer = newVisitor(5);
		await send([track(late, 'Order Completed'), track(newcomer, 'Order Completed')]);
		await ring(early);
		expect([await segmentsOf(early), await segmentsOf(late), await segmentsOf(newcomer)]).toEqual([
			['all', 'first'],
			['all'],
			[],
		]);
		at(Date.now() + 2 * dayMs);
		await make('other', { condition: bought });
		await ring(early);
		expect(await segmentsOf(early)).toEqual(['all', 'first', 'other']);
		expect(await call('POST', '/segments/first/take')).toMatchObject({ status: 200, body: { kind: 'snapshot' } });
		await ring(early);
		expect([await segmentsOf(early), await segmentsOf(late)]).toEqual([
			['all', 'other'],
			['all', 'other'],
		]);
		expect(await call('POST', '/segments/other/take')).toMatchObject(refused(409, 'segment-kind'));
	});

	test('does not get who came after it when the rule decides about them again', async () => {
		await make('all', { kind: 'snapshot', condition: {} });
		at(Date.now() + 1000);
		const [early, late] = [newVisitor(5), newVisitor(5)];
		await send([
			track(early, 'Product Viewed', { timestamp: new Date(Date.now() - dayMs).toISOString() }),
			track(late, 'Product Viewed'),
		]);
		await ring(late);
		const put = async (membership: string) => {
			await call('POST', '/segments/all/members', { people: [early, late], membership });
			return [await segmentsOf(early), await segmentsOf(late)];
		};
		expect(await put('in')).toEqual([['all'], ['all']]);
		expect(await put('rule')).toEqual([['all'], []]);
	});

	test('is taken once: what changes later changes nothing, though everyone is asked again', async () => {
		const visitor = newVisitor(5);
		const say = (plan: string) => ({ type: 'identify', anonymousId: visitor, messageId: plan, traits: { plan } });
		await send([say('pro')]);
		at(Date.now() + 1000);
		await make('pros', { kind: 'snapshot', condition: { 'traits.plan': 'pro' } });
		await ring(visitor);
		at(Date.now() + 1000);
		await send([say('free')]);
		await make('other', { condition: bought });
		await ring(visitor);
		expect(await segmentsOf(visitor)).toEqual(['pros']);
		expect(await movesOf(visitor)).toEqual(['Segment Entered pros']);
		// Another name is no other snapshot; another condition is.
		await call('PUT', '/segments/pros', { name: 'Pros', condition: { 'traits.plan': 'pro' } });
		await ring(visitor);
		expect(await segmentsOf(visitor)).toEqual(['pros']);
		await call('PUT', '/segments/pros', { name: 'Pros', condition: { 'traits.plan': { $eq: 'pro' } } });
		await ring(visitor);
		expect(await segmentsOf(visitor)).toEqual([]);
	});
});

describe('an audience', () => {
	test('has its count, who is in it, what it has in common with segments, and how it grew', async () => {
		await make('buyers', { condition: bought });
		const now = Date.now();
		const [old, fresh, none] = [newVisitor(5), newVisitor(6), newVisitor(6)];
		const daysAgo = (days: number) => ({ timestamp: new Date(now - days * dayMs).toISOString() });
		await send([track(old, 'Order Completed', daysAgo(10)), track(old, 'Order Completed', daysAgo(4))]);
		await send([track(fresh, 'Order Completed', daysAgo(2)), track(none, 'Seen')]);
		for (const visitor of [old, fresh]) await ring(visitor);
		const { status, body } = await call('POST', '/segments/preview', { condition: bought });
		expect(status).toBe(200);
		expect(body).toMatchObject({
			count: 2,
			examples: [{ id: fresh }, { id: old }],
			overlap: [{ id: 'buyers', name: 'buyers', count: 2, members: 2 }],
		});
		const counts = (body as { days: { date: string; count: number }[] }).days.map(({ count }) => count);
		expect(counts).toEqual([...Array(19).fill(0), ...Array(8).fill(1), 2, 2, 2]);
		const lately = { $did: { event: 'Order Completed', within: '1d' } };
		const windowed = await call('POST', '/segments/preview', { condition: lately });
		expect((windowed.body as { days: { count: number }[] }).days.filter(({ count }) => count > 0)).toHaveLength(3);
	});

	test('is counted and explained however deep its condition nests in 64 KB', async () => {
		const visitor = newVisitor(5);
		await send([track(visitor, 'Order Completed')]);
		const deep = '{"$not":'.repeat(7_000) + JSON.stringify(bought) + '}'.repeat(7_000);
		const condition = JSON.parse(deep);
		expect(await call('POST', '/segments/preview', { condition })).toMatchObject({ status: 200, body: { count: 1 } });
		expect(await call('POST', `/profiles/${visitor}/explain`, { condition })).toMatchObject({
			status: 200,
			body: { matches: true },
		});
		expect(await call('POST', '/segments', { id: 'deep', name: 'Deep', condition })).toMatchObject({ status: 201 });
		await send([track(visitor, 'Seen')]);
		// Whoever was here before is asked by the sweep.
		await ring(visitor);
		expect(await call('GET', `/profiles/${visitor}`)).toMatchObject({ body: { segments: [{ id: 'deep' }] } });
	});

	test('is asked since when things are so', async () => {
		const days = (ago: number) => new Date(Date.now() - ago * dayMs).toISOString();
		const said = (who: string, plan: string, ago: number) => ({
			...{ type: 'identify', anonymousId: who, traits: { plan }, timestamp: days(ago), messageId: `${who} ${ago}` },
		});
		const [long, lately] = [newVisitor(5), newVisitor(6)];
		await send([said(long, 'pro', 20), said(lately, 'free', 20), said(lately, 'pro', 3)]);
		await make('pro', { condition: { 'traits.plan': 'pro' } });
		for (const visitor of [long, lately]) await ring(visitor);
		const counted = async (condition: object) => (await call('POST', '/segments/preview', { condition })).body;
		expect(await counted({ 'traits.plan': { $eq: 'pro', $for: '14d' } })).toMatchObject({
			count: 1,
			examples: [{ id: long }],
		});
		expect(await counted({ 'traits.plan': { $for: '2d' } })).toMatchObject({ count: 2 });
		expect(await counted({ $segment: { id: 'pro', $for: '1d' } })).toMatchObject({ count: 0 });
	});

	test('is asked what was said, or refuses it', async () => {
		await send([track(newVisitor(5), 'Order Completed')]);
		const previewed = (text: string) => call('POST', '/segments/preview', JSON.parse(`{"condition":${text}}`));
		expect(await previewed('{"constructor":{"$exists":true}}')).toMatchObject({ status: 200, body: { count: 0 } });
		expect(await previewed('{"__proto__":{"a":1}}')).toMatchObject({ status: 200, body: { count: 0 } });
		for (const text of ['[]', '[{"traits.plan":"pro"}]', '"pro"', 'null']) {
			expect(await previewed(text)).toMatchObject(refused(400, 'invalid', { path: 'condition' }));
		}
		expect(await previewed(`{"traits.a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`)).toMatchObject(
			refused(400, 'condition-invalid', { path: 'condition.traits.a' }),
		);
	});

	test('is not asked about segments that do not exist', async () => {
		expect(await call('POST', '/segments/preview', { condition: { $segment: 'none' } })).toMatchObject(
			refused(400, 'segment-unknown', { path: 'condition.$segment' }),
		);
	});

	test('is explained for one person, before it is a segment', async () => {
		const visitor = newVisitor();
		await send([track(visitor, 'Order Completed')]);
		const twice = { $did: { event: 'Order Completed', count: { $gte: 2 }, within: '30d' } };
		expect(await call('POST', `/profiles/${visitor}/explain`, { condition: twice })).toMatchObject({
			status: 200,
			body: { matches: false, says: expect.stringContaining('1 time') },
		});
		// By its name, as nobody knows ids.
		await make('seg-7', { name: 'VIP', condition: {} });
		expect(await call('POST', `/profiles/${visitor}/explain`, { condition: { $segment: 'seg-7' } })).toMatchObject({
			body: { says: expect.stringContaining('the segment "VIP"') },
		});
		expect(await call('POST', `/profiles/${visitor}/explain`, { condition: { $foo: 1 } })).toMatchObject(
			refused(400, 'condition-invalid', { path: 'condition.$foo' }),
		);
		expect(await call('POST', `/profiles/${newVisitor()}/explain`, { condition: {} })).toMatchObject(
			refused(404, 'profile-unknown'),
		);
	});
});

test('a segment may not be called what every object has', async () => {
	for (const id of ['__proto__', 'constructor'])
		expect(await call('POST', '/segments', { id, name: id, condition: bought })).toMatchObject(
			refused(400, 'invalid', { path: 'id' }),
		);
});

describe('sizes', () => {
	test('are those of this moment in every shard: who comes, is merged or taken out counts at once', async () => {
		await make('buyers', { condition: bought });
		const size = async () => ((await call('GET', '/segments/buyers')).body as { members: number }).members;
		const [ada, grace] = [newVisitor(3), newVisitor(4)];
		expect(await size()).toBe(0);
		await send([track(ada, 'Order Completed'), track(grace, 'Order Completed')]);
		expect(await size()).toBe(2);
		const merged = await call('POST', `/profiles/${ada}/merges`, { profileId: grace });
		const { profileId } = merged.body as { profileId: string };
		expect(await size()).toBe(1);
		expect(await call('POST', '/segments/buyers/members', { people: [profileId], membership: 'out' })).toMatchObject({
			status: 200,
		});
		expect(await size()).toBe(0);
		expect(await call('GET', '/segments')).toMatchObject({ body: { items: [{ id: 'buyers', members: 0 }] } });
	});

	test('are kept by day, the last count of each, and go with their segment', async () => {
		await make('buyers', { condition: bought });
		const visitor = newVisitor();
		const now = Date.now();
		await noteSizes(env, now - 2 * dayMs);
		await send([track(visitor, 'Order Completed')]);
		await ring(visitor);
		await noteSizes(env, now - dayMs);
		await noteSizes(env, now - dayMs);
		const date = (daysAgo: number) => new Date(now - daysAgo * dayMs).toISOString().slice(0, 10);
		expect(await call('GET', '/segments/buyers/sizes')).toEqual({
			status: 200,
			body: {
				items: [
					{ date: date(2), members: 0 },
					{ date: date(1), members: 1 },
					{ date: date(0), members: 1 },
				],
				cursor: null,
			},
		});
		await call('DELETE', '/segments/buyers');
		expect(await env.DB.prepare('SELECT count(*) AS n FROM segment_sizes').first()).toEqual({ n: 0 });
	});

	test('are counted once an hour, however often the cron comes', async () => {
		await make('buyers', { condition: bought });
		const visitor = newVisitor();
		const noon = Math.floor(Date.now() / dayMs) * dayMs + dayMs / 2;
		const minuteMs = 60_000;
		const today = async () =>
			env.DB.prepare('SELECT members FROM segment_sizes WHERE day = ?')
				.bind(new Date(noon).toISOString().slice(0, 10))
				.first();
		await noteSizesHourly(env, noon);
		await send([track(visitor, 'Order Completed')]);
		await ring(visitor);
		await noteSizesHourly(env, noon + 59 * minuteMs);
		expect(await today()).toEqual({ members: 0 });
		await noteSizesHourly(env, noon + 60 * minuteMs);
		expect(await today()).toEqual({ members: 1 });
	});
});

describe('the vocabulary', () => {
	test('has names, paths and values that were seen, and none that is one person’s only', async () => {
		const [ada, grace] = [newVisitor(5), newVisitor(6)];
		const add = (who: string, category: string, price: number) =>
			track(who, 'Product Added', { properties: { category, price, nested: { deep: true } } });
		const identify = (anonymousId: string, email: string) => ({
			...{ type: 'identify', anonymousId, messageId: email },
			traits: { email, plan: 'pro' },
		});
		await send([add(ada, 'tents', 10), add(ada, 'tents', 20), identify(ada, 'ada@shop.example')]);
		await send([add(grace, 'stoves', 30), identify(grace, 'grace@shop.example'), identify(ada, 'ada@shop.example')]);
		const { body } = await call('GET', '/vocabulary');
		expect(body).toMatchObject({
			events: expect.arrayContaining([
				expect.objectContaining({
					name: 'Product Added',
					count: 3,
					paths: expect.arrayContaining([
						{ path: 'properties.category', count: 3, types: ['string'], values: [{ value: 'tents', count: 2 }] },
						{ path: 'properties.price', count: 3, types: ['number'], values: [] },
						{ path: 'properties.nested.deep', count: 3, types: ['boolean'], values: [{ value: true, count: 2 }] },
					]),
				}),
			]),
		});
		expect(JSON.stringify(body)).toContain('"path":"traits.plan"');
		expect(JSON.stringify(body)).not.toContain('@shop.example');
	});

	test('has what a tracking plan says will come', async () => {
		const properties = { type: 'object', properties: { size: { type: 'string', enum: ['S', 'M'] } } };
		await call('PUT', '/sites/shop/plan', {
			...{ siteId: 'shop', unplanned: 'allow', violations: 'keep', updatedAt: null },
			events: [{ name: 'Size Chosen', properties }],
		});
		expect(await call('GET', '/vocabulary')).toMatchObject({
			body: {
				events: [
					{
						name: 'Size Chosen',
						count: 0,
						paths: [{ path: 'properties.size', types: ['string'], values: [{ value: 'S' }, { value: 'M' }] }],
					},
				],
			},
		});
	});
});
