import type { Env } from '../env.ts';

type Auth = ReturnType<typeof import('./auth.ts').makeAuth>;

const made = new Map<string, Promise<Auth>>();

/** Hosts are sent by clients: whoever makes many of them up must not fill the memory. */
const MOST_ORIGINS = 8;

/** The Worker's own origin as people type it: the setting, else where this request went. */
export function ownOrigin(env: Env, requestUrl: string): string {
	return new URL(env.PUBLIC_URL ?? requestUrl).origin;
}

/**
 * better-auth for the origin, made once in an isolate. Loaded when first asked for: visitors' events and pages never
 * pay for reading its code.
 */
export function authFor(env: Env, origin: string): Promise<Auth> {
	const known = made.get(origin);
	if (known) return known;
	if (made.size >= MOST_ORIGINS) made.clear();
	const auth = import('./auth.ts').then(({ makeAuth }) => makeAuth(env, origin));
	made.set(origin, auth);
	return auth;
}
