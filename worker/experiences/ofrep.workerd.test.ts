import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { OFREPProvider } from '@openfeature/ofrep-provider';
import { OFREPWebProvider } from '@openfeature/ofrep-web-provider';
import { OpenFeature as OpenFeatureServer } from '@openfeature/server-sdk';
import { OpenFeature as OpenFeatureWeb } from '@openfeature/web-sdk';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Env } from '../env.ts';
import worker from '../index.ts';
import { type Call, callAs } from '../testing/sign-in.ts';
import { call, newVisitor, openWorkspace, secretKey, send, siteHost, track, writeKey } from '../testing/workspace.ts';

const flags = '/ofrep/v1/evaluate/flags';

let api: Call;

beforeEach(async () => {
	await openWorkspace();
	api = await callAs('owner');
	const variants = (values: object) => [{ id: 'on', name: 'On', weight: 1, values }];
	const values = { price: 19, 'hero/copy': 'Welcome back', checkout: { steps: ['cart', 'pay'] }, express: true };
	const gold = { id: 'gold', name: 'Gold', kind: 'personalization', audience: { 'traits.plan': 'gold' } };
	const split = { id: 'split', name: 'Split', kind: 'experiment', variants: variants({ layout: 'grid' }) };
	for (const one of [{ ...gold, variants: variants(values) }, split])
		await api('POST', '/sites/shop/experiences', { status: 'live', ...one });
	await api('POST', '/sites/shop/releases');
});

afterEach(async () => {
	await OpenFeatureWeb.clearProviders();
	await OpenFeatureServer.clearProviders();
});

function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	return call(`https://own.example${path}`, { method: 'POST', body: text, headers });
}

const withKey = (key: string) => ({ authorization: `Bearer ${key}` });

/** What the providers fetch with: the Worker itself. Statuses are noted. */
function fetching() {
	const statuses: number[] = [];
	const fetchImplementation: typeof fetch = async (input, init) => {
		const request = new Request(input, init);
		const { url, method, headers } = request;
		const response = await call(url, { method, headers, body: await request.text() });
		statuses.push(response.status);
		return response;
	};
	return { statuses, fetchImplementation };
}

async function goldVisitor(): Promise<string> {
	const visitor = newVisitor();
	await send([{ ...track(visitor, 'x'), type: 'identify', traits: { plan: 'gold' } }]);
	return visitor;
}

