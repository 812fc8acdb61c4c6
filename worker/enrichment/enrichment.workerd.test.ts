import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, inject, test } from 'vitest';
import { shardOf } from '../profiles/index.ts';
import { ProfileShard } from '../profiles/shard.ts';
import { type Call, callAs } from '../testing/sign-in.ts';
import { soon } from '../testing/soon.ts';
import { addSegment, newVisitor, openWorkspace, secretKey, send, track } from '../testing/workspace.ts';
import { forgetOldAnswers } from './cache.ts';

const endpoint = inject('endpointUrl');
const server = { key: secretKey, headers: { 'content-type': 'application/json' } };

let api: Call;
/** What this test's endpoint is called: the server is one for all. */
let name = '';
let names = 0;

beforeEach(async () => {
	await openWorkspace();
	api = await callAs('editor');
	name = `t${names++}-${Date.now()}`;
});

async function say(status: number, body: unknown, headers: Record<string, string> = {}): Promise<void> {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	await fetch(`${endpoint}/say/${name}`, { method: 'POST', body: JSON.stringify({ status, body: text, headers }) });
}

interface Heard {
	readonly body: string;
	readonly headers: Readonly<Record<string, string>>;
}

async function heard(): Promise<Heard[]> {
	return (await fetch(`${endpoint}/heard/${name}`)).json();
}

function settings(more: Record<string, unknown> = {}): Record<string, unknown> {
	return {
		name: 'Firmographics',
		enabled: true,
		url: `${endpoint}/answer/${name}`,
		headers: [],
		condition: { 'traits.email': { $exists: true }, 'traits.company': { $exists: false } },
		sends: { traits: ['email'], identities: [] },
		mapping: [
			{ from: 'company.name', trait: 'company', type: 'text' },
			{ from: 'company.size', trait: 'employees', type: 'number' },
		],
		...more,
	};
}

async function enrich(more: Record<string, unknown> = {}): Promise<string> {
	const { status, body } = await api('POST', '/enrichments', settings(more));
	expect(status).toBe(201);
	return (body as { id: string }).id;
}

async function person(traits: Record<string, unknown>, more: Record<string, unknown> = {}): Promise<string> {
	const anonymousId = newVisitor(3);
	await send([{ type: 'identify', anonymousId, traits, ...more }], server);
	return anonymousId;
}

/** Does what the shard's alarm does, whether or not it is set for now. */
async function beginToRing(): Promise<void> {
	const shard = shardOf(env, newVisitor(3));
	await runInDurableObject(shard, (instance) => instance instanceof ProfileShard && instance.alarm());
}

/** Rings, and waits until the shard asks nobody any more. */
async function ring(): Promise<void> {
	const shard = shardOf(env, newVisitor(3));
	await beginToRing();
	await soon(async () => {
		const waiting = await runInDurableObject(shard, (_, { storage }) =>
			storage.sql.exec<{ n: number }>('SELECT count(*) AS n FROM enriched WHERE due_at < ?', Date.now() + 500).one(),
		);
		expect(waiting.n).toBe(0);
	});
}

async function traitsOf(id: string): Promise<Record<string, { value: unknown; source: string }>> {
	const { body } = await api('GET', `/profiles/${id}`);
	const { traits } = body as { traits: Record<string, { value: unknown; source: string }> };
	return traits;
}

async function standing(id: string): Promise<Record<string, unknown>> {
	const { body } = await api('GET', `/enrichments/${id}`);
	return (body as { standing: Record<string, unknown> }).standing;
}

/** Lets what waits for a try be due now, and the endpoint be called again. */
async function passTime(): Promise<void> {
	await env.DB.prepare('UPDATE enrichment_standings SET next_try_at = NULL, minute = 0').run();
	await runInDurableObject(
		shardOf(env, newVisitor(3)),
		(_, { storage }) => void storage.sql.exec('UPDATE enriched SET due_at = 1 WHERE due_at IS NOT NULL'),
	);
}

const engines = { company: { name: 'Engines', size: 3 } };

