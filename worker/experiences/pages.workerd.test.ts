import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Edit } from '../../core/edit/types.ts';
import { existingSite, invalidateSites } from '../sites/index.ts';
import { type Call, callAs } from '../testing/sign-in.ts';
import { call, newVisitor, openWorkspace, secretKey, send, siteHost, track, writeKey } from '../testing/workspace.ts';
import { personalise } from './proxy.ts';
import { findAll, parsePage } from './verdict/page-tree.ts';

let api: Call;
let asked: Request[] = [];

beforeEach(async () => {
	await openWorkspace();
	api = await callAs('owner');
	asked = [];
});

const page =
	'<!doctype html><html><head><title>x</title></head><body><h1>Welcome</h1><a id="cta" href="/old">Go</a></body></html>';

type Draft = Edit extends infer One ? (One extends Edit ? Omit<One, 'id'> : never) : never;

interface Wanted {
	readonly id?: string;
	readonly include?: readonly string[];
	readonly edits: readonly Draft[];
	readonly more?: object;
}

async function publish(...wanted: readonly Wanted[]): Promise<void> {
	for (const { id = 'hero', include = ['/'], edits, more } of wanted) {
		const all = edits.map((edit, i) => ({ ...edit, id: `e${i}` }));
		const variants = [{ id: 'v.1', name: 'V', weight: 1, audience: null, edits: all }];
		const pages = { include, exclude: [] };
		const draft = { id, name: id, kind: 'personalization', status: 'live', pages, variants, ...more };
		const saved = await api('POST', '/sites/shop/experiences', draft);
		expect(saved.status, JSON.stringify(saved.body)).toBe(201);
	}
	expect((await api('POST', '/sites/shop/releases')).status).toBe(201);
	invalidateSites();
}

interface Asking {
	readonly method?: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly answer?: ResponseInit & { readonly body?: BodyInit | null };
}

async function visit(path: string, { method = 'GET', headers = {}, answer = {} }: Asking = {}): Promise<Response> {
	const site = await existingSite(env, 'shop');
	const request = new Request(`https://${siteHost}${path}`, { method, headers, redirect: 'manual' });
	const { body = page, ...init } = answer;
	const fetchOrigin = async (sent: Request) => {
		asked.push(sent);
		const type = { 'content-type': 'text/html; charset=utf-8' };
		return new Response(method === 'HEAD' ? null : body, { ...init, headers: { ...type, ...init.headers } });
	};
	return personalise(request, env, createExecutionContext(), site, { fetchOrigin });
}

function stateOf(text: string) {
	const [, attributes = '', json = 'null'] =
		/<script type="application\/json" id="ew-state"([^>]*)>(.*?)<\/script>/.exec(text) ?? [];
	return { attributes, ...JSON.parse(json) };
}

const cookieOf = (answer: Response) =>
	answer.headers
		.getSetCookie()
		.map((each) => each.split(';')[0])
		.join('; ');

