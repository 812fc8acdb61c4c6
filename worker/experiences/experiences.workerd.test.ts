import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { parseId } from '../../core/id/id.ts';
import type { Experience } from '../../core/release/types.ts';
import { invalidateSites, siteById } from '../sites/index.ts';
import { type Call, callAs } from '../testing/sign-in.ts';
import {
	addSegment,
	call,
	newVisitor,
	openWorkspace,
	secretKey,
	send,
	siteHost,
	track,
	writeKey,
} from '../testing/workspace.ts';
import { type ProxyOptions, personalise } from './proxy.ts';
import { inTime } from './view-in-time.ts';

const page = '<html><head><title>x</title></head><body><h1>Welcome</h1></body></html>';

let api: Call;

beforeEach(async () => {
	await openWorkspace();
	api = await callAs('owner');
});

function draft(changes: Partial<Experience> = {}): Partial<Experience> {
	const edits = [{ id: 'e1', kind: 'text', selector: 'h1', value: 'Hello again' }] as const;
	const variants = [{ id: 'greeting', name: 'Greeting', weight: 0, audience: null, edits }];
	return { id: 'hero', name: 'Hero', kind: 'personalization', status: 'live', variants, ...changes };
}

/** Saves an experience and publishes it; the number of the release. */
async function publish(changes: Partial<Experience> = {}): Promise<unknown> {
	await api('POST', '/sites/shop/experiences', draft(changes));
	return (await api('POST', '/sites/shop/releases')).body;
}

function html(headers: Record<string, string> = {}, body: BodyInit = page, status = 200): Response {
	return new Response(body, { status, headers: { 'content-type': 'text/html; charset=utf-8', ...headers } });
}

/** Visits a page of the site, whose origin answers like this; the origin's request is kept in `asked`. */
async function visit(
	answer: Response | (() => Promise<Response>) = html(),
	{ path = '/', headers = {}, method = 'GET', ...options }: ProxyOptions & Visit = {},
): Promise<Response> {
	const site = await siteById(env, 'shop');
	if (!site) throw new Error('there is no site');
	const request = new Request(path.startsWith('http') ? path : `https://${siteHost}${path}`, {
		method,
		headers,
		redirect: 'manual',
	});
	const fetchOrigin = async (sent: Request) => {
		asked = sent;
		return typeof answer === 'function' ? answer() : answer;
	};
	return personalise(request, env, createExecutionContext(), site, { fetchOrigin, ...options });
}

/** Two devices that a server has signed in as one user: the first, which has ordered, is the profile that stays. */
async function twoDevices(): Promise<{ phone: string; laptop: string }> {
	const [phone, laptop] = [newVisitor(1), newVisitor(2)];
	await send([track(phone, 'Order Completed'), track(laptop, 'Seen')]);
	for (const anonymousId of [phone, laptop])
		await send([track(anonymousId, 'Signed In', { userId: 'u-1' })], { key: secretKey });
	return { phone, laptop };
}

interface Visit {
	readonly path?: string;
	readonly headers?: Record<string, string>;
	readonly method?: string;
}

let asked: Request;

/** What the page tells the tag; null when it says nothing. */
function stateOf(text: string): unknown {
	const json = /<script type="application\/json" id="ew-state">(.*?)<\/script>/.exec(text)?.[1];
	return json === undefined ? null : JSON.parse(json);
}

