import { env } from 'cloudflare:workers';
import type { User } from '../access/admin.ts';
// The Worker loads better-auth when somebody first signs in; tests have it read before the first one's time runs.
import '../access/auth.ts';
import { sessions, users } from '../access/schema.ts';
import { database } from '../database.ts';
import { call as fetchWorker } from './workspace.ts';

/** Where tests find the Worker's own host. */
export const ORIGIN = 'http://localhost:8787';

/** What a call of the admin API answered. `body` is null when there is none. */
export interface Answer {
	readonly status: number;
	readonly body: unknown;
}

export type Call = (method: string, path: string, body?: unknown) => Promise<Answer>;

/** Puts somebody with this role into the workspace, signed in; returns the token of their session. */
export async function sessionOf(role: User['role']): Promise<string> {
	const now = new Date();
	const [id, token] = [crypto.randomUUID(), crypto.randomUUID().replaceAll('-', '')];
	const moments = { createdAt: now, updatedAt: now };
	const db = database(env);
	await db.batch([
		db.insert(users).values({ id, name: role, email: `${id}@example.com`, role, ...moments }),
		db.insert(sessions).values({ id, userId: id, token, expiresAt: new Date(now.getTime() + 3_600_000), ...moments }),
	]);
	return token;
}

/** Calls the Worker's admin API as somebody with this role: `const call = await callAs('editor')`. */
export async function callAs(role: User['role']): Promise<Call> {
	const token = await sessionOf(role);
	return async (method, path, body) => {
		const headers = {
			authorization: `Bearer ${token}`,
			...(body !== undefined && { 'content-type': 'application/json' }),
		};
		const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
		const response = await fetchWorker(`${ORIGIN}/api${path}`, init);
		const text = await response.text();
		return { status: response.status, body: text === '' ? null : JSON.parse(text) };
	};
}
