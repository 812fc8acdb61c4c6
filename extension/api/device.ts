/**
 * The device authorization grant (RFC 8628): the extension shows a code, a person approves it in the dashboard, and
 * the extension, which asks again and again meanwhile, is given a token. It never sees a password.
 */
import * as v from 'valibot';
import { post, readJson, refusalOf } from './call.ts';

const clientId = 'edgewise-extension';

const codeShape = v.object({
	device_code: v.string(),
	user_code: v.string(),
	verification_uri: v.string(),
	verification_uri_complete: v.exactOptional(v.string()),
	interval: v.optional(v.number(), 5),
	expires_in: v.number(),
});
const tokenShape = v.object({ access_token: v.string() });
const failureShape = v.object({ error: v.string(), error_description: v.exactOptional(v.string()) });

/** A request for access that waits for a person. */
export interface DeviceRequest {
	readonly workspace: string;
	readonly deviceCode: string;
	readonly userCode: string;
	/** Where the person approves it: always on the workspace itself, whatever the answer said. */
	readonly approveUrl: string;
	readonly intervalMs: number;
	/** Milliseconds since 1970. */
	readonly expiresAt: number;
}

export type PollAnswer =
	| { readonly state: 'approved'; readonly token: string }
	| { readonly state: 'pending'; readonly intervalMs: number }
	| { readonly state: 'ended'; readonly says: string };

/** Asks a workspace for a code. Refuses addresses at which no workspace answers. */
export async function requestDevice(workspace: string, nowMs: number): Promise<DeviceRequest> {
	const response = await postJson(workspace, '/api/auth/device/code', { client_id: clientId });
	const body = await readJson(response);
	const parsed = v.safeParse(codeShape, body);
	if (!response.ok || !parsed.success) throw refusalOf(response.status, body);
	const { device_code, user_code, interval, expires_in } = parsed.output;
	const approve = new URL('/device', workspace);
	approve.searchParams.set('user_code', user_code);
	return {
		workspace,
		deviceCode: device_code,
		userCode: user_code,
		approveUrl: approve.href,
		intervalMs: interval * 1000,
		expiresAt: nowMs + expires_in * 1000,
	};
}

/** Asks once whether the request has been approved. RFC 8628 section 3.5: `slow_down` adds five seconds for good. */
export async function pollDevice(request: DeviceRequest): Promise<PollAnswer> {
	const response = await postJson(request.workspace, '/api/auth/device/token', {
		grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
		device_code: request.deviceCode,
		client_id: clientId,
	});
	const body = await readJson(response);
	const token = v.safeParse(tokenShape, body);
	if (response.ok && token.success) return { state: 'approved', token: token.output.access_token };
	const failure = v.safeParse(failureShape, body);
	// A workspace that restarts, or a proxy's error page, is no answer: ask again until the code expires.
	if (!failure.success || response.status >= 500) return { state: 'pending', intervalMs: request.intervalMs };
	return afterFailure(request, failure.output);
}

function afterFailure(request: DeviceRequest, failure: v.InferOutput<typeof failureShape>): PollAnswer {
	switch (failure.error) {
		case 'authorization_pending':
			return { state: 'pending', intervalMs: request.intervalMs };
		case 'slow_down':
			return { state: 'pending', intervalMs: request.intervalMs + 5000 };
		case 'access_denied':
			return { state: 'ended', says: 'The request was denied in the dashboard.' };
		case 'expired_token':
			return { state: 'ended', says: 'The code expired before it was approved.' };
		default:
			return { state: 'ended', says: failure.error_description ?? 'The workspace refused the request.' };
	}
}

function postJson(workspace: string, path: string, body: unknown): Promise<Response> {
	return post(workspace, path, {
		method: 'POST',
		headers: { 'content-type': 'application/json', accept: 'application/json' },
		body: JSON.stringify(body),
	});
}