describe('a redirect', () => {
	const toGold: Draft = { kind: 'redirect', selector: '', url: '/gold' };

	test('leads on with the query, for this visitor only, and without asking the origin', async () => {
		await publish({ edits: [toGold] });
		const answer = await visit('/?utm_source=x&a=1%202');
		expect(answer.status).toBe(302);
		expect(answer.headers.get('location')).toBe(`https://${siteHost}/gold?utm_source=x&a=1%202`);
		expect(answer.headers.get('cache-control')).toBe('private, no-store');
		expect(answer.headers.get('vary')).toBe('Cookie');
		expect(asked).toEqual([]);
	});

	test('counts once, where it led to', async () => {
		await publish({ edits: [toGold] });
		const cookie = cookieOf(await visit('/'));
		const arrived = await visit('/gold', { headers: { cookie } });
		expect(stateOf(await arrived.text()).applied).toEqual([{ experienceId: 'hero', variantId: 'v.1', edits: [] }]);
		expect(arrived.headers.getSetCookie()).toContainEqual(expect.stringMatching(/^ew_led=; .*Max-Age=0/));
		const again = await visit('/gold', { headers: { cookie: cookie.replace(/ew_led=[^;]*/, '') } });
		expect(await again.text()).toBe(page);
	});

	test('that leads where the visitor is leaves the page as it is, and counts', async () => {
		await publish({ include: ['/*'], edits: [toGold] });
		for (const path of ['/gold', '/gold/?a=1']) {
			const answer = await visit(path);
			expect(answer.status).toBe(200);
			expect(stateOf(await answer.text()).applied).toMatchObject([{ experienceId: 'hero', edits: [] }]);
		}
	});

	test('never makes a loop: of pages that lead to one another the second stays', async () => {
		await publish(
			{ edits: [toGold] },
			{ id: 'back', include: ['/gold'], edits: [{ kind: 'redirect', selector: '', url: '/' }] },
		);
		const first = await visit('/');
		expect(first.status).toBe(302);
		const second = await visit('/gold', { headers: { cookie: cookieOf(first) } });
		expect(second.status).toBe(200);
		expect(stateOf(await second.text()).applied.map((one: { experienceId: string }) => one.experienceId)).toEqual([
			'hero',
		]);
	});

	test('to another host is the tag’s, which can say that it was seen', async () => {
		await publish({ edits: [{ ...toGold, url: 'https://other.example/x' }] });
		const answer = await visit('/?a=1');
		expect(answer.status).toBe(200);
		expect(stateOf(await answer.text()).applied[0].edits).toMatchObject([
			{ kind: 'redirect', url: 'https://other.example/x?a=1' },
		]);
	});

	test('a forged word of where somebody came from counts for nothing', async () => {
		await publish({ edits: [toGold] });
		for (const led of ['x', 'hero.none', '%E0.%E0', 'hero', 'none.v%2E1']) {
			expect(await (await visit('/other', { headers: { cookie: `ew_led=${led}` } })).text()).toBe(page);
		}
	});
});

describe('over HTTP', () => {
	const edits: Draft[] = [{ kind: 'text', selector: 'h1', value: 'Hello' }];

	test('HEAD says what GET would', async () => {
		await publish({ edits });
		const init = {
			headers: { etag: '"1"', 'content-length': '100', 'cache-control': 'max-age=60', link: '</a.css>; rel=preload' },
		};
		const [head, get] = [await visit('/', { method: 'HEAD', answer: init }), await visit('/', { answer: init })];
		const plain = (answer: Response) => [...answer.headers].filter(([name]) => name !== 'set-cookie');
		expect(plain(head)).toEqual(plain(get));
		expect(head.headers.has('content-length')).toBe(false);
		expect(await head.text()).toBe('');
		expect(asked.map(({ method }) => method)).toEqual(['HEAD', 'GET']);
	});

	test('what makes early hints stays', async () => {
		await publish({ edits });
		const answer = await visit('/', { answer: { headers: { link: '</a.css>; rel=preload' } } });
		expect(answer.headers.get('link')).toBe('</a.css>; rel=preload');
	});

	test('a piece of a page that changes is answered whole; a piece of a file is the origin’s', async () => {
		await publish({ edits });
		const whole = await visit('/', { headers: { range: 'bytes=0-9', 'if-range': '"1"', accept: 'text/html' } });
		expect([asked[0]?.headers.has('range'), asked[0]?.headers.has('if-range')]).toEqual([false, false]);
		expect(await whole.text()).toContain('Hello');
		await visit('/', { headers: { range: 'bytes=0-9', 'sec-fetch-dest': 'video' } });
		expect(asked[1]?.headers.get('range')).toBe('bytes=0-9');
	});

	test('whoever has the origin’s page gets the changed one, and no 304; where nothing changes the 304 is the origin’s', async () => {
		await publish({ edits });
		await visit('/', { headers: { 'if-none-match': '"1"' } });
		expect(asked[0]?.headers.has('if-none-match')).toBe(false);
		const unchanged = await visit('/other', {
			headers: { 'if-none-match': '"1"' },
			answer: { status: 304, body: null },
		});
		expect(asked[1]?.headers.get('if-none-match')).toBe('"1"');
		expect(unchanged.status).toBe(304);
	});

	test.each([404, 410, 500, 503])('an error page (%i) is the origin’s', async (status) => {
		await publish({ edits });
		const answer = await visit('/', { answer: { status } });
		expect([answer.status, await answer.text()]).toEqual([status, page]);
	});
});

