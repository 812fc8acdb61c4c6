import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import './auth.ts';
import { call as fetchWorker } from '../testing/workspace.ts';
import { setupToken } from './setup-token.ts';

const ORIGIN = 'http://localhost:8787';
const owner = { name: 'Ada', email: 'Ada@Example.com', password: 'correct horse battery' };

interface Call {
	readonly method?: string;
	readonly body?: unknown;
	readonly headers?: Record<string, string>;
}

function call(path: string, { method = 'GET', body, headers = {} }: Call = {}) {
	const json = { 'content-type': 'application/json', ...headers };
	const init = body === undefined ? { method, headers } : { method, headers: json, body: JSON.stringify(body) };
	return fetchWorker(`${ORIGIN}/api${path}`, init);
}

async function setUp(changes: Partial<typeof owner> & { token?: string } = {}) {
	return call('/setup', { method: 'POST', body: { ...owner, token: await setupToken(env.SECRET), ...changes } });
}

function signIn(password = owner.password, email = owner.email, origin = ORIGIN) {
	return call('/auth/sign-in/email', { method: 'POST', body: { email, password }, headers: { origin } });
}

async function sessionCookie() {
	const set = (await signIn()).headers.get('set-cookie') ?? '';
	return set.split(';')[0] ?? '';
}

async function refusal(response: Response) {
	const { error } = await response.json<{ error: { code: string; message: string; path?: string } }>();
	return { status: response.status, ...error };
}

describe('the first owner', () => {
	it('is made with the set-up token, and may then sign in', async () => {
		expect((await setUp()).status).toBe(201);
		const me = await call('/me', { headers: { cookie: await sessionCookie() } });
		expect(await me.json()).toMatchObject({ user: { name: 'Ada', email: 'ada@example.com', role: 'owner' } });
	});

	it('is made once only, also when two ask at the same moment', async () => {
		const answers = await Promise.all([setUp(), setUp({ email: 'eve@example.com' })]);
		expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409]);
		expect(await refusal(await setUp({ email: 'eve@example.com' }))).toMatchObject({
			status: 409,
			code: 'already-set-up',
		});
	});

	it('is not made with another token', async () => {
		expect(await refusal(await setUp({ token: 'x'.repeat(43) }))).toMatchObject({ status: 403, path: 'token' });
		expect((await signIn()).status).toBe(401);
	});

	it('gives an address and a password that can be used', async () => {
		expect(await refusal(await setUp({ email: 'nobody' }))).toMatchObject({ code: 'invalid', path: 'email' });
		expect(await refusal(await setUp({ password: 'short' }))).toMatchObject({ code: 'invalid', path: 'password' });
	});
});

describe('signing in', () => {
	it('is refused alike for a wrong password and for an unknown address', async () => {
		await setUp();
		const [wrong, unknown] = [await signIn('wrong password'), await signIn(owner.password, 'eve@example.com')];
		expect(await refusal(wrong)).toEqual(await refusal(unknown));
		expect(wrong.status).toBe(401);
	});

	it('is refused from a page of another origin', async () => {
		await setUp();
		expect((await signIn(owner.password, owner.email, 'https://evil.example')).status).toBe(403);
	});

	it('is slowed down after many tries', async () => {
		const key = `127.0.0.1|/sign-in/email`;
		const { limitTries } = await import('./limit-tries.ts');
		const tries = await Promise.all(
			Array.from({ length: 5 }, () => limitTries(env).consume(key, { window: 60, max: 3 })),
		);
		expect(tries.filter((one) => one.allowed)).toHaveLength(3);
		expect(tries.find((one) => !one.allowed)?.retryAfter).toBeGreaterThan(50);
		const { results } = await env.DB.prepare('SELECT key FROM auth_rate_limits').all<{ key: string }>();
		expect(results.map((row) => row.key).join()).not.toContain('127.0.0.1');
	});

	it('cannot be had by signing up', async () => {
		const body = { ...owner, callbackURL: '/' };
		const answer = await call('/auth/sign-up/email', { method: 'POST', body, headers: { origin: ORIGIN } });
		expect(await refusal(answer)).toMatchObject({ status: 404, code: 'not-found' });
	});

	it('keeps no IP address', async () => {
		await setUp();
		const body = { email: owner.email, password: owner.password };
		const headers = { origin: ORIGIN, 'cf-connecting-ip': '203.0.113.7' };
		expect((await call('/auth/sign-in/email', { method: 'POST', body, headers })).status).toBe(200);
		const row = await env.DB.prepare('SELECT * FROM auth_sessions').first();
		expect(JSON.stringify(row)).not.toContain('203.0.113');
	});

	it('ends with signing out', async () => {
		await setUp();
		const cookie = await sessionCookie();
		await call('/auth/sign-out', { method: 'POST', body: {}, headers: { cookie, origin: ORIGIN } });
		expect(await refusal(await call('/me', { headers: { cookie } }))).toMatchObject({
			status: 401,
			code: 'sign-in-required',
		});
	});
});

