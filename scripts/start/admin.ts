import { keyedHash } from '../../worker/keyed-hash.ts';
import type { State } from './state.ts';

/** The admin API, as programs call it. Throws with the API's own words. */
export interface AdminApi {
	get<T>(path: string): Promise<T>;
	send<T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<T>;
}

/** Makes the first owner when there is none, and signs in. */
export async function enterWorkspace(url: string, state: State): Promise<AdminApi> {
	const token = await keyedHash(state.secret, 'first-owner', '');
	const setup = await post(url, '/api/setup', {
		name: 'Demo Owner',
		email: state.email,
		password: state.password,
		token,
	});
	if (!setup.ok && setup.status !== 409) throw new Error(`set-up failed: ${setup.status} ${await setup.text()}`);
	return signIn(url, state.email, state.password);
}

/** Signs in with e-mail and password. */
export async function signIn(url: string, email: string, password: string): Promise<AdminApi> {
	const signedIn = await post(url, '/api/auth/sign-in/email', { email, password });
	const bearer = signedIn.headers.get('set-auth-token');
	if (!signedIn.ok || bearer === null) throw new Error(`sign-in failed: ${signedIn.status} ${await signedIn.text()}`);
	return adminApi(url, bearer);
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

function post(url: string, path: string, body: unknown): Promise<Response> {
	return fetch(`${url}${path}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', origin: url },
		body: JSON.stringify(body),
	});
}