describe('a page that something applies to', () => {
	test('has its edits and its state in the HTML, and is for nobody else', async () => {
		await publish();
		const response = await visit(
			html({ etag: '"1"', 'last-modified': 'x', 'content-length': '71', 'cache-control': 'max-age=60' }),
		);
		const text = await response.text();
		expect(text).toContain('<h1>Hello again</h1>');
		expect(stateOf(text)).toEqual({
			release: 1,
			applied: [
				{
					...{ experienceId: 'hero', variantId: 'greeting' },
					edits: [{ id: 'e1', kind: 'text', selector: 'h1', value: 'Hello again', made: true }],
				},
			],
		});
		expect(response.headers.get('cache-control')).toBe('private, no-store');
		expect(response.headers.get('vary')).toBe('Cookie');
		for (const name of ['etag', 'last-modified', 'content-length']) expect(response.headers.has(name)).toBe(false);
	});

	test.each([
		[0, 'control'],
		[1, 'bold'],
	])(
		'of an experiment says where it is to be seen, in every variant, also where no script runs',
		async (bold, variantId) => {
			const edits = [{ id: 'e', kind: 'text', selector: 'h1', value: 'Bold' }] as const;
			const variants = [
				{ id: 'control', name: 'Control', weight: 1 - bold, audience: null, edits: [] },
				{ id: 'bold', name: 'Bold', weight: bold, audience: null, edits },
			];
			await publish({ kind: 'experiment', variants });
			const text = await (await visit()).text();
			expect(stateOf(text)).toMatchObject({ applied: [{ experienceId: 'hero', variantId, targets: ['h1'] }] });
			const [, link] = /<noscript><link rel="stylesheet" href="([^"]+)"><\/noscript>/.exec(text) ?? [];
			const asked = new URL(link?.replaceAll('&amp;', '&') ?? '', 'https://shop.example');
			expect(asked.pathname).toBe('/_ew/v1/seen');
			expect(asked.searchParams.get('seen')).toBe(JSON.stringify([['hero', variantId]]));
		},
	);

	test('leaves to the browser what the edge cannot do', async () => {
		const edits = [{ id: 'e2', kind: 'text', selector: 'p:last-child', value: '</script>' }] as const;
		await publish({ variants: [{ id: 'v', name: 'V', weight: 0, audience: null, edits }] });
		const text = await (await visit()).text();
		expect(stateOf(text)).toMatchObject({ applied: [{ edits }] });
		expect(text).not.toContain('"made"');
	});

	test('follows the profile: the second visit is greeted', async () => {
		await addSegment('returning', { $did: { event: 'Page Viewed', count: { $gte: 1 } } });
		await publish({ audience: { $segment: 'returning' } });
		const visitor = newVisitor();
		const headers = { cookie: `a=b; ew_id=${visitor}` };
		expect(await (await visit(html(), { headers })).text()).toBe(page);
		await send([track(visitor, 'Page Viewed')]);
		expect(await (await visit(html(), { headers })).text()).toContain('Hello again');
	});

	test('follows the profile that the visitor’s has become, and gives the browser its id', async () => {
		await publish({ audience: { $did: { event: 'Order Completed' } } });
		const { phone, laptop } = await twoDevices();
		const greeted = await visit(html(), { headers: { cookie: `ew_id=${laptop}` } });
		expect(await greeted.text()).toContain('Hello again');
		expect(greeted.headers.getSetCookie()).toEqual([expect.stringMatching(`^ew_id=${phone}; `)]);
		const next = await visit(html(), { headers: { cookie: `ew_id=${phone}` } });
		expect(await next.text()).toContain('Hello again');
		expect(next.headers.getSetCookie()).toEqual([]);
	});

	test('follows events that only its audience asks about', async () => {
		await publish({ audience: { $did: { event: 'Order Completed', count: { $gte: 2 } } } });
		const visitor = newVisitor();
		await send([track(visitor, 'Order Completed'), track(visitor, 'Order Completed')]);
		expect(await (await visit(html(), { headers: { cookie: `ew_id=${visitor}` } })).text()).toContain('Hello again');
	});

	test('is asked of the origin whole', async () => {
		await publish();
		await visit(html(), {
			path: '/a?b=%20+&c',
			headers: {
				'if-none-match': '"1"',
				'accept-encoding': 'gzip, deflate, zstd',
				cookie: 'ew_id=x',
				connection: 'x-hop',
				'x-hop': '1',
			},
		});
		expect(asked.url).toBe('https://origin.example/a?b=%20+&c');
		expect(Object.fromEntries(asked.headers)).toEqual({
			'accept-encoding': 'gzip',
			cookie: 'ew_id=x',
			'x-forwarded-host': siteHost,
			'x-forwarded-proto': 'https',
		});
	});

	test('begins before the origin has ended', async () => {
		await publish();
		const { readable, writable } = new IdentityTransformStream();
		const reader = (await visit(html({}, readable))).body?.pipeThrough(new TextDecoderStream()).getReader();
		const writer = writable.getWriter();
		const written = writer.write(new TextEncoder().encode('<head></head><h1>x</h1><p>begun'));
		let text = '';
		while (!text.includes('begun')) text += (await reader?.read())?.value;
		expect(text).toContain('Hello again');
		await written;
		await Promise.all([writer.close(), reader?.read()]);
	});
});

