/** One place that speaks HTTP: JSON (or a file's bytes) in, JSON out, errors as typed objects, retries for reads only. */

/** A rule that a publish broke; it points at the place to mend. */
export interface Problem {
	readonly experienceId: string;
	readonly variantId?: string;
	readonly editId?: string;
	readonly path: string;
	readonly message: string;
	readonly hint?: string;
}

interface ErrorBody {
	readonly code?: string;
	readonly message?: string;
	readonly hint?: string;
	readonly path?: string;
	readonly problems?: readonly Problem[];
}

/** What the API refused, in words for a person. `status` 0 means that the server was not reached. */
export class ApiError extends Error {
	override readonly name = 'ApiError';
	readonly status: number;
	readonly code: string;
	readonly hint: string | undefined;
	readonly path: string | undefined;
	readonly problems: readonly Problem[];

	constructor(status: number, body: ErrorBody) {
		super(body.message ?? `The server answered ${status}.`);
		this.status = status;
		this.code = body.code ?? 'unknown';
		this.hint = body.hint;
		this.path = body.path;
		this.problems = body.problems ?? [];
	}
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
const retryDelaysMs = [250, 900];
const passing = new Set([0, 502, 503, 504]);

let onSignedOut: () => void = () => {};

/** Calls `callback` whenever the API says that nobody is signed in. */
export function whenSignedOut(callback: () => void): void {
	onSignedOut = callback;
}

/** Sends one request. GET is tried again after passing failures; nothing else is, because it may have happened. */
export async function request<T>(method: Method, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
	for (let attempt = 0; ; attempt++) {
		try {
			return await send<T>(method, path, body, signal);
		} catch (error) {
			const delayMs = retryDelaysMs[attempt];
			const mayPass = error instanceof ApiError && passing.has(error.status);
			if (method !== 'GET' || !mayPass || delayMs === undefined || signal?.aborted) throw error;
			await new Promise((resolve) => setTimeout(resolve, delayMs));
		}
	}
}

async function send<T>(method: Method, path: string, body: unknown, signal: AbortSignal | undefined): Promise<T> {
	const response = await reach(path, {
		method,
		headers: { accept: 'application/json', ...(body !== undefined && { 'content-type': typeOf(body) }) },
		credentials: 'same-origin',
		...(body !== undefined && { body: body instanceof Blob ? body : JSON.stringify(body) }),
		...(signal && { signal }),
	});
	const answer = await readJson(response);
	if (response.ok) return answer;
	if (response.status === 401 && !path.startsWith('/api/auth/')) onSignedOut();
	throw new ApiError(response.status, errorBody(answer));
}

function typeOf(body: unknown): string {
	return body instanceof Blob ? 'application/octet-stream' : 'application/json';
}

async function reach(path: string, init: RequestInit): Promise<Response> {
	try {
		return await fetch(path, init);
	} catch (error) {
		if (init.signal?.aborted) throw error;
		throw new ApiError(0, {
			code: 'unreachable',
			message: 'The server could not be reached.',
			hint: 'Check your connection and that Edgewise is running, then try again.',
		});
	}
}

async function readJson(response: Response) {
	const text = await response.text();
	if (!text) return undefined;
	try {
		return JSON.parse(text);
	} catch {
		throw new ApiError(response.ok ? 500 : response.status, {
			code: 'not-json',
			message: `The server answered ${response.status} with something that is not JSON.`,
		});
	}
}

/** Our API nests the error; better-auth answers `{ code, message }`, and its OAuth routes `{ error, error_description }`. */
function errorBody(answer: {
	error?: ErrorBody | string;
	error_description?: string;
	code?: string;
	message?: string;
}): ErrorBody {
	if (typeof answer?.error === 'object') return answer.error;
	const code = answer?.error ?? answer?.code;
	const message = answer?.error_description ?? answer?.message;
	return { ...(code !== undefined && { code }), ...(message !== undefined && { message }) };
}
