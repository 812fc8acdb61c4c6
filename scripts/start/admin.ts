import { keyedHash } from '../../worker/keyed-hash.ts';
import type { State } from './state.ts';

/** The admin API, as programs call it. Throws with the API's own words. */
export interface AdminApi {
	get<T>(path: string): Promise<T>;
	send<T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<T>;
}

/** Makes the first owner when there is none, and signs in. */
export async function enterWorkspace(url: string, state: State): Promise<AdminApi> {
	await makeFirstOwner(url, state);
	return signIn(url, state.email, state.password);
}

/** Makes the owner that the state names, unless the workspace has one. */
export async function makeFirstOwner(url: string, { secret, email, password }: State): Promise<void> {
	const token = await keyedHash(secret, 'first-owner', '');
	const setup = await post(url, '/api/setup', { name: 'Demo Owner', email, password, token });
	if (!setup.ok && setup.status !== 409) throw new Error(`set-up failed: ${setup.status} ${await setup.text()}`);
}

/** Signs in with e-mail and password. `publicUrl`: the origin that signing in is allowed from, if not `url`. */
export async function signIn(url: string, email: string, password: string, publicUrl = url): Promise<AdminApi> {
	return adminApi(url, await tokenOf(url, email, password, publicUrl));
}

/** Signs in, and answers the token of the session. */
export async function tokenOf(url: string, email: string, password: string, publicUrl = url): Promise<string> {
	const signedIn = await post(url, '/api/auth/sign-in/email', { email, password }, publicUrl);
	const bearer = signedIn.headers.get('set-auth-token');
	if (!signedIn.ok || bearer === null) throw new Error(`sign-in failed: ${signedIn.status} ${await signedIn.text()}`);
	return bearer;
}

export function adminApi(url: string, bearer: string): AdminApi {
	const call = async (method: string, path: string, body?: unknown) => {
		const response = await fetch(`${url}${path}`, {
			method,
			headers: { authorization: `Bearer ${bearer}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
		return text === '' ? undefined : JSON.parse(text);
	};
	return { get: (path) => call('GET', path), send: call };
}

function post(url: string, path: string, body: unknown, from = url): Promise<Response> {
	return fetch(`${url}${path}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', origin: new URL(from).origin },
		body: JSON.stringify(body),
	});
}