describe('enrichment', () => {
	test('asks about whom it is meant for, and tells the person’s history', async () => {
		await say(200, engines);
		const id = await enrich();
		await addSegment('companies', { 'traits.employees': { $gte: 2 } });
		const ada = await person({ email: 'ada@example.com' });
		const known = await person({ email: 'b@example.com', company: 'Own' });
		const nameless = newVisitor(3);
		await send([track(nameless, 'Seen')]);
		await ring();
		expect((await heard()).map(({ body }) => JSON.parse(body))).toEqual([
			{ traits: { email: 'ada@example.com' }, identities: {} },
		]);
		expect(await traitsOf(ada)).toMatchObject({
			company: { value: 'Engines', source: 'enrichment' },
			employees: { value: 3, source: 'enrichment' },
		});
		expect((await traitsOf(known)).company).toMatchObject({ value: 'Own', source: 'server' });
		expect((await api('GET', `/profiles/${ada}`)).body).toMatchObject({ segments: [{ id: 'companies' }] });
		const { items } = (await api('GET', `/profiles/${ada}/events`)).body as { items: { event: string }[] };
		expect(items).toContainEqual(
			expect.objectContaining({
				event: 'Identified',
				traits: { company: 'Engines', employees: 3 },
				context: { enrichment: { id, name: 'Firmographics' } },
			}),
		);
		expect(await standing(id)).toMatchObject({ state: 'working', people: { answered: 1 }, problem: null });
	});

	test('asks about everyone who was there before', async () => {
		const ada = await person({ email: 'ada@example.com' });
		await ring();
		await say(200, engines);
		await enrich();
		await ring();
		expect(await traitsOf(ada)).toMatchObject({ company: { value: 'Engines' } });
	});

	test('asks once, whatever happens afterwards', async () => {
		await say(404, '');
		const id = await enrich();
		const ada = await person({ email: 'ada@example.com' });
		await ring();
		await send([track(ada, 'Seen'), track(ada, 'Seen')]);
		await ring();
		expect(await heard()).toHaveLength(1);
		expect(await standing(id)).toMatchObject({ people: { nothing: 1 } });
		await send([{ type: 'identify', anonymousId: ada, traits: { email: 'ada@engines.example' } }], server);
		await ring();
		expect(await heard()).toHaveLength(2);
	});

	test('asks one question for everyone of whom the same is known, and forgets the answer in time', async () => {
		await say(200, engines);
		await enrich({ sends: { traits: ['domain'], identities: [] } });
		const more = { domain: 'engines.example' };
		const first = await person({ email: 'a@engines.example', ...more });
		await ring();
		const second = await person({ email: 'b@engines.example', ...more });
		await ring();
		expect(await heard()).toHaveLength(1);
		expect(await traitsOf(first)).toMatchObject({ company: { value: 'Engines' } });
		expect(await traitsOf(second)).toMatchObject({ company: { value: 'Engines' } });
		const cached = await env.DB.prepare('SELECT input FROM enrichment_cache').all<{ input: string }>();
		expect(cached.results).toHaveLength(1);
		expect(cached.results[0]?.input).not.toContain('engines');
		await forgetOldAnswers(env, Date.now() + 8 * 86_400_000);
		await person({ email: 'c@engines.example', ...more });
		await ring();
		expect(await heard()).toHaveLength(2);
	});

	test('sends the identities that are chosen', async () => {
		await say(200, engines);
		await enrich({ sends: { traits: [], identities: ['userId'] } });
		await person({ email: 'ada@example.com' }, { userId: 'u-1' });
		await ring();
		expect(JSON.parse((await heard())[0]?.body ?? '')).toEqual({ traits: {}, identities: { userId: ['u-1'] } });
	});

	test('never stands over what a person or a server has said, before or after', async () => {
		await say(200, engines);
		await enrich({ condition: { 'traits.email': { $exists: true } } });
		const typed = newVisitor(3);
		await send([{ type: 'identify', anonymousId: typed, traits: { email: 'a@example.com', company: 'Mine' } }]);
		const told = await person({ email: 'b@example.com', employees: 9 });
		await ring();
		expect(await traitsOf(typed)).toMatchObject({
			company: { value: 'Mine', source: 'browser' },
			employees: { value: 3, source: 'enrichment' },
		});
		expect(await traitsOf(told)).toMatchObject({ employees: { value: 9 }, company: { value: 'Engines' } });
		await send([{ type: 'identify', anonymousId: told, traits: { company: 'Later' } }]);
		expect(await traitsOf(told)).toMatchObject({ company: { value: 'Later', source: 'browser' } });
	});

	test('keeps nothing of who refuses while the question is under way', async () => {
		const id = await enrich({ url: `${endpoint}/wait/${name}` });
		const ada = await person({ email: 'ada@example.com' });
		await beginToRing();
		await soon(async () => expect(await heard()).toHaveLength(1));
		await send([track(ada, 'Consent Updated', { properties: { personalization: false } })], server);
		await say(200, engines);
		await soon(async () => expect((await standing(id)).people).toEqual({ answered: 1 }));
		expect((await traitsOf(ada)).company).toBeUndefined();
	});

	test('keeps nobody else waiting while an endpoint hangs', async () => {
		await say(200, engines);
		await enrich({ url: `${endpoint}/hang/${name}`, timeoutMs: 10_000 });
		await enrich({ mapping: [{ from: 'company.size', trait: 'employees', type: 'number' }] });
		const ada = await person({ email: 'ada@example.com' });
		const began = Date.now();
		await beginToRing();
		await soon(async () => expect((await traitsOf(ada)).employees).toMatchObject({ value: 3 }));
		expect(Date.now() - began).toBeLessThan(8000);
	});

	test('finds out nothing about who has refused, until they allow it', async () => {
		await say(200, engines);
		await enrich();
		const refused = newVisitor(3);
		const consent = (granted: boolean) => ({
			...track(refused, 'Consent Updated', { properties: { personalization: granted } }),
		});
		await send(
			[{ type: 'identify', anonymousId: refused, traits: { email: 'a@example.com' } }, consent(false)],
			server,
		);
		await ring();
		expect(await heard()).toEqual([]);
		await send([consent(true)], server);
		await ring();
		expect(await heard()).toHaveLength(1);
	});

	test('cleanses what it is told', async () => {
		await say(200, { phone: '+49 (0)30 901820' });
		await enrich({ mapping: [{ from: 'phone', trait: 'phone', type: 'text' }] });
		const ada = await person({ email: 'ada@example.com' });
		await ring();
		expect(await traitsOf(ada)).toMatchObject({ phone: { value: '+4930901820' } });
	});

	test('leaves out what is of another type, and says so', async () => {
		await say(200, { company: { name: 7, size: 3 } });
		const id = await enrich();
		const ada = await person({ email: 'ada@example.com' });
		await ring();
		const traits = await traitsOf(ada);
		expect(traits.company).toBeUndefined();
		expect(traits).toMatchObject({ employees: { value: 3 } });
		expect(await standing(id)).toMatchObject({ problem: '“company.name” should be text and is a number.' });
	});

	test.each([
		['answers with 500', 'answer', 'It answers with 500.'],
		['hangs', 'hang', 'No answer within 0.2 seconds.'],
		['answers with ten megabytes', 'huge', 'The answer has more than 256 KB.'],
		['leads elsewhere', 'redirect', 'It answers with 302: redirects are not followed.'],
		['stops half-way', 'half', 'No answer within 0.2 seconds.'],
	])('loses nobody when the endpoint %s, and goes on when it is mended', async (_, what, says) => {
		await say(500, 'oh');
		const id = await enrich({
			url: `${endpoint}/${what}/${name}`,
			timeoutMs: what === 'hang' || what === 'half' ? 200 : 3000,
		});
		const ada = await person({ email: 'ada@example.com' });
		await ring();
		expect(await standing(id)).toMatchObject({ state: 'failing', lastError: says, people: { asked: 1 } });
		expect((await standing(id)).failingSince).not.toBeNull();
		await say(200, engines);
		const mended = settings({ url: `${endpoint}/answer/${name}` });
		expect(await api('PUT', `/enrichments/${id}`, mended)).toMatchObject({ status: 200 });
		await passTime();
		await ring();
		expect(await traitsOf(ada)).toMatchObject({ company: { value: 'Engines' } });
		expect(await standing(id)).toMatchObject({ state: 'working', failingSince: null, people: { answered: 1 } });
	});

	test('asks the same question with the same key, signed', async () => {
		await say(503, '');
		await enrich();
		await person({ email: 'ada@example.com' });
		await ring();
		await passTime();
		await say(200, engines);
		await ring();
		const [first, second] = await heard();
		expect(first?.headers['idempotency-key']).toMatch(/^enr_\w+-/);
		expect(second?.headers['idempotency-key']).toBe(first?.headers['idempotency-key']);
		expect(second?.headers['x-edgewise-signature']).toMatch(/^t=\d+,v1=[0-9a-f]{64}$/);
	});

	test('leaves an endpoint alone that keeps failing, and looks with one call whether it is back', async () => {
		await say(500, '');
		const id = await enrich();
		for (let i = 0; i < 7; i++) await person({ email: `p${i}@example.com` });
		await ring();
		const calls = (await heard()).length;
		const { nextTryAt } = await standing(id);
		expect(Date.parse(String(nextTryAt))).toBeGreaterThan(Date.now());
		await person({ email: 'late@example.com' });
		await ring();
		expect(await heard()).toHaveLength(calls);
		await passTime();
		await ring();
		expect(await heard()).toHaveLength(calls + 1);
		await say(200, engines);
		await passTime();
		await ring();
		await passTime();
		await ring();
		expect(await standing(id)).toMatchObject({ state: 'working', people: { answered: 8 } });
	});

	test('comes again when it is told to', async () => {
		await say(429, '', { 'retry-after': '60' });
		const id = await enrich();
		await person({ email: 'ada@example.com' });
		await ring();
		const { nextTryAt } = await standing(id);
		expect(Date.parse(String(nextTryAt)) - Date.now()).toBeGreaterThan(50_000);
	});

	test('makes no more calls in a minute than it may', async () => {
		await say(200, engines);
		const id = await enrich({ callsPerMinute: 2 });
		for (let i = 0; i < 5; i++) await person({ email: `p${i}@example.com` });
		await ring();
		expect((await heard()).length).toBeLessThanOrEqual(4);
		expect((await standing(id)).people).toMatchObject({ asked: expect.any(Number), answered: expect.any(Number) });
		for (let i = 0; i < 3; i++) {
			await passTime();
			await ring();
		}
		expect(await standing(id)).toMatchObject({ people: { answered: 5 } });
	});

	test('is turned off: nobody is asked about, and turned on: everybody is', async () => {
		await say(200, engines);
		const id = await enrich({ enabled: false });
		const ada = await person({ email: 'ada@example.com' });
		await ring();
		expect(await heard()).toEqual([]);
		expect(await standing(id)).toMatchObject({ state: 'off' });
		await api('PUT', `/enrichments/${id}`, settings());
		await ring();
		expect(await traitsOf(ada)).toMatchObject({ company: { value: 'Engines' } });
		expect(await api('DELETE', `/enrichments/${id}`)).toMatchObject({ status: 204 });
		expect(await api('GET', `/enrichments/${id}`)).toMatchObject({ status: 404 });
		expect(await traitsOf(ada)).toMatchObject({ company: { value: 'Engines' } });
	});

	test('of somebody who is erased forgets what was answered, and makes nobody of them again', async () => {
		await say(200, engines);
		await enrich();
		const ada = await person({ email: 'ada@example.com' });
		await ring();
		const owner = await callAs('owner');
		expect((await owner('POST', `/profiles/${ada}/erase`, {})).status).toBeLessThan(300);
		for (let turn = 0; turn < 4; turn++) await ring();
		expect((await env.DB.prepare('SELECT * FROM enrichment_cache').all()).results).toEqual([]);
		expect(await api('GET', `/profiles/${ada}`)).toMatchObject({ status: 404 });
	});
});