describe('a page’s policy', () => {
	const policy = "default-src 'self'; script-src 'nonce-abc' 'strict-dynamic'; style-src 'nonce-def'";
	const edits: Draft[] = [
		{ kind: 'hide', selector: '#cta' },
		{ kind: 'css', selector: '', css: 'h1 { color: gold; content: "<é" }'.replace('<', '') },
		{ kind: 'text', selector: 'h1', value: 'Hello' },
		{ kind: 'text', selector: 'a:last-child', value: 'Late' },
	];

	test('is kept: nonces where it asks for them, and to the tag what the edge may not write', async () => {
		await publish({ edits });
		const text = await (await visit('/', { answer: { headers: { 'content-security-policy': policy } } })).text();
		expect(stateOf(text).attributes).toBe(' nonce="abc"');
		expect(text).toContain('<style nonce="def">h1 { color: gold; content: "\\e9 " }</style>');
		expect(text).toContain('<style id="ew-hide" nonce="def">');
		expect(text).not.toMatch(/<a[^>]*style=/);
		expect(stateOf(text).applied[0].edits.map(({ made = false }) => made)).toEqual([false, true, false]);
	});

	test('without one, all of it is made at the edge but what only a browser can, which is hidden for at most 800 ms', async () => {
		await publish({ edits });
		const text = await (await visit('/')).text();
		expect(stateOf(text).applied[0].edits.map(({ made = false }) => made)).toEqual([true, true, false]);
		expect(text).toContain('a:last-child{animation:ew-hide 800ms!important}');
		expect(text).not.toContain('#cta{animation');
	});
});

describe('a style sheet', () => {
	const css: Draft = { kind: 'css', selector: '', css: 'h1 { color: gold }' };

	test('that the edge has written is not told once more', async () => {
		await publish({ edits: [css] });
		const text = await (await visit('/')).text();
		expect(text.split('color: gold')).toHaveLength(2);
		expect(stateOf(text).applied[0].edits).toEqual([]);
	});

	test('is the tag’s where the page’s policy lets the edge write none', async () => {
		await publish({ edits: [css] });
		const headers = { 'content-security-policy': "style-src 'self'" };
		const text = await (await visit('/', { answer: { headers } })).text();
		expect(stateOf(text).applied[0].edits).toMatchObject([css]);
	});
});

