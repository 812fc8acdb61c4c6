import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { parseId } from '../../core/id/id.ts';
import { database } from '../database.ts';
import { forgetReleases } from '../experiences/live-release.ts';
import { personalise } from '../experiences/proxy.ts';
import { shardOf } from '../profiles/index.ts';
import { invalidateSites, siteById } from '../sites/index.ts';
import { sites } from '../sites/schema.ts';
import { readTagValues } from '../sites/tag-values.ts';
import { callAs } from '../testing/sign-in.ts';
import { call, newVisitor, openWorkspace, secretKey, send, siteHost, track, writeKey } from '../testing/workspace.ts';
import { cookiesInStep } from './keep-cookie.ts';
import { makeLink, readLink } from './link.ts';

const own = `https://${siteHost}`;
const blog = 'https://blog.example';
const userAgent = 'Mozilla/5.0 (X11; Linux x86_64) Chrome/150.0';
const sameOrigin = { 'sec-fetch-site': 'same-origin', origin: own, 'user-agent': userAgent };

beforeEach(() => openWorkspace({ hostnames: [siteHost, 'blog.example'] }));

/** Posts a batch as the tag on the site's own host does. */
function batch(body: object, headers: Record<string, string> = {}, host = own): Promise<Response> {
	return call(`${host}/_ew/v1/batch`, {
		method: 'POST',
		headers: { 'content-type': 'text/plain', ...sameOrigin, ...headers },
		body: JSON.stringify({ writeKey, batch: [], ...body }),
	});
}

async function mode(change: string): Promise<void> {
	await env.DB.prepare(`UPDATE sites SET ${change}`).run();
	invalidateSites();
}

/** The cookies that an answer sets, by name; an empty value clears. */
function cookiesOf(response: Response): Record<string, string> {
	return Object.fromEntries(
		response.headers.getSetCookie().map((line) => [line.split('=')[0] ?? '', line.slice(line.indexOf('=') + 1)]),
	);
}

