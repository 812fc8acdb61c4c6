import type { State } from './state.ts';

export interface Results {
	readonly profiles: number;
	readonly segments: readonly { readonly name: string; readonly members: number }[];
}

/** Why the admin API could not be asked, for people. */
export class ResultsUnavailable extends Error {
	override readonly name = 'ResultsUnavailable';
}

/**
 * Asks the admin API for the number of profiles and the members of each segment. Shards write behind within about a second:
 * it asks until the answer stands still. Throws `ResultsUnavailable` when there is no log-in, or nobody answers.
 */
export async function readResults(
	url: string,
	access: { token?: string | undefined; state: State },
	pause: (ms: number) => Promise<void>,
): Promise<Results> {
	const headers = access.token ? { authorization: `Bearer ${access.token}` } : await signIn(url, access.state);
	let before = await readOnce(url, headers);
	for (let tries = 0; tries < 10; tries++) {
		await pause(1_500);
		const now = await readOnce(url, headers);
		if (JSON.stringify(now) === JSON.stringify(before)) break;
		before = now;
	}
	return before;
}

async function readOnce(url: string, headers: Record<string, string>): Promise<Results> {
	const [overview, segments] = await Promise.all([
		get(url, '/api/overview', headers),
		get(url, '/api/segments', headers),
	]);
	const items = 'items' in segments && Array.isArray(segments.items) ? segments.items : [];
	return {
		profiles: 'profiles' in overview ? Number(overview.profiles) : 0,
		segments: items.map(({ name, members }) => ({ name: String(name), members: Number(members) })),
	};
}

async function get(url: string, path: string, headers: Record<string, string>): Promise<object> {
	const response = await ask(url + path, { headers });
	const body: unknown = await response.json().catch(() => null);
	if (typeof body !== 'object' || body === null) throw new ResultsUnavailable(`${url}${path} answered no JSON.`);
	return body;
}

async function signIn(url: string, { email, password }: State): Promise<Record<string, string>> {
	if (!email || !password) throw new ResultsUnavailable('There is no log-in: give --token, or start with npm start.');
	const response = await ask(`${url}/api/auth/sign-in/email`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', origin: url },
		body: JSON.stringify({ email, password }),
	});
	const cookie = response.headers.getSetCookie().map((line) => line.split(';', 1)[0] ?? '');
	return { cookie: cookie.join('; ') };
}

async function ask(address: string, init: RequestInit): Promise<Response> {
	const response = await fetch(address, { ...init, signal: AbortSignal.timeout(15_000) }).catch(() => null);
	if (response === null) throw new ResultsUnavailable(`${address} did not answer.`);
	if (!response.ok) throw new ResultsUnavailable(`${address} answered ${response.status}.`);
	return response;
}