describe('the origin’s bytes are untouched', () => {
	const bytes = () => new Response(page).body;

	test.each<[string, Response, Visit]>([
		['without a content type', new Response(bytes(), { headers: {} }), {}],
		['in JSON', new Response('{}', { headers: { 'content-type': 'application/json' } }), {}],
		['in an error', html({}, page, 404), {}],
		['in a server’s error', html({}, page, 500), {}],
		['in a piece of a page', html({ 'content-range': 'bytes 0-9/99' }, page, 206), { headers: { range: 'bytes=0-9' } }],
		['in an encoding that the runtime cannot read', html({ 'content-encoding': 'zstd' }), {}],
		['in a charset that nobody knows', html({ 'content-type': 'text/html; charset=x-nope' }), {}],
		['in UTF-16', html({ 'content-type': 'text/html; charset=utf-16le' }), {}],
		['that are not to be transformed', html({ 'cache-control': 'no-transform' }), {}],
		['for a download', html({ 'content-disposition': 'attachment; filename=x.html' }), {}],
		['for a form', html(), { method: 'POST' }],
		['for a script’s own request', html(), { headers: { 'sec-fetch-dest': 'empty', accept: '*/*' } }],
		['for an image', html(), { headers: { 'sec-fetch-dest': 'image', accept: 'image/*,*/*' } }],
		['for a file', html(), { path: '/x.js', headers: { accept: '*/*' } }],
	])('%s', async (_name, answer, how) => {
		await publish();
		const response = await visit(answer, how);
		expect(response).toBe(answer);
		expect(asked.method).toBe(how.method ?? 'GET');
	});

	test('on a page that no experience concerns, and its validators stay', async () => {
		await publish({ pages: { include: ['/sale'], exclude: [] } });
		const answer = html({ etag: '"1"', 'cache-control': 'public' });
		const headers = { cookie: `ew_id=${newVisitor()}`, 'if-none-match': '"0"', 'accept-encoding': 'br, zstd' };
		expect(await visit(answer, { headers })).toBe(answer);
		expect(asked.headers.get('if-none-match')).toBe('"0"');
		expect(asked.headers.get('accept-encoding')).toBe('br, zstd');
	});

	test('when the visitor refuses personalisation', async () => {
		await publish();
		const headers = { cookie: `ew_consent=analytics:1,personalization:0; ew_id=${newVisitor()}` };
		expect(await (await visit(html(), { headers })).text()).toBe(page);
		expect(await (await visit(html(), { headers: { 'sec-gpc': '1' } })).text()).toBe(page);
	});

	test('when what is known of the visitor comes too late, or not at all', async () => {
		const never = new Promise<string>(() => undefined);
		expect(await inTime(never, 5)).toBeNull();
		vi.spyOn(console, 'error').mockImplementationOnce(() => undefined);
		expect(await inTime(Promise.reject(new Error('shard down')), 1_000)).toBeNull();
		expect(await inTime(Promise.resolve('known'), 1_000)).toBe('known');
	});

	test('when an id is hostile, and no object is made for it', async () => {
		await publish({ audience: { $segment: 'gold' } });
		const before = await env.DB.prepare('SELECT count(*) AS count FROM shards').first('count');
		const mine = newVisitor();
		for (const id of [
			mine.replace('weur03', 'weur99'),
			mine.replace('weur', 'evil'),
			'../../x',
			'"><script>',
			'x'.repeat(5_000),
		]) {
			const response = await visit(html(), { headers: { cookie: `ew_id=${id}` } });
			expect(await response.text()).toBe(page);
			expect(response.headers.has('set-cookie')).toBe(false);
		}
		expect(await env.DB.prepare('SELECT count(*) AS count FROM shards').first('count')).toBe(before);
	});
});