describe('values', () => {
	const hostile = `"><script>alert(1)</script>'javascript:x`;

	async function known(): Promise<string> {
		const visitor = newVisitor();
		await send(
			[
				{
					...track(visitor, 'Seen'),
					type: 'identify',
					traits: { name: hostile, code: 'a&b/é', color: 'red;}*{x:y', link: 'java\tscript:alert(1)' },
				},
			],
			{
				key: secretKey,
			},
		);
		return `ew_id=${visitor}`;
	}

	test('are filled in from the profile, and stay values wherever they land', async () => {
		await publish({
			edits: [
				{ kind: 'text', selector: 'h1', value: 'Hi {{ profile.name }}' },
				{ kind: 'attribute', selector: 'h1', name: 'title', value: '{{ traits.name }}' },
				{ kind: 'link', selector: '#cta', href: '/s?q={{ traits.code }}' },
				{ kind: 'style', selector: '#cta', properties: { color: '{{ traits.color }}' } },
				{
					kind: 'insert',
					selector: 'h1',
					position: 'after',
					html: '<p title="{{ traits.name }}">{{ traits.name }}<a href="{{ traits.link }}">x</a></p>',
				},
			],
		});
		const text = await (await visit('/', { headers: { cookie: await known() } })).text();
		const html = text.replace(/<script type="application\/json".*?<\/script>/, '');
		expect(html).toContain('>Hi "&gt;&lt;script&gt;alert(1)&lt;/script&gt;\'javascript:x</h1>');
		expect(html).toContain('href="/s?q=a%26b%2F%C3%A9"');
		expect(html).toContain('color: redxy');
		expect(html).toContain('<a href="#">x</a>');
		expect(findAll(parsePage(html), 'script')).toEqual([]);
		expect(findAll(parsePage(html), 'p')[0]?.attrs).toEqual([{ name: 'title', value: hostile }]);
	});

	test('that nobody knows are empty, or what the template says instead', async () => {
		await publish({
			edits: [{ kind: 'text', selector: 'h1', value: 'Hi {{ traits.name | default: "friend" }}{{ account.x.y }}' }],
		});
		expect(await (await visit('/')).text()).toContain('<h1>Hi friend</h1>');
	});

	test('are told to the tag as they are, by the question beside a batch', async () => {
		await publish({
			edits: [
				{ kind: 'text', selector: 'h1', value: '{{ page.path }} {{ traits.name }}' },
				{ kind: 'redirect', selector: '', url: '/gold' },
			],
		});
		const answer = await call('https://edge.example/v1/decide', {
			method: 'POST',
			headers: { 'content-type': 'application/json', origin: `https://${siteHost}` },
			body: JSON.stringify({ writeKey, url: `https://${siteHost}/?a=1` }),
		});
		expect(await answer.json()).toMatchObject({
			decisions: [{ edits: [{ value: '/ ' }, { url: `https://${siteHost}/gold?a=1` }] }],
		});
	});

	test('that take for ever are not waited for, and leave the page as it is', async () => {
		await publish({ edits: [{ kind: 'text', selector: 'h1', value: '{% for a in (1..100000000) %}x{% endfor %}' }] });
		expect(await (await visit('/')).text()).toBe(page);
	});

	test.each([
		['a tag of Liquid that prints', { kind: 'text', selector: 'h1', value: '{% render "x" %}' }, 'value'],
		['Liquid that is none', { kind: 'text', selector: 'h1', value: '{% if %}x{% endif %}' }, 'value'],
		['Liquid in a tag', { kind: 'html', selector: 'h1', html: '<p {{ traits.x }}>a</p>' }, 'html'],
	])('%s is refused when it is saved, with its place', async (_, edit, field) => {
		const variants = [{ id: 'v', name: 'V', weight: 0, audience: null, edits: [{ id: 'e', ...edit }] }];
		const { status, body } = await api('POST', '/sites/shop/experiences', {
			name: 'X',
			kind: 'personalization',
			variants,
		});
		expect(status).toBe(400);
		expect(body).toMatchObject({ error: { path: `variants.0.edits.0.${field}` } });
	});

	test('HTML is cleaned when an editor saves it, and left to owners as they write it', async () => {
		const html = '<form><p class="x">{{ traits.name }}{% if traits.a > 1 %}<b>b</b>{% endif %}</p></form>';
		const variants = [
			{ id: 'v', name: 'V', weight: 0, audience: null, edits: [{ id: 'e', kind: 'html', selector: 'h1', html }] },
		];
		const draft = { name: 'X', kind: 'personalization', variants };
		const edited = await (await callAs('editor'))('POST', '/sites/shop/experiences', draft);
		expect(edited.body).toMatchObject({ variants: [{ edits: [{ html: html.replace(/<\/?form>/g, '') }] }] });
		const owned = await api('POST', '/sites/shop/experiences', draft);
		expect(owned.body).toMatchObject({ variants: [{ edits: [{ html }] }] });
	});
});