describe('the id cookie on a site’s own host', () => {
	test('is kept in step with the tag, where no script reads it', async () => {
		const id = newVisitor();
		const cookies = cookiesOf(await batch({ id }));
		expect(cookies.ew_id).toBe(`${id}; Path=/; Max-Age=34560000; SameSite=Lax; HttpOnly; Secure`);
		expect(cookies.ew_kept).toBe('1; Path=/; Max-Age=86400; SameSite=Lax; HttpOnly; Secure');
		const other = newVisitor();
		expect(cookiesOf(await batch({ id: other }, { cookie: `ew_id=${id}; ew_kept=1` })).ew_id).toContain(other);
	});

	test('is replaced by the id of the profile that the visitor’s has become', async () => {
		const [phone, laptop] = [newVisitor(1), newVisitor(2)];
		for (const anonymousId of [phone, laptop]) {
			await batch({ batch: [track(anonymousId, 'Seen')] });
			await send([track(anonymousId, 'Signed In', { userId: 'u-1' })], { key: secretKey });
		}
		const cookie = `ew_id=${laptop}; ew_kept=1`;
		const answered = await batch({ id: laptop, batch: [track(laptop, 'Later')] }, { cookie });
		expect(cookiesOf(answered).ew_id).toContain(phone);
		expect(await answered.text()).not.toContain(phone);
		expect(
			cookiesOf(await batch({ id: phone, batch: [track(phone, 'Later')] }, { cookie: `ew_id=${phone}; ew_kept=1` })),
		).toEqual({});
		const refused = { cookie: `${cookie}; ew_consent=analytics:0` };
		expect(cookiesOf(await batch({ id: laptop, batch: [track(laptop, 'Refused')] }, refused)).ew_id).toMatch(/^;/);
	});

	test('is renewed once a day', async () => {
		const id = newVisitor();
		expect(cookiesOf(await batch({ id }, { cookie: `ew_id=${id}; ew_kept=1` }))).toEqual({});
		expect(cookiesOf(await batch({ id }, { cookie: `ew_id=${id}` })).ew_id).toContain(id);
	});

	test('is known by the Origin where the browser says nothing else', async () => {
		const id = newVisitor();
		const headers = { 'content-type': 'text/plain', origin: own };
		const body = JSON.stringify({ writeKey, batch: [], id });
		const answered = await call(`${own}/_ew/v1/batch`, { method: 'POST', headers, body });
		expect(cookiesOf(answered).ew_id).toContain(id);
	});

	test('is for https alone where people come by https, though a proxy in front speaks http', async () => {
		const site = await siteById(env, 'shop');
		if (!site) throw new Error('there is no site');
		const headers = { 'sec-fetch-site': 'same-origin', 'x-forwarded-proto': 'https' };
		const request = new Request(`http://${siteHost}/_ew/v1/batch`, { method: 'POST', headers });
		const told = { id: newVisitor(), consent: {} };
		const [trusted] = cookiesInStep({ ...env, CLIENT_ADDRESS: 'proxy' }, request, site, told);
		expect(trusted).toMatch(/; Secure$/);
		const [claimed] = cookiesInStep({ ...env, CLIENT_ADDRESS: 'socket' }, request, site, told);
		expect(claimed).not.toContain('Secure');
	});

	test.each<[string, object, Record<string, string>]>([
		['the tag has forgotten its visitor', { id: null }, {}],
		['consent is withdrawn', { id: newVisitor() }, { cookie: 'ew_consent=analytics:0' }],
		['the tag says no', { id: newVisitor(), decide: { url: own, consent: { analytics: false } } }, {}],
		[
			'a tab of before says yes',
			{ id: newVisitor(), decide: { url: own, consent: { analytics: true } } },
			{ cookie: 'ew_consent=analytics:0' },
		],
		['the browser signals a refusal', { id: newVisitor() }, { 'sec-gpc': '1' }],
	])('is cleared when %s', async (_name, body, headers) => {
		const cookie = ['ew_id=weur07-x', headers.cookie].filter(Boolean).join('; ');
		const cookies = cookiesOf(await batch(body, { ...headers, cookie }));
		expect(cookies.ew_id).toBe('; Path=/; Max-Age=0; SameSite=Lax; HttpOnly; Secure');
		expect(cookiesOf(await batch(body, headers))).toEqual({});
	});

	test.each<[string, unknown]>([
		['text', 'someone'],
		['another SDK’s', '5f0d1c1e-1234-4567-89ab-000000000000'],
		['a shard that is not there', 'weur99-aaaaaaaaaaaaaaaaaaaaaaaaaa'],
		['a header injection', 'weur03-aaaaaaaaaaaaaaaaaaaaaaaaaa\r\nset-cookie: a=b'],
		['an object', { id: newVisitor() }],
		['a number', 7],
		['very long', 'x'.repeat(9_000)],
	])('is left alone by an id that is %s', async (_name, id) => {
		expect(cookiesOf(await batch({ id }, { cookie: `ew_id=${newVisitor()}` }))).toEqual({});
	});

	test('is no business of senders that say nothing of it', async () => {
		const answered = await batch({ batch: [track(newVisitor(), 'Seen')] }, { cookie: `ew_id=${newVisitor()}` });
		expect(answered.status).toBe(200);
		expect(cookiesOf(answered)).toEqual({});
	});

	test.each<[string, string, Record<string, string>]>([
		['the Worker’s own host', 'https://own.example', { origin: own, 'sec-fetch-site': 'cross-site' }],
		['the Worker’s own host, whatever is claimed', 'https://own.example', { origin: own }],
		['another host of the same owner', own, { origin: blog, 'sec-fetch-site': 'same-site' }],
		['a server', own, { 'sec-fetch-site': 'none' }],
	])('is never set from %s', async (_name, host, headers) => {
		expect(cookiesOf(await batch({ id: newVisitor() }, headers, host))).toEqual({});
	});

	test('is not set for a key of another site', async () => {
		const keys = { writeKey: 'ewp_other', secretKey: 'ews_other', createdAt: 0, updatedAt: 0 };
		await database(env)
			.insert(sites)
			.values({ id: 'other', name: 'Other', hostnames: [], allowedOrigins: [own], ...keys });
		invalidateSites();
		const answered = await batch({ writeKey: 'ewp_other', id: newVisitor() });
		expect(answered.status).toBe(200);
		expect(cookiesOf(answered)).toEqual({});
	});

	test('waits for consent where the site requires it', async () => {
		await mode("consent_mode = 'required'");
		const id = newVisitor();
		expect(cookiesOf(await batch({ id }))).toEqual({});
		expect(cookiesOf(await batch({ id }, { cookie: 'ew_consent=analytics:1' })).ew_id).toContain(id);
	});
});