describe('an origin', () => {
	test('that cannot be reached is said in words', async () => {
		vi.spyOn(console, 'error').mockImplementation(() => undefined);
		const response = await visit(() => Promise.reject(new Error('refused')));
		expect(response.status).toBe(502);
		expect(await response.text()).toContain('cannot be reached');
	});

	test.each([
		['https://origin.example/b?c#d', `https://${siteHost}/b?c#d`],
		['/b', '/b'],
		['https://elsewhere.example/b', 'https://elsewhere.example/b'],
		['//origin.example/b', '//origin.example/b'],
	])('that redirects to %s sends the visitor to %s', async (location, expected) => {
		const response = await visit(new Response(null, { status: 302, headers: { location } }));
		expect(response.status).toBe(302);
		expect(response.headers.get('location')).toBe(expected);
	});
});

describe('the visitor’s identifier', () => {
	const cookieOf = (response: Response) => response.headers.get('set-cookie');

	test('is minted on the first page, which is then private', async () => {
		const response = await visit(html({ 'cache-control': 'public, max-age=600', etag: '"1"' }));
		const id =
			/^ew_id=([^;]+); Path=\/; Max-Age=34560000; SameSite=Lax; HttpOnly; Secure$/.exec(
				cookieOf(response) ?? '',
			)?.[1] ?? '';
		expect(parseId(id)).toMatchObject({ region: 'weur' });
		expect(parseId(id)?.shard).toBeLessThan(Number(env.SHARDS));
		expect(response.headers.get('cache-control')).toBe('private, no-cache');
		expect(response.headers.get('etag')).toBe('"1"');
		expect(await response.text()).toBe(page);
	});

	test('stays what it is, also when another SDK made it', async () => {
		for (const id of [newVisitor(), '5f0d1c1e-1234-4567-89ab-000000000000']) {
			expect(cookieOf(await visit(html(), { headers: { cookie: `ew_id=${id}` } }))).toBeNull();
		}
	});

	test.each<[string, Record<string, string>]>([
		['Global Privacy Control', { 'sec-gpc': '1' }],
		['Do Not Track', { dnt: '1' }],
		['a refusal', { cookie: 'ew_consent=analytics:0' }],
	])('is not minted against %s', async (_name, headers) => {
		expect(cookieOf(await visit(html(), { headers }))).toBeNull();
	});

	test('waits for consent where the site requires it', async () => {
		await env.DB.prepare("UPDATE sites SET consent_mode = 'required'").run();
		invalidateSites();
		expect(cookieOf(await visit())).toBeNull();
		expect(cookieOf(await visit(html(), { headers: { cookie: 'ew_consent=analytics:1' } }))).toContain('ew_id=weur');
	});

	test('puts a new visitor into an experiment, and keeps them there', async () => {
		const edits = [{ id: 'e', kind: 'text', selector: 'h1', value: 'B' }] as const;
		const variants = ['a', 'b'].map((id) => ({
			id,
			name: id,
			weight: 0.5,
			audience: null,
			edits: id === 'b' ? edits : [],
		}));
		await publish({ kind: 'experiment', variants });
		for (let visitor = 0; visitor < 8; visitor++) {
			const first = await visit();
			const cookie = /^[^;]+/.exec(cookieOf(first) ?? '')?.[0] ?? '';
			expect(stateOf(await first.text())).toEqual(stateOf(await (await visit(html(), { headers: { cookie } })).text()));
		}
	});
});