describe('OpenFeature’s web provider', () => {
	async function open(context: Record<string, string>, key = writeKey) {
		const { statuses, fetchImplementation } = fetching();
		const baseUrl = `https://${siteHost}/_ew`;
		const headers: [string, string][] = [['Authorization', `Bearer ${key}`]];
		const options = { baseUrl, headers, fetchImplementation, cacheMode: 'disabled' as const };
		await OpenFeatureWeb.setContext(context);
		// Its type says that hooks may be undefined, which exact types do not take for absent.
		await OpenFeatureWeb.setProviderAndWait(Object.assign(new OFREPWebProvider(options), { hooks: [] }));
		return { client: OpenFeatureWeb.getClient(), statuses };
	}

	test('gets a visitor’s values of every type, with which variant and why', async () => {
		const { client } = await open({ targetingKey: await goldVisitor() });
		expect(client.getNumberDetails('price', 25)).toMatchObject({
			value: 19,
			variant: 'on',
			reason: 'TARGETING_MATCH',
			flagMetadata: { experienceId: 'gold', release: 1 },
		});
		expect(client.getStringValue('hero/copy', '')).toBe('Welcome back');
		expect(client.getObjectValue('checkout', {})).toEqual({ steps: ['cart', 'pay'] });
		expect(client.getBooleanValue('express', false)).toBe(true);
		expect(client.getStringDetails('layout', 'list')).toMatchObject({ value: 'grid', reason: 'SPLIT' });
	});

	test('keeps the code’s own default where nothing applies, and where there is no such flag', async () => {
		const { client } = await open({ targetingKey: newVisitor() });
		expect(client.getNumberDetails('price', 25)).toMatchObject({ value: 25, reason: 'DEFAULT' });
		expect(client.getNumberDetails('nope', 3)).toMatchObject({ value: 3, errorCode: 'FLAG_NOT_FOUND' });
		const nobody = await open({});
		expect(nobody.client.getStringDetails('layout', 'list')).toMatchObject({
			value: 'list',
			errorCode: 'TARGETING_KEY_MISSING',
		});
	});

	test('is not believed what it says of the person', async () => {
		const { client } = await open({ targetingKey: newVisitor(), plan: 'gold' });
		expect(client.getNumberValue('price', 25)).toBe(25);
	});

	test('is told nothing twice: what has not changed is 304', async () => {
		const visitor = await goldVisitor();
		const { client, statuses } = await open({ targetingKey: visitor });
		await OpenFeatureWeb.setContext({ targetingKey: visitor, url: `https://${siteHost}/` });
		const first = await post(flags, { context: { targetingKey: visitor } }, withKey(writeKey));
		const etag = first.headers.get('etag') ?? '';
		const again = (key: string, tag: string) =>
			post(flags, { context: { targetingKey: key } }, { ...withKey(writeKey), 'if-none-match': tag });
		expect((await again(visitor, etag)).status).toBe(304);
		expect((await again(visitor, `W/${etag}`)).status).toBe(304);
		expect((await again(newVisitor(), etag)).status).toBe(200);
		expect((await again(visitor, '"x"')).status).toBe(200);
		expect(statuses.every((status) => status === 200 || status === 304)).toBe(true);
		expect(client.getNumberValue('price', 25)).toBe(19);
	});

	test('with a wrong key is an error that the SDK tells, and defaults stand', async () => {
		await expect(open({ targetingKey: newVisitor() }, 'nope')).rejects.toThrow();
		expect(OpenFeatureWeb.getClient().getNumberValue('price', 25)).toBe(25);
	});
});

describe('OpenFeature’s server provider', () => {
	async function open(key = secretKey) {
		const { fetchImplementation } = fetching();
		const options = { baseUrl: 'https://own.example', headers: [['X-API-Key', key]] as [string, string][] };
		await OpenFeatureServer.setProviderAndWait(new OFREPProvider({ ...options, fetchImplementation }));
		return OpenFeatureServer.getClient();
	}

	test('says who somebody is, or what they are like, and gets their values', async () => {
		const client = await open();
		expect(await client.getNumberValue('price', 25, { targetingKey: 'somebody', plan: 'gold' })).toBe(19);
		expect(await client.getNumberValue('price', 25, { targetingKey: 'somebody', traits: { plan: 'gold' } })).toBe(19);
		expect(await client.getNumberValue('price', 25, { targetingKey: 'somebody', plan: 'free' })).toBe(25);
		const user = { ...track(newVisitor(), 'x'), type: 'identify', userId: 'u-1', traits: { plan: 'gold' } };
		await send([user], { key: secretKey });
		expect(await client.getNumberDetails('price', 25, { targetingKey: 'u-1' })).toMatchObject({
			value: 19,
			variant: 'on',
			flagMetadata: { experienceId: 'gold' },
		});
		expect(await client.getObjectValue('checkout', {}, { targetingKey: 'u-1' })).toEqual({ steps: ['cart', 'pay'] });
	});

	test('has the errors of the protocol', async () => {
		const client = await open();
		expect(await client.getBooleanDetails('nope', true, { targetingKey: 'u' })).toMatchObject({
			value: true,
			errorCode: 'FLAG_NOT_FOUND',
		});
		expect(await client.getStringDetails('layout', 'list', {})).toMatchObject({ errorCode: 'TARGETING_KEY_MISSING' });
		expect(await client.getStringDetails('price', 'x', { targetingKey: 'u', plan: 'gold' })).toMatchObject({
			value: 'x',
			errorCode: 'TYPE_MISMATCH',
		});
	});
});

