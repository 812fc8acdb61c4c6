import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, test } from 'vitest';
import worker from './index.ts';
import { openWorkspace } from './testing/workspace.ts';

/** Built files, as the platform serves them: the page, and one script. */
const files = new Map([
	['/', '<title>Edgewise</title>'],
	['/assets/main-1a2b.js', 'start()'],
]);
const ASSETS: Fetcher = {
	fetch: async (input) => {
		const body = files.get(new URL(new Request(input).url).pathname);
		return body === undefined ? new Response(null, { status: 404 }) : new Response(body);
	},
	connect: () => {
		throw new Error('files are not connected to');
	},
};

beforeEach(() => openWorkspace());

async function get(path: string): Promise<{ status: number; text: string }> {
	const ctx = createExecutionContext();
	const request = new Request<unknown, IncomingRequestCfProperties>(`https://own.example${path}`);
	const response = await worker.fetch(request, { ...env, ASSETS }, ctx);
	await waitOnExecutionContext(ctx);
	return { status: response.status, text: await response.text() };
}

describe('the dashboard', () => {
	test.each(['/', '/segments', '/profiles/weur03-abc', '/device?user_code=A.B'])(
		'answers %s with its page',
		async (path) => {
			expect(await get(path)).toEqual({ status: 200, text: '<title>Edgewise</title>' });
		},
	);

	test('serves its files', async () => {
		expect(await get('/assets/main-1a2b.js')).toEqual({ status: 200, text: 'start()' });
	});

	test.each(['/assets/main-old.js', '/assets/gone', '/favicon.ico', '/.env', '/wp-login.php'])(
		'says of %s that it is not there, and does not pass its page off as it',
		async (path) => {
			const { status, text } = await get(path);
			expect(status).toBe(404);
			expect(text).not.toContain('<title>');
		},
	);
});
