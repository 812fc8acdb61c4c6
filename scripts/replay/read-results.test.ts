import { createServer, type RequestListener } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { ResultsUnavailable, readResults } from './read-results.ts';

const closing: (() => void)[] = [];
afterEach(() => {
	for (const close of closing.splice(0)) close();
});

async function serve(listener: RequestListener): Promise<string> {
	const server = createServer(listener);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	closing.push(() => {
		server.close();
		server.closeAllConnections();
	});
	const address = server.address();
	return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

const pause = async () => {};

/** The admin API with one log-in, whose number of profiles still grows while it is asked. */
function adminApi(counts: number[]): RequestListener {
	return (request, response) => {
		const { url, headers } = request;
		if (url === '/api/auth/sign-in/email') {
			response.setHeader('set-cookie', ['session=s1; Path=/; HttpOnly', 'other=o; Path=/']).end('{}');
		} else if (headers.cookie !== 'session=s1; other=o' && headers.authorization !== 'Bearer t1') {
			response.writeHead(401).end('{}');
		} else if (url === '/api/overview') {
			response.end(JSON.stringify({ profiles: counts.length > 1 ? counts.shift() : counts[0] }));
		} else response.end(JSON.stringify({ items: [{ name: 'Returning visitors', members: 7 }], cursor: null }));
	};
}

test('it signs in, and asks until the answer stands still', async () => {
	const url = await serve(adminApi([5, 8, 9, 9]));
	const state = { email: 'demo@example.org', password: 'p' };
	expect(await readResults(url, { state }, pause)).toEqual({
		profiles: 9,
		segments: [{ name: 'Returning visitors', members: 7 }],
	});
});

test('a token does instead of a log-in', async () => {
	const url = await serve(adminApi([3]));
	expect((await readResults(url, { token: 't1', state: {} }, pause)).profiles).toBe(3);
});

test('it says why it cannot be read', async () => {
	const url = await serve(adminApi([3]));
	const read = (token?: string) => readResults(url, { token, state: {} }, pause);
	await expect(read()).rejects.toThrow(ResultsUnavailable);
	await expect(read('wrong')).rejects.toThrow('answered 401');
	await expect(readResults('http://127.0.0.1:1', { token: 't', state: {} }, pause)).rejects.toThrow('did not answer');
});