describe('who asks more than they may', () => {
	const narrow = { ADDRESS_LIMIT: '1/3', PUBLIC_KEY_LIMIT: 'off', SECRET_KEY_LIMIT: 'off' };
	/** The Worker under narrow limits, for an address that nobody else has. */
	const limited = (address: string, limits: Partial<Env> = narrow): typeof fetch => {
		return async (input, init) => {
			const { url, method, headers, body } = new Request(input, init);
			headers.set('cf-connecting-ip', address);
			const request = new Request<unknown, IncomingRequestCfProperties>(url, { method, headers, body });
			return worker.fetch(request, { ...env, ...limits }, createExecutionContext());
		};
	};

	test('is told by the server provider when to ask again, and keeps the code’s default meanwhile', async () => {
		// A key's share outlives a test, so the site is this test's own.
		const site = await api('POST', '/sites', { id: 'flags', name: 'Flags', hostnames: [], allowedOrigins: [] });
		const variants = [{ id: 'on', name: 'On', weight: 1, values: { price: 19 } }];
		const gold = {
			name: 'Gold',
			kind: 'personalization',
			status: 'live',
			audience: { 'traits.plan': 'gold' },
			variants,
		};
		expect(await api('POST', '/sites/flags/experiences', gold)).toMatchObject({ status: 201 });
		expect(await api('POST', '/sites/flags/releases')).toMatchObject({ status: 201 });
		const { secretKey: key } = site.body as { secretKey: string };
		const limits = { ...narrow, SECRET_KEY_LIMIT: '1/2' };
		const headers: [string, string][] = [['Authorization', `Bearer ${key}`]];
		const options = { baseUrl: 'https://own.example', headers, fetchImplementation: limited('198.51.100.201', limits) };
		await OpenFeatureServer.setProviderAndWait(new OFREPProvider(options));
		const client = OpenFeatureServer.getClient();
		const ask = () => client.getNumberDetails('price', 25, { targetingKey: 'somebody', plan: 'gold' });
		expect([(await ask()).value, (await ask()).value]).toEqual([19, 19]);
		const shed = await ask();
		expect(shed).toMatchObject({ value: 25, reason: 'ERROR', errorCode: 'GENERAL' });
		// The provider waits as long as it was told to, and asks nobody in between.
		expect((await ask()).errorMessage).toMatch(/paused due to TooManyRequests until/);
	});

	test('is told by the web provider when it begins, and is 429 in the protocol’s form for one flag and for all', async () => {
		const fetchImplementation = limited('198.51.100.202');
		const asked = (path: string) =>
			fetchImplementation(`https://own.example${path}`, {
				method: 'POST',
				headers: { ...withKey(writeKey), 'content-type': 'application/json', origin: 'https://app.example' },
				body: '{}',
			});
		for (let i = 0; i < 3; i++) expect((await asked(flags)).status).toBe(200);
		for (const path of [flags, `${flags}/price`]) {
			const shed = await asked(path);
			expect(shed.status).toBe(429);
			expect(Number(shed.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
			expect(shed.headers.get('access-control-expose-headers')).toContain('retry-after');
			expect(await shed.json()).toEqual({ errorDetails: expect.stringMatching(/^This address asks more often/) });
		}
		const baseUrl = 'https://own.example';
		const headers: [string, string][] = [['Authorization', `Bearer ${writeKey}`]];
		const options = { baseUrl, headers, fetchImplementation, cacheMode: 'disabled' as const };
		const provider = Object.assign(new OFREPWebProvider(options), { hooks: [] });
		await expect(OpenFeatureWeb.setProviderAndWait(provider)).rejects.toThrow();
		expect(OpenFeatureWeb.getClient().getNumberValue('price', 25)).toBe(25);
	});

	test('is 429 at /v1/decide, where a wrong key costs as much, and a server with its secret key is let in', async () => {
		const ask = limited('198.51.100.203');
		const decide = (headers: Record<string, string>, body: object = {}) =>
			ask('https://own.example/v1/decide', { method: 'POST', headers, body: JSON.stringify(body) });
		expect((await decide({}, { writeKey: 'ewp_guess' })).status).toBe(401);
		for (let i = 0; i < 2; i++) expect((await decide({}, { writeKey })).status).toBe(200);
		const shed = await decide({}, { writeKey });
		expect(shed.status).toBe(429);
		expect(Number(shed.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
		expect(await shed.json()).toMatchObject({ success: false, error: { code: 'too-many-questions' } });
		expect((await decide({ authorization: `Basic ${btoa(`${secretKey}:`)}` })).status).toBe(200);
	});
});

describe('the protocol', () => {
	test.each<[string, string, unknown, Record<string, string>, number, object]>([
		['no key', flags, {}, {}, 401, { errorDetails: expect.stringContaining('key') }],
		['an unknown key', `${flags}/price`, {}, withKey('nope'), 401, { errorDetails: expect.any(String) }],
		[
			'a foreign page',
			flags,
			{},
			{ ...withKey(writeKey), origin: 'https://evil.example' },
			403,
			{ errorDetails: expect.any(String) },
		],
		['no JSON', flags, '{', withKey(writeKey), 400, { errorCode: 'PARSE_ERROR' }],
		['no JSON for one', `${flags}/price`, '{', withKey(writeKey), 400, { key: 'price', errorCode: 'PARSE_ERROR' }],
		['a context that is none', flags, { context: [1] }, withKey(writeKey), 400, { errorCode: 'INVALID_CONTEXT' }],
		[
			'a page that is none',
			`${flags}/price`,
			{ context: { url: 'nope' } },
			withKey(writeKey),
			400,
			{ key: 'price', errorCode: 'INVALID_CONTEXT', errorDetails: expect.stringContaining('context.url') },
		],
		['an unknown flag', `${flags}/nope`, {}, withKey(writeKey), 404, { key: 'nope', errorCode: 'FLAG_NOT_FOUND' }],
		[
			'nobody where chance decides',
			`${flags}/layout`,
			{ context: {} },
			withKey(writeKey),
			400,
			{ key: 'layout', errorCode: 'TARGETING_KEY_MISSING' },
		],
	])('answers %s as it says', async (_name, path, body, headers, status, told) => {
		const response = await post(path, body, headers);
		expect(response.status).toBe(status);
		expect(await response.json()).toMatchObject(told);
	});

	test('has all flags in one answer, and keys with a slash', async () => {
		const context = { targetingKey: 'u', plan: 'gold' };
		const all = await post(flags, { context }, withKey(secretKey));
		const { flags: told } = await all.json<{ flags: { key: string }[] }>();
		expect(told.map(({ key }) => key)).toEqual(['price', 'hero/copy', 'checkout', 'express', 'layout']);
		for (const path of ['hero/copy', 'hero%2Fcopy']) {
			const one = await post(`${flags}/${path}`, { context }, withKey(secretKey));
			expect(await one.json()).toMatchObject({ key: 'hero/copy', value: 'Welcome back' });
		}
	});

	test('lets pages of the site ask from elsewhere, and read the tag of what they were told', async () => {
		const origin = 'https://app.example';
		const asked = { origin, 'access-control-request-headers': 'authorization,content-type,if-none-match' };
		const before = await call(`https://own.example${flags}`, { method: 'OPTIONS', headers: asked });
		expect(before.headers.get('access-control-allow-headers')).toContain('if-none-match');
		const response = await post(flags, {}, { ...withKey(writeKey), origin });
		expect(response.headers.get('access-control-allow-origin')).toBe(origin);
		expect(response.headers.get('access-control-expose-headers')).toContain('etag');
	});

	test('before anything is published there is no flag', async () => {
		await api('DELETE', '/experiences/gold');
		await api('DELETE', '/experiences/split');
		await api('POST', '/sites/shop/releases');
		const response = await post(flags, {}, withKey(writeKey));
		expect(await response.json()).toEqual({ flags: [] });
	});
});
