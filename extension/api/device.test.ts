import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type DeviceRequest, pollDevice, requestDevice } from './device.ts';

/** A workspace that answers as it is told. */
let server: Server;
let workspace: string;
let answers: { status: number; body: string }[] = [];
let asked: { path: string; body: unknown; cookie: string | undefined }[] = [];

beforeAll(async () => {
	server = createServer(async (request, response) => {
		const chunks: string[] = [];
		for await (const chunk of request.setEncoding('utf8')) chunks.push(chunk);
		asked.push({ path: request.url ?? '', body: JSON.parse(chunks.join('')), cookie: request.headers.cookie });
		const { status, body } = answers.shift() ?? { status: 500, body: '' };
		response.writeHead(status, { 'content-type': 'application/json' }).end(body);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	const port = typeof address === 'object' ? address?.port : undefined;
	workspace = `http://127.0.0.1:${port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
	answers = [];
	asked = [];
});

const answer = (status: number, body: unknown) => answers.push({ status, body: JSON.stringify(body) });

const code = {
	device_code: 'secret',
	user_code: 'ABCD2345',
	verification_uri: 'https://evil.example/device',
	verification_uri_complete: 'https://evil.example/device?user_code=ABCD2345',
	interval: 7,
	expires_in: 600,
};

async function request(): Promise<DeviceRequest> {
	answer(200, code);
	return await requestDevice(workspace, 1_000);
}

describe('asking for access', () => {
	it('answers the code, when it expires and how often to ask', async () => {
		expect(await request()).toMatchObject({ userCode: 'ABCD2345', intervalMs: 7_000, expiresAt: 601_000 });
		expect(asked).toEqual([
			{ path: '/api/auth/device/code', body: { client_id: 'edgewise-extension' }, cookie: undefined },
		]);
	});

	it('sends the person to the workspace only, whatever address it names', async () => {
		expect((await request()).approveUrl).toBe(`${workspace}/device?user_code=ABCD2345`);
	});

	it('is refused where no workspace is', async () => {
		answers.push({ status: 200, body: '<h1>Hello</h1>' });
		await expect(requestDevice(workspace, 0)).rejects.toMatchObject({ code: 'unexpected-answer' });
		await expect(requestDevice('http://127.0.0.1:1', 0)).rejects.toMatchObject({ code: 'unreachable' });
	});
});

describe('asking whether it was granted', () => {
	it('is answered with the token once it was', async () => {
		const asking = await request();
		answer(200, { access_token: 'token', token_type: 'Bearer' });
		expect(await pollDevice(asking)).toEqual({ state: 'approved', token: 'token' });
		expect(asked.at(-1)?.body).toEqual({
			grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
			device_code: 'secret',
			client_id: 'edgewise-extension',
		});
	});

	it('goes on while a person thinks, five seconds slower when told so', async () => {
		const asking = await request();
		answer(400, { error: 'authorization_pending', error_description: 'Authorization pending' });
		expect(await pollDevice(asking)).toEqual({ state: 'pending', intervalMs: 7_000 });
		answer(400, { error: 'slow_down', error_description: 'Polling too frequently' });
		expect(await pollDevice(asking)).toEqual({ state: 'pending', intervalMs: 12_000 });
	});

	it.each([
		['access_denied', /denied/],
		['expired_token', /expired/],
		['invalid_grant', /no such code/],
	])('ends with a reason on %s', async (error, says) => {
		const asking = await request();
		answer(400, { error, error_description: 'no such code' });
		expect(await pollDevice(asking)).toEqual({ state: 'ended', says: expect.stringMatching(says) });
	});

	it('survives a workspace that restarts', async () => {
		const asking = await request();
		answers.push({ status: 502, body: '<h1>Bad gateway</h1>' });
		expect(await pollDevice(asking)).toEqual({ state: 'pending', intervalMs: 7_000 });
	});
});