describe('the tag', () => {
	const asked = (headers: Record<string, string>, host = own) =>
		readTagValues(env, new Request(`${host}/_ew/ew.js`, { headers }));
	const id = newVisitor();
	const cookie = `a=b; ew_id=${id}`;

	test('is told the id in the cookie by the site’s own host', async () => {
		expect(await asked({ cookie, 'sec-fetch-site': 'same-origin' })).toMatchObject({
			values: [expect.any(String), id, expect.any(String)],
			isOwn: true,
		});
		expect(await asked({ cookie, referer: `${own}/page` })).toMatchObject({
			values: [expect.any(String), id, expect.any(String)],
			isOwn: true,
		});
	});

	test.each<[string, Record<string, string>, string?]>([
		['a foreign page', { cookie, 'sec-fetch-site': 'cross-site', referer: 'https://evil.example/' }],
		['a foreign page of an old browser', { cookie, referer: 'https://evil.example/' }],
		['a page that hides where it is', { cookie }],
		['a page of a sister host', { cookie, 'sec-fetch-site': 'same-site', referer: `${own}/` }],
		['who looks at the file itself', { cookie, 'sec-fetch-site': 'none' }],
		['who refused', { cookie: `${cookie}; ew_consent=analytics:0`, 'sec-fetch-site': 'same-origin' }],
		['a browser that signals a refusal', { cookie, 'sec-fetch-site': 'same-origin', 'sec-gpc': '1' }],
		['a cookie with garbage', { cookie: "ew_id=';alert(1)//", 'sec-fetch-site': 'same-origin' }],
		['a cookie of another SDK', { cookie: 'ew_id=5f0d1c1e', 'sec-fetch-site': 'same-origin' }],
		['the Worker’s own host', { cookie, 'sec-fetch-site': 'same-origin' }, 'https://own.example'],
	])('is told no id for %s', async (_name, headers, host = own) => {
		expect((await asked(headers, host)).values[1]).toBe('');
	});

	test('knows the site’s other hosts, by its own host or by the page’s', async () => {
		expect((await asked({})).values[2]).toBe('blog.example');
		expect((await asked({ referer: `${blog}/` }, 'https://own.example')).values[2]).toBe(siteHost);
		expect((await asked({ referer: 'https://evil.example/' }, 'https://own.example')).values[2]).toBe('');
		expect((await asked({ referer: 'about:blank' }, 'https://own.example')).values[2]).toBe('');
	});

	test.each(['/_ew/ew.js', '/_ew/tag.json'])(
		'%s from the site’s own host is for its pages alone, and for nobody’s shared cache',
		async (path) => {
			const mine = await call(`${own}${path}`, { headers: { cookie, 'sec-fetch-site': 'same-origin' } });
			expect(mine.headers.get('cross-origin-resource-policy')).toBe('same-origin');
			expect(mine.headers.get('access-control-allow-origin')).toBeNull();
			expect(mine.headers.get('cache-control')).toBe('private, max-age=600');
			expect(mine.headers.get('vary')).toBe('Sec-Fetch-Site, Cookie');
			expect(await mine.text()).toContain(id);
			const foreign = await call(`${own}${path}`, { headers: { cookie, 'sec-fetch-site': 'cross-site' } });
			expect(foreign.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
			expect(foreign.headers.get('access-control-allow-origin')).toBe('*');
			expect(await foreign.text()).not.toContain(id);
		},
	);

	test('says the same to a bundle', async () => {
		const told = await call(`${own}/_ew/tag.json`, { headers: { cookie, 'sec-fetch-site': 'same-origin' } });
		expect(await told.json()).toEqual({ shard: expect.stringMatching(/^\w{4,}\d\d$/), id, links: ['blog.example'] });
	});
});

describe('a link to another host of the site', () => {
	const link = async (body: object, headers: Record<string, string> = {}) => {
		const response = await call('https://own.example/_ew/v1/link', {
			method: 'POST',
			headers: { 'content-type': 'text/plain', origin: blog, 'user-agent': userAgent, ...headers },
			body: JSON.stringify({ writeKey, ...body }),
		});
		expect(response.headers.get('cache-control')).toBe('no-store');
		const answered: { token?: string; id?: string; error?: { code: string } } = await response.json();
		return { status: response.status, ...answered };
	};
	const tokenFor = async (id: string) => (await link({ id })).token ?? '';

	test('brings the id', async () => {
		const id = newVisitor();
		const token = await tokenFor(id);
		expect(token).toMatch(/^[\w.-]+$/);
		expect(await link({ token })).toEqual({ status: 200, id });
		expect(await link({ token, referrer: `${own}/cart` })).toEqual({ status: 200, id });
	});

	test.each<[string, (token: string) => object, Record<string, string>]>([
		['forged', (token) => ({ token: token.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')) }), {}],
		['of another id', (token) => ({ token: token.replace(/^[^.]+/, newVisitor()) }), {}],
		['of a longer life', (token) => ({ token: token.replace(/\.[^.]+\./, '.zzzzzzzzz.') }), {}],
		['with more in it', (token) => ({ token: `${token}.x` }), {}],
		['empty', () => ({ token: '' }), {}],
		['not one', () => ({ token: '../../x' }), {}],
		['another browser’s', (token) => ({ token }), { 'user-agent': 'Mozilla/5.0 Firefox/150.0' }],
		['of a page that is not the site’s', (token) => ({ token, referrer: 'https://evil.example/' }), {}],
	])('brings nothing when it is %s', async (_name, change, headers) => {
		expect(await link(change(await tokenFor(newVisitor())), headers)).toEqual({ status: 200 });
	});

	test('brings nothing after two minutes, nor to another site', async () => {
		const [id, now] = [newVisitor(), Date.now()];
		const token = (await makeLink(env.SECRET, id, { siteId: 'shop', userAgent }, now)) ?? '';
		expect(await readLink(env.SECRET, token, { siteId: 'shop', userAgent }, now + 119_999)).toBe(id);
		expect(await readLink(env.SECRET, token, { siteId: 'shop', userAgent }, now + 120_000)).toBeNull();
		expect(await readLink(env.SECRET, token, { siteId: 'other', userAgent }, now)).toBeNull();
	});

	test('is not made for a browser that says not what it is, for no id, nor for foreign pages', async () => {
		expect(await link({ id: newVisitor() }, { 'user-agent': '' })).toEqual({ status: 200 });
		expect(await link({ id: 'u-17' })).toMatchObject({ status: 400, error: { code: 'link-id' } });
		expect(await link({})).toMatchObject({ status: 400 });
		expect(await link({ id: 7 })).toMatchObject({ status: 400, error: { code: 'link-invalid' } });
		expect(await link({ id: newVisitor() }, { origin: 'https://evil.example' })).toMatchObject({ status: 403 });
		expect(await link({ id: newVisitor(), writeKey: 'nope' })).toMatchObject({ status: 401 });
	});

	/** Opens a page of the proxied site at an address with the token in it. */
	const arrive = async (token: string, headers: Record<string, string>) => {
		const site = await siteById(env, 'shop');
		if (!site) throw new Error('there is no site');
		const request = new Request(`${own}/a?_ew=${token}&b=1`, { headers: { 'user-agent': userAgent, ...headers } });
		let originUrl = '';
		const fetchOrigin = async (sent: Request) => {
			originUrl = sent.url;
			return new Response('<h1>x</h1>', { headers: { 'content-type': 'text/html' } });
		};
		const response = await personalise(request, env, createExecutionContext(), site, { fetchOrigin });
		return { id: cookiesOf(response).ew_id?.split(';')[0] ?? null, originUrl, response };
	};

	test('makes the proxy go on with the id, and the origin sees nothing of it', async () => {
		const id = newVisitor();
		const arrived = await arrive(await tokenFor(id), { referer: `${blog}/` });
		expect(arrived).toMatchObject({ id, originUrl: 'https://origin.example/a?b=1' });
		expect(arrived.response.headers.get('cache-control')).toContain('private');
		expect(arrived.response.headers.getSetCookie()[0]).toContain('HttpOnly');
	});

	test('leaves who has an id here as they are', async () => {
		const arrived = await arrive(await tokenFor(newVisitor()), {
			referer: `${blog}/`,
			cookie: `ew_id=${newVisitor()}`,
		});
		expect(arrived).toMatchObject({ id: null, originUrl: 'https://origin.example/a?b=1' });
	});

	test.each<[string, Record<string, string>]>([
		['from a foreign page', { referer: 'https://evil.example/' }],
		['from an e-mail', {}],
		['in another browser', { referer: `${blog}/`, 'user-agent': 'other' }],
	])('%s makes nobody go on in another’s name', async (_name, headers) => {
		const id = newVisitor();
		const arrived = await arrive(await tokenFor(id), headers);
		expect(arrived.id).not.toBe(id);
		expect(parseId(arrived.id ?? '')).not.toBeNull();
		expect(arrived.originUrl).toBe('https://origin.example/a?b=1');
	});

	test('brings no id to who refused', async () => {
		const arrived = await arrive(await tokenFor(newVisitor()), {
			referer: `${blog}/`,
			cookie: 'ew_consent=analytics:0',
		});
		expect(arrived.id).toBeNull();
	});
});

describe('a question beside a batch', () => {
	const publish = async (changes: object = {}) => {
		const api = await callAs('owner');
		const edits = [{ id: 'e1', kind: 'text', selector: 'h1', value: 'Hello again' }];
		const variants = [{ id: 'greeting', name: 'Greeting', weight: 0, audience: null, edits }];
		const hero = { id: 'hero', name: 'Hero', kind: 'personalization', status: 'live', variants, ...changes };
		await api('POST', '/sites/shop/experiences', hero);
		expect((await api('POST', '/sites/shop/releases')).status).toBe(201);
	};
	const viewed = (id: string) => ({ ...track(id, 'x'), type: 'page' });
	const decide = { url: `${own}/`, referrer: '' };
	const applies = { release: 1, decisions: [{ experienceId: 'hero', variantId: 'greeting' }] };

	test('is answered with it: one request counts the page and decides', async () => {
		await publish();
		const id = newVisitor();
		const answered = await batch({ id, decide, batch: [viewed(id)] });
		expect(await answered.json()).toMatchObject({ success: true, accepted: 1, ...applies });
	});

	test('is decided as /v1/decide does', async () => {
		await publish();
		const id = newVisitor();
		const body = JSON.stringify({ writeKey, anonymousId: id, url: decide.url });
		const alone = await call('https://own.example/v1/decide', { method: 'POST', body });
		const { release, decisions } = await (await batch({ id, decide })).json<Record<string, unknown>>();
		expect({ release, decisions }).toEqual(await alone.json());
	});

	test('knows what the batch has just told', async () => {
		await publish({ audience: { $did: { event: 'Page Viewed', count: { $gte: 2 } } } });
		const id = newVisitor();
		expect(await (await batch({ id, decide, batch: [viewed(id)] })).json()).toMatchObject({ decisions: [] });
		expect(await (await batch({ id, decide, batch: [viewed(id)] })).json()).toMatchObject(applies);
		expect(await (await batch({ id, decide })).json()).toMatchObject(applies);
	});

	test('reads nobody’s profile where no experience concerns the page', async () => {
		await publish({ pages: { include: ['/sale'], exclude: [] } });
		const read = vi.spyOn(env.PROFILES, 'get');
		expect(await (await batch({ id: newVisitor(), decide })).json()).toMatchObject({ release: 1, decisions: [] });
		expect(read).not.toHaveBeenCalled();
		read.mockRestore();
	});

	test('of another site’s page is told nothing, whoever asks', async () => {
		await publish();
		const url = 'https://evil.example/';
		expect(await (await batch({ id: newVisitor(), decide: { url } })).json()).toMatchObject({ decisions: [] });
	});

	test.each<[string, object]>([
		['analytics', { analytics: false, personalization: true }],
		['personalisation', { analytics: true, personalization: false }],
	])('has no answer without consent to %s', async (_name, consent) => {
		await publish();
		const answered = await batch({ id: newVisitor(), decide: { ...decide, consent } });
		expect(await answered.json()).toEqual({ success: true, accepted: 0, duplicates: 0, bots: 0, refused: [] });
	});

	test.each<[string, unknown]>([
		['no object', 7],
		['null', null],
		['without a page', {}],
		['about no address', { url: 'nope' }],
		['with garbage for consent', { url: own, consent: { analytics: 'yes' } }],
	])('that is %s takes nothing from the events', async (_name, question) => {
		await publish();
		const id = newVisitor();
		const answered = await batch({ id, decide: question, batch: [viewed(id)] });
		expect(answered.status).toBe(200);
		expect(await answered.json()).toMatchObject({ accepted: 1, decideRefused: { code: 'decide-invalid' } });
		expect(await shardOf(env, id).detail(id)).not.toBeNull();
	});

	test('that cannot be answered takes nothing from the events either', async () => {
		await publish();
		await mode('"release" = 9');
		forgetReleases();
		const heard = vi.spyOn(console, 'error').mockImplementation(() => undefined);
		const id = newVisitor();
		const answered = await batch({ id, decide, batch: [viewed(id)] });
		expect(await answered.json()).toEqual({ success: true, accepted: 1, duplicates: 0, bots: 0, refused: [] });
		heard.mockRestore();
	});

	test('says nothing of a person to a page that names an id of another shape', async () => {
		await publish({ audience: { 'traits.plan': 'gold' } });
		expect(await (await batch({ id: 'u1', decide })).json()).toMatchObject({ release: 1, decisions: [] });
	});
});