describe('releases', () => {
	test('are numbered, and going back is the same move as going on', async () => {
		expect(await publish()).toMatchObject({ number: 1, experiences: [{ id: 'hero' }] });
		const before = (await api('GET', '/experiences/hero')).body as Experience & { updatedAt: string };
		const variants = before.variants.map((one) => ({
			...one,
			edits: one.edits.map((edit) => ({ ...edit, value: 'Second' })),
		}));
		expect((await api('PUT', '/experiences/hero', { ...before, variants })).status).toBe(200);
		expect(await (await visit()).text()).toContain('Hello again');
		expect(await api('POST', '/sites/shop/releases')).toMatchObject({ status: 201, body: { number: 2 } });
		expect(await (await visit()).text()).toContain('Second');
		expect(await api('POST', '/sites/shop/releases/1/activate')).toMatchObject({ status: 204 });
		expect(await (await visit()).text()).toContain('Hello again');
		expect(await api('GET', '/sites/shop/releases')).toMatchObject({
			body: {
				items: [
					{ number: 2, active: false, experiences: 1, publishedBy: 'owner' },
					{ number: 1, active: true },
				],
			},
		});
		expect(await api('POST', '/sites/shop/releases/7/activate')).toMatchObject({ status: 404 });
	});

	test('published at the same moment both count', async () => {
		await api('POST', '/sites/shop/experiences', draft());
		const answers = await Promise.all([1, 2].map(() => api('POST', '/sites/shop/releases')));
		const published = answers.filter(({ status }) => status === 201);
		expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true);
		const { body } = await api('GET', '/sites/shop/releases');
		expect(body).toMatchObject({ items: { length: published.length } });
		expect(new Set(published.map(({ body: one }) => JSON.stringify(one))).size).toBe(published.length);
	});

	test('that do not hold together are refused with all that is wrong', async () => {
		await api('POST', '/sites/shop/experiences', draft({ audience: { $segment: 'nobody' }, variants: [] }));
		expect(await api('POST', '/sites/shop/releases')).toMatchObject({
			status: 422,
			body: {
				error: {
					code: 'release-invalid',
					problems: [{ experienceId: 'hero', path: 'audience' }, { path: 'variants' }],
				},
			},
		});
	});

	test('hold no drafts and nothing paused', async () => {
		await api('POST', '/sites/shop/experiences', draft({ id: 'd', status: 'draft' }));
		expect(await publish({ id: 'p', status: 'paused' })).toMatchObject({ experiences: [] });
	});
});

describe('drafts', () => {
	test('are saved over the version that was read, and no other', async () => {
		const { body } = await api('POST', '/sites/shop/experiences', draft());
		expect(await api('PUT', '/experiences/hero', body)).toMatchObject({ status: 200 });
		expect(await api('PUT', '/experiences/hero', body)).toMatchObject({
			status: 409,
			body: { error: { code: 'changed-meanwhile' } },
		});
		expect(await api('PUT', '/experiences/hero', draft())).toMatchObject({
			status: 400,
			body: { error: { code: 'version-required' } },
		});
	});

	test('are made once an id, found, listed and deleted', async () => {
		await api('POST', '/sites/shop/experiences', draft());
		expect(await api('POST', '/sites/shop/experiences', draft())).toMatchObject({ status: 409 });
		expect(await api('POST', '/sites/nope/experiences', draft())).toMatchObject({ status: 404 });
		expect(await api('GET', '/sites/shop/experiences')).toMatchObject({
			body: { items: [{ id: 'hero', siteId: 'shop' }] },
		});
		expect(await api('DELETE', '/experiences/hero')).toMatchObject({ status: 204 });
		expect(await api('GET', '/experiences/hero')).toMatchObject({ status: 404 });
	});

	test('with code in them are refused with their path', async () => {
		const edits = [{ id: 'e', kind: 'attribute', selector: 'a', name: 'onclick', value: 'x' }] as const;
		const variants = [{ id: 'v', name: 'V', weight: 0, audience: null, edits }];
		expect(await api('POST', '/sites/shop/experiences', draft({ variants }))).toMatchObject({
			status: 400,
			body: { error: { code: 'experience-invalid', path: 'variants.0.edits.0' } },
		});
	});
});