describe('while a question is under way', () => {
	async function askAndWait(): Promise<string> {
		await enrich({ url: `${endpoint}/wait/${name}`, timeoutMs: 10_000 });
		const ada = await person({ email: 'ada@example.com' });
		await beginToRing();
		await soon(async () => expect(await heard()).toHaveLength(1));
		return ada;
	}

	test('somebody is erased: nothing of the answer is kept, and who has their id now is told nothing of it', async () => {
		const ada = await askAndWait();
		const owner = await callAs('owner');
		expect((await owner('POST', `/profiles/${ada}/erase`, {})).status).toBeLessThan(300);
		await soon(async () => {
			await beginToRing();
			expect((await owner('GET', '/erasures')).body).toMatchObject({ items: [{ state: 'done' }] });
		});
		await send([track(ada, 'Seen')]);
		await say(200, engines);
		await ring();
		expect(await traitsOf(ada)).toEqual({});
		expect((await env.DB.prepare('SELECT * FROM enrichment_cache').all()).results).toEqual([]);
	});

	test('other values become known: they are asked about next', async () => {
		const ada = await askAndWait();
		await send([{ type: 'identify', anonymousId: ada, traits: { email: 'countess@example.com' } }], server);
		await beginToRing();
		await say(200, engines);
		await soon(async () => {
			await beginToRing();
			expect((await heard()).map(({ body }) => JSON.parse(body).traits.email)).toContain('countess@example.com');
		});
	});
});

