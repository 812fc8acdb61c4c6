import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError, request, whenSignedOut } from './request.ts';

type Answer = readonly [status: number, body: string];
let server: Server;
let answers: Answer[];
let asked: string[];
let base: string;

beforeEach(async () => {
	asked = [];
	server = createServer((incoming, response) => {
		asked.push(`${incoming.method}`);
		const [status, body] = answers.shift() ?? [500, ''];
		response.writeHead(status).end(body);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('The server has no port.');
	base = `http://127.0.0.1:${address.port}`;
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

async function refusal(call: Promise<unknown>): Promise<ApiError> {
	const error = await call.catch((thrown: unknown) => thrown);
	if (error instanceof ApiError) return error;
	throw new Error('It was not refused.');
}

describe('a request', () => {
	it('is answered with JSON, or with nothing', async () => {
		answers = [
			[200, '{"a":1}'],
			[204, ''],
		];
		expect(await request('GET', base)).toEqual({ a: 1 });
		expect(await request('DELETE', base)).toBeUndefined();
	});

	it('is refused with message, hint, path and problems', async () => {
		const problem = { experienceId: 'x', path: 'p', message: 'm' };
		const error = { code: 'release-invalid', message: 'No.', hint: 'Mend it.', path: 'a.b', problems: [problem] };
		answers = [[422, JSON.stringify({ error })]];
		expect(await refusal(request('POST', base, {}))).toMatchObject({ status: 422, ...error });
	});

	it('understands how better-auth refuses', async () => {
		answers = [
			[401, '{"code":"INVALID","message":"Invalid password"}'],
			[400, '{"error":"expired_token","error_description":"Too late"}'],
		];
		expect(await refusal(request('POST', base, {}))).toMatchObject({ code: 'INVALID', message: 'Invalid password' });
		expect(await refusal(request('POST', base, {}))).toMatchObject({ code: 'expired_token', message: 'Too late' });
	});

	it('says so when the answer is a page instead of JSON', async () => {
		answers = [
			[502, '<html>'],
			[502, '<html>'],
			[502, '<html>'],
		];
		expect(await refusal(request('GET', base))).toMatchObject({ status: 502, code: 'not-json' });
	});

	it('is tried again after a passing failure when it only reads', async () => {
		answers = [
			[503, ''],
			[200, '{"ok":true}'],
		];
		expect(await request('GET', base)).toEqual({ ok: true });
		expect(asked).toEqual(['GET', 'GET']);
	});

	it('is never sent twice when it writes', async () => {
		answers = [[503, '']];
		expect((await refusal(request('POST', base, {}))).status).toBe(503);
		expect(asked).toEqual(['POST']);
	});

	it('tells when nobody is signed in any more', async () => {
		const out = vi.fn();
		whenSignedOut(out);
		answers = [[401, '{"error":{"code":"signed-out","message":"Sign in."}}']];
		await refusal(request('GET', `${base}/api/me`));
		expect(out).toHaveBeenCalledOnce();
	});
});