describe('a preview', () => {
	const preview = async (wish: object = { forced: { hero: 'greeting' } }) => {
		const { body } = await api('POST', '/sites/shop/preview', { url: `https://${siteHost}/a?b=1`, ...wish });
		return (body as { url: string }).url;
	};

	test('shows a draft to whoever has its address, and counts nothing', async () => {
		await api('POST', '/sites/shop/experiences', draft({ status: 'draft', audience: { 'traits.x': 1 } }));
		const response = await visit(html(), { path: await preview(), headers: { 'sec-gpc': '1' } });
		const text = await response.text();
		expect(text).toContain('Hello again');
		expect(stateOf(text)).toMatchObject({
			...{ preview: true, applied: [{ variantId: 'greeting' }, { variantId: 'ew-preview' }] },
		});
		expect(response.headers.get('x-robots-tag')).toBe('noindex');
		expect(response.headers.get('cache-control')).toBe('private, no-store');
		expect(asked.url).toBe('https://origin.example/a?b=1');
	});

	test('always says that it is one, of what, and leads out of it', async () => {
		await publish({ name: 'Hero & <Co>' });
		const shown = async (wish: object) => (await visit(html(), { path: await preview(wish) })).text();
		const banner = /<a id="ew-preview" href="([^"]*)" style="[^"]*">(.*)<\/a>$/;
		const told = async (wish: object) => (await shown(wish)).match(banner)?.slice(1);
		const says = (what: string) => [
			`https://${siteHost}/a?b=1`,
			`<b>Preview</b> of ${what}. Nothing that happens here counts. <u>Leave the preview</u>`,
		];
		expect(await told({ forced: { hero: 'greeting' } })).toEqual(says('&#8220;Hero &amp; &lt;Co&gt;&#8221;: Greeting'));
		expect(await told({ forced: { hero: null } })).toEqual(says('this page, for which nothing applies'));
		expect(await told({ original: true })).toEqual(says('the page as the site sends it'));
		// What the page's own scripts take away the tag puts back.
		expect(stateOf(await shown({ forced: { hero: 'greeting' } }))).toMatchObject({
			applied: [
				{ experienceId: 'hero' },
				{ experienceId: 'ew-preview', edits: [{ kind: 'insert', made: true }, { kind: 'style' }] },
			],
		});
		expect(await (await visit(html())).text()).not.toContain('ew-preview');
	});

	test('sets no cookie, and can show the page as the origin sent it', async () => {
		await publish();
		const response = await visit(html(), { path: await preview({ original: true }) });
		const text = await response.text();
		expect(text).toContain('<h1>Welcome</h1>');
		expect(stateOf(text)).toEqual({ release: 1, applied: [], preview: true });
		expect(response.headers.has('set-cookie')).toBe(false);
	});

	test.each<[string, (url: string) => string]>([
		['forged', (url) => url.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))],
		['made of something else', (url) => url.replace(/_ew_preview=[^.]*/, `_ew_preview=${btoa('{}')}`)],
		['empty', (url) => url.replace(/_ew_preview=.*/, '_ew_preview=')],
	])('that is %s is as if there were none', async (_name, change) => {
		await api('POST', '/sites/shop/experiences', draft({ status: 'draft' }));
		expect(await (await visit(html(), { path: change(await preview()) })).text()).toBe(page);
		expect(asked.url).toBe('https://origin.example/a?b=1');
	});

	test('ends after an hour', async () => {
		await api('POST', '/sites/shop/experiences', draft({ status: 'draft' }));
		const path = await preview();
		vi.useFakeTimers({ now: Date.now() + 3_600_001, toFake: ['Date'] });
		expect(await (await visit(html(), { path })).text()).toBe(page);
		vi.useRealTimers();
	});

	test('is made for the site’s own pages only', async () => {
		expect(await api('POST', '/sites/shop/preview', { url: 'https://evil.example/' })).toMatchObject({
			status: 400,
			body: { error: { code: 'url-foreign' } },
		});
	});
});

describe('explaining a page', () => {
	test('names every experience with its reason, released or not, finished or not', async () => {
		await publish();
		await api(
			'POST',
			'/sites/shop/experiences',
			draft({ id: 'off', status: 'draft', pages: { include: ['/no'], exclude: [] } }),
		);
		await api(
			'POST',
			'/sites/shop/experiences',
			draft({ id: 'odd', status: 'draft', audience: { 'traits.x': { $nope: 1 } } }),
		);
		const { body } = await api('POST', '/sites/shop/explain', { url: `https://${siteHost}/` });
		expect(body).toMatchObject({
			release: 1,
			decisions: [
				{ experienceId: 'hero', status: 'live', reason: 'applies', variantId: 'greeting' },
				{ experienceId: 'odd', status: 'draft', reason: 'invalid' },
				{ experienceId: 'off', status: 'draft', reason: 'page' },
			],
		});
	});
});