describe('setting an endpoint', () => {
	test('shows no secret, keeps those that are stored, and gives them to no other server', async () => {
		await say(200, engines);
		const headers = [{ name: 'Authorization', value: 'Bearer s3cret' }];
		const created = await api('POST', '/enrichments', settings({ headers }));
		const { id, signingSecret } = created.body as { id: string; signingSecret: string };
		expect(signingSecret).toMatch(/^ewh_\w{40}$/);
		expect(created.body).toMatchObject({ headers: [{ name: 'Authorization' }] });
		const all = JSON.stringify([
			(await api('GET', '/enrichments')).body,
			(await api('GET', `/enrichments/${id}`)).body,
		]);
		expect(all).not.toContain('s3cret');
		expect(all).not.toContain('ewh_');
		const stored = await env.DB.prepare('SELECT * FROM enrichments').first();
		expect(JSON.stringify(stored)).not.toContain('s3cret');
		const kept = [{ name: 'Authorization', value: null }];
		expect(await api('PUT', `/enrichments/${id}`, settings({ headers: kept }))).toMatchObject({ status: 200 });
		await person({ email: 'ada@example.com' });
		await ring();
		expect((await heard())[0]?.headers.authorization).toBe('Bearer s3cret');
		const elsewhere = settings({ headers: kept, url: 'https://evil.example.com/' });
		expect(await api('PUT', `/enrichments/${id}`, elsewhere)).toMatchObject({
			status: 400,
			body: { error: { code: 'header-value', path: 'headers.0.value' } },
		});
		expect(await api('POST', '/enrichments/test', { id, settings: elsewhere })).toMatchObject({ status: 400 });
	});

	test('signs with another secret when told to', async () => {
		const { body } = await api('POST', '/enrichments', settings());
		const { id, signingSecret } = body as { id: string; signingSecret: string };
		const renewed = await api('POST', `/enrichments/${id}/signing-secret`);
		expect((renewed.body as { signingSecret: string }).signingSecret).not.toBe(signingSecret);
	});

	test.each([
		[{ url: 'http://api.example.com/' }, 'url'],
		[{ url: 'https://169.254.169.254/' }, 'url'],
		[{ url: 'nonsense' }, 'url'],
		[{ condition: { 'traits.email': { $mistake: 1 } } }, 'condition.traits.email.$mistake'],
		[{ mapping: [] }, 'mapping'],
		[{ mapping: [{ from: 'a', trait: 'b', type: 'colour' }] }, 'mapping.0.type'],
		[{ sends: { traits: [], identities: [] } }, 'sends'],
		[{ headers: [{ name: 'X-Edgewise-Signature', value: 'x' }] }, 'headers.0.name'],
		[{ headers: [{ name: 'X-Key', value: 'a\nb' }] }, 'headers.0.value'],
		[{ headers: [{ name: 'X-Key', value: null }] }, 'headers.0.value'],
		[{ timeoutMs: 60_000 }, 'timeoutMs'],
		[{ callsPerMinute: 0 }, 'callsPerMinute'],
	])('refuses %j at its place', async (more, path) => {
		expect(await api('POST', '/enrichments', settings(more))).toMatchObject({ status: 400, body: { error: { path } } });
	});

	test('asks about segments that exist, and keeps them and computed traits from being deleted', async () => {
		expect(await api('POST', '/enrichments', settings({ condition: { $segment: 'vip' } }))).toMatchObject({
			status: 400,
			body: { error: { code: 'segment-unknown', path: 'condition.$segment' } },
		});
		await addSegment('vip', { 'traits.plan': 'pro' });
		const amount = { event: 'Order Completed', count: true };
		await api('POST', '/computed-traits', { id: 'orders', name: 'Orders', amount });
		await enrich({ enabled: false, condition: { $segment: 'vip', 'computed.orders': { $gte: 1 } } });
		for (const [path, code] of [
			['/segments/vip', 'segment-in-use'],
			['/computed-traits/orders', 'computed-trait-in-use'],
		] as const) {
			const named = expect.stringContaining('the enrichment “Firmographics”');
			expect(await api('DELETE', path)).toMatchObject({ status: 409, body: { error: { code, message: named } } });
		}
	});

	test('is for editors', async () => {
		const viewer = await callAs('viewer');
		expect(await viewer('GET', '/enrichments')).toMatchObject({ status: 200 });
		expect(await viewer('POST', '/enrichments', settings())).toMatchObject({ status: 403 });
		expect(await viewer('POST', '/enrichments/test', { settings: settings() })).toMatchObject({ status: 403 });
	});
});

