import { addressOf } from '../address-of.ts';
import type { AdminContext } from './admin.ts';
import { authFor, ownOrigin } from './auth-for.ts';

/** These two speak RFC 8628, errors and all: `{ error, error_description }`. */
const RFC_8628 = new Set(['/device/code', '/device/token']);

const DECISIONS = new Set(['/device/approve', '/device/deny']);

/** Hands a request under `/api/auth` to better-auth, and renders its errors as the rest of the API renders them. */
export async function passToAuth(c: AdminContext): Promise<Response> {
	const path = c.req.path.slice(c.req.path.indexOf('/auth/') + '/auth'.length);
	const origin = ownOrigin(c.env, c.req.url);
	const auth = await authFor(c.env, origin);
	const request = new Request(new URL(`/api/auth${path}${new URL(c.req.url).search}`, origin), c.req.raw);
	tellAddress(request.headers, addressOf(c.req.raw, c.env));
	if (DECISIONS.has(path)) await takeUp(auth.handler, request.clone(), origin);
	const response = await auth.handler(request);
	return response.ok || RFC_8628.has(path) ? response : await rendered(response);
}

/** better-auth counts tries by this header: with the caller's own word in it, whoever guesses passwords would not be counted. */
function tellAddress(headers: Headers, address: string | null): void {
	if (address === null) headers.delete('cf-connecting-ip');
	else headers.set('cf-connecting-ip', address);
}

/**
 * better-auth lets a person decide about a device only after they have looked at its code while signed in, so that
 * nobody decides for somebody else. Our dashboard shows the code and decides in one call.
 */
async function takeUp(handler: (request: Request) => Promise<Response>, request: Request, origin: string) {
	const body: unknown = await request.json().catch(() => null);
	if (typeof body !== 'object' || body === null || !('userCode' in body) || typeof body.userCode !== 'string') return;
	const look = new URL('/api/auth/device', origin);
	look.searchParams.set('user_code', body.userCode);
	const headers = new Headers(request.headers);
	headers.delete('content-length');
	await handler(new Request(look, { headers }));
}

async function rendered(response: Response): Promise<Response> {
	const said: unknown = await response.json().catch(() => null);
	const error = { code: code(said, response.status), message: message(said) ?? 'This was refused.' };
	const headers = new Headers(response.headers);
	headers.delete('content-length');
	const retryAfter = headers.get('x-retry-after');
	if (retryAfter) headers.set('retry-after', retryAfter);
	return Response.json({ error }, { status: response.status, headers });
}

function code(said: unknown, status: number): string {
	if (status === 429) return 'too-many-tries';
	const raw = property(said, 'code') ?? property(said, 'error') ?? 'refused';
	return raw.toLowerCase().replaceAll('_', '-');
}

function message(said: unknown): string | undefined {
	return property(said, 'message') ?? property(said, 'error_description');
}

function property(of: unknown, name: string): string | undefined {
	if (typeof of !== 'object' || of === null) return undefined;
	const value = Object.entries(of).find(([key]) => key === name)?.[1];
	return typeof value === 'string' ? value : undefined;
}