describe('/v1/decide', () => {
	test('answers for the profile that the visitor’s has become, and replaces the cookie on the site’s own host only', async () => {
		await publish({ audience: { $did: { event: 'Order Completed' } } });
		const { phone, laptop } = await twoDevices();
		const ask = (host: string, headers: Record<string, string>) =>
			call(`https://${host}/_ew/v1/decide`, {
				method: 'POST',
				headers: { 'content-type': 'text/plain', ...headers },
				body: JSON.stringify({ writeKey, anonymousId: laptop, url: `https://${siteHost}/` }),
			});
		const own = await ask(siteHost, { origin: `https://${siteHost}`, 'sec-fetch-site': 'same-origin' });
		expect(own.headers.getSetCookie()[0]).toMatch(`ew_id=${phone}; `);
		const elsewhere = await ask('own.example', {});
		expect(elsewhere.headers.getSetCookie()).toEqual([]);
		for (const response of [own, elsewhere]) {
			const text = await response.text();
			expect(JSON.parse(text)).toMatchObject({ decisions: [{ experienceId: 'hero' }] });
			expect(text).not.toContain(phone);
		}
	});

	const decide = (body: object, headers: Record<string, string> = {}) =>
		call('https://own.example/v1/decide', {
			method: 'POST',
			headers: { 'content-type': 'text/plain', ...headers },
			body: JSON.stringify({ writeKey, url: `https://${siteHost}/`, ...body }),
		});

	test('answers what applies, and nothing of what does not', async () => {
		await api('POST', '/sites/shop/experiences', draft({ id: 'gold', audience: { 'traits.plan': 'gold' } }));
		await publish();
		const response = await decide({ anonymousId: newVisitor() }, { origin: `https://${siteHost}` });
		expect(response.headers.get('access-control-allow-origin')).toBe(`https://${siteHost}`);
		expect(await response.json()).toEqual({
			release: 1,
			decisions: [{ experienceId: 'hero', variantId: 'greeting', edits: draft().variants?.[0]?.edits }],
		});
	});

	test('keeps what marketers know an element by, and sends it to no visitor', async () => {
		const signals = { version: 1, tag: 'h1', text: { words: 'welcome', of: 1 }, rival: -4.2 } as const;
		const edits = [{ id: 'e1', kind: 'text', selector: 'h1 + p', value: 'Hello again', signals }] as const;
		const variants = [{ id: 'greeting', name: 'Greeting', weight: 0, audience: null, edits }];
		await publish({ variants });
		expect((await api('GET', '/experiences/hero')).body).toMatchObject({ variants: [{ edits: [{ signals }] }] });
		const told = await (await decide({ anonymousId: newVisitor() })).text();
		const left = await (await visit(html(), { headers: { cookie: `ew_id=${newVisitor()}` } })).text();
		for (const text of [told, left]) {
			expect(text).toContain('Hello again');
			expect(text).not.toContain('signals');
		}
	});

	test('refuses signals that are none', async () => {
		const signals = { version: 1, tag: 'h1', text: { words: 'x'.repeat(500), of: 1 } } as const;
		const edits = [{ id: 'e1', kind: 'text', selector: 'h1', value: 'Hello again', signals }] as const;
		const variants = [{ id: 'greeting', name: 'Greeting', weight: 0, audience: null, edits }];
		expect(await api('POST', '/sites/shop/experiences', draft({ variants }))).toMatchObject({ status: 400 });
	});

	test('knows the visitor by an id that we minted only', async () => {
		await publish({ audience: { 'traits.plan': 'gold' } });
		const visitor = newVisitor();
		await send([{ ...track(visitor, 'x'), type: 'identify', userId: 'u1', traits: { plan: 'gold' } }]);
		expect(await (await decide({ anonymousId: visitor })).json()).toMatchObject({
			decisions: [{ experienceId: 'hero' }],
		});
		expect(await (await decide({ anonymousId: 'u1' })).json()).toEqual({ release: 1, decisions: [] });
		expect(await (await decide({ anonymousId: visitor, consent: { personalization: false } })).json()).toEqual({
			release: 1,
			decisions: [],
		});
	});

	test.each<[string, object, Record<string, string>, number, string]>([
		['an unknown key', { writeKey: 'nope' }, {}, 401, 'key-unknown'],
		['a foreign origin', {}, { origin: 'https://evil.example' }, 403, 'origin-forbidden'],
		['no page', { url: 'nope' }, {}, 400, 'decide-invalid'],
	])('refuses %s', async (_name, body, headers, status, code) => {
		const response = await decide(body, headers);
		expect(response.status).toBe(status);
		expect(await response.json()).toMatchObject({ success: false, error: { code } });
	});

	test('has nothing to say before anything is published', async () => {
		expect(await (await decide({})).json()).toEqual({ release: null, decisions: [] });
	});
});