describe('trying an endpoint', () => {
	test('shows what is sent, what comes back and what would change, and changes nothing', async () => {
		await say(200, { company: { name: 'Engines', size: 'many' } });
		const ada = await person({ email: 'ada@example.com' });
		const headers = [{ name: 'Authorization', value: 'Bearer s3cret' }];
		const tried = await api('POST', '/enrichments/test', { settings: settings({ headers }) });
		expect(tried).toMatchObject({
			status: 200,
			body: {
				profileId: ada,
				isMeant: true,
				request: { body: { traits: { email: 'ada@example.com' }, identities: {} } },
				answer: { kind: 'answer', status: 200 },
				changes: [{ trait: 'company', before: null, after: 'Engines' }],
				problems: ['“company.size” should be a number and is text.'],
			},
		});
		expect(JSON.stringify(tried.body)).not.toContain('s3cret');
		expect((await traitsOf(ada)).company).toBeUndefined();
		await send([{ type: 'identify', anonymousId: ada, traits: { company: 'Own' } }], server);
		const again = await api('POST', '/enrichments/test', { profileId: ada, settings: settings() });
		expect(again.body).toMatchObject({ isMeant: false, changes: [] });
	});

	test('says how it failed', async () => {
		const ada = await person({ email: 'ada@example.com' });
		const url = `${endpoint}/hang/${name}`;
		const tried = await api('POST', '/enrichments/test', {
			profileId: ada,
			settings: settings({ url, timeoutMs: 200 }),
		});
		expect(tried.body).toMatchObject({
			answer: { kind: 'failure', status: null, says: 'No answer within 0.2 seconds.' },
			changes: [],
		});
	});

	test('says that nobody is meant, or that somebody may not be asked about', async () => {
		expect(await api('POST', '/enrichments/test', { settings: settings() })).toMatchObject({
			status: 409,
			body: { error: { code: 'nobody-meant' } },
		});
		const refused = await person({ email: 'ada@example.com' });
		await send([track(refused, 'Consent Updated', { properties: { analytics: false } })], server);
		expect(await api('POST', '/enrichments/test', { profileId: refused, settings: settings() })).toMatchObject({
			status: 409,
			body: { error: { code: 'person-unsuitable' } },
		});
		expect(await api('POST', '/enrichments/test', { profileId: 'nobody', settings: settings() })).toMatchObject({
			status: 404,
		});
		expect(await heard()).toEqual([]);
	});
});
