import * as v from 'valibot';
import { Refusal } from '../../core/refusal.ts';
import { errorShape } from './shapes.ts';

/** Where calls go, and with what right. */
export interface Access {
	/** The workspace's origin: `https://edgewise.example.com`. */
	readonly workspace: string;
	readonly token: string;
}

export interface Call {
	readonly method: 'GET' | 'POST' | 'PUT';
	/** Below the workspace's origin: `/api/sites`. */
	readonly path: string;
	readonly body?: unknown;
}

/**
 * Calls the admin API and parses what it answers. Throws a Refusal for whatever the API refuses (with its own code and
 * message), `unreachable` when nothing answers, and `unexpected-answer` when what answers is no Edgewise workspace.
 */
export async function call<T>(access: Access, request: Call, shape: v.GenericSchema<unknown, T>): Promise<T> {
	const response = await send(access, request);
	const body = await readJson(response);
	if (!response.ok) throw refusalOf(response.status, body);
	const parsed = v.safeParse(shape, body);
	if (parsed.success) return parsed.output;
	throw unexpected(response.status, parsed.issues[0].message);
}

/** The call's bare response, for callers that read refusals themselves. */
export async function send(access: Access, { method, path, body }: Call): Promise<Response> {
	return await post(access.workspace, path, {
		method,
		headers: {
			authorization: `Bearer ${access.token}`,
			accept: 'application/json',
			...(body !== undefined && { 'content-type': 'application/json' }),
		},
		...(body !== undefined && { body: JSON.stringify(body) }),
	});
}

/** Fetches below a workspace without cookies: the token alone says who asks, so nobody's session is used by accident. */
export async function post(workspace: string, path: string, init: RequestInit): Promise<Response> {
	const request = { ...init, credentials: 'omit', cache: 'no-store', redirect: 'error' } as const;
	try {
		return await fetch(new URL(path, workspace), request);
	} catch {
		throw new Refusal('unreachable', `Nothing answers at ${workspace}.`, {
			status: 503,
			hint: 'Check the address and that the workspace is running.',
		});
	}
}

export async function readJson(response: Response): Promise<unknown> {
	try {
		return await response.json();
	} catch {
		return null;
	}
}

/** The API's own refusal, or a general one when the body is not of its making (a proxy's error page). */
export function refusalOf(status: number, body: unknown): Refusal {
	const parsed = v.safeParse(errorShape, body);
	if (!parsed.success) return unexpected(status, `status ${status}`);
	const { code, message, hint, path } = parsed.output.error;
	return new Refusal(code, message, {
		status,
		...(hint !== undefined && { hint }),
		...(path !== undefined && { path }),
	});
}

function unexpected(status: number, detail: string): Refusal {
	return new Refusal('unexpected-answer', `The workspace answered with something unexpected (${detail}).`, {
		status,
		hint: 'Check the address: it is where your Edgewise dashboard opens.',
	});
}