describe('the extension', () => {
	const client = { client_id: 'edgewise-extension' };
	const grant = 'urn:ietf:params:oauth:grant-type:device_code';

	async function askForCode() {
		const answer = await call('/auth/device/code', { method: 'POST', body: client });
		return answer.json<{ device_code: string; user_code: string; verification_uri_complete: string }>();
	}

	function poll(deviceCode: string) {
		return call('/auth/device/token', {
			method: 'POST',
			body: { grant_type: grant, device_code: deviceCode, ...client },
		});
	}

	it('gets a token once a signed-in person approves its code', async () => {
		await setUp();
		const code = await askForCode();
		expect(code.verification_uri_complete).toBe(`${ORIGIN}/device?user_code=${code.user_code}`);
		const headers = { cookie: await sessionCookie(), origin: ORIGIN };
		const approved = await call('/auth/device/approve', {
			method: 'POST',
			body: { userCode: code.user_code },
			headers,
		});
		expect(await approved.json()).toEqual({ success: true });
		const { access_token } = await (await poll(code.device_code)).json<{ access_token: string }>();
		const me = await call('/me', { headers: { authorization: `Bearer ${access_token}` } });
		expect(await me.json()).toMatchObject({ user: { email: 'ada@example.com' } });
	});

	it('waits while nobody has decided, as RFC 8628 says', async () => {
		const answer = await poll((await askForCode()).device_code);
		expect(await answer.json()).toMatchObject({ error: 'authorization_pending' });
	});

	it('is not approved by whoever is not signed in', async () => {
		const { user_code } = await askForCode();
		const answer = await call('/auth/device/approve', { method: 'POST', body: { userCode: user_code } });
		expect(await refusal(answer)).toMatchObject({ status: 401, code: 'unauthorized' });
	});

	it('is the only program that may ask', async () => {
		const answer = await call('/auth/device/code', { method: 'POST', body: { client_id: 'another' } });
		expect(await answer.json()).toMatchObject({ error: 'invalid_client' });
	});
});

describe('a body', () => {
	it('that is no JSON, is no object, is declared as a form or is too large is refused', async () => {
		const send = (body: string, type = 'application/json') =>
			fetchWorker(`${ORIGIN}/api/setup`, { method: 'POST', body, headers: { 'content-type': type } });
		expect(await refusal(await send('{"name":'))).toMatchObject({ status: 400, code: 'malformed-json' });
		expect(await refusal(await send('[]'))).toMatchObject({ status: 400, code: 'invalid' });
		expect(await refusal(await send('{}', 'text/plain'))).toMatchObject({ status: 415, code: 'json-expected' });
		expect(await refusal(await send(`"${'x'.repeat(1 << 20)}"`))).toMatchObject({
			status: 413,
			code: 'body-too-large',
		});
	});
});

describe('the admin API', () => {
	it('is kept out of frames, caches and foreign scripts', async () => {
		const { headers } = await call('/me');
		expect(headers.get('content-security-policy')).toContain("script-src 'self';");
		expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
		expect(headers.get('cache-control')).toBe('no-store');
	});
});
