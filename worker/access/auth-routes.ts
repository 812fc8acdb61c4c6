import { Hono } from 'hono';
import { type DescribeRouteOptions, describeRoute, resolver } from 'hono-openapi';
import * as v from 'valibot';
import { refuses } from '../openapi.ts';
import type { Admin } from './admin.ts';
import { passToAuth } from './pass-to-auth.ts';

interface Endpoint {
	readonly path: string;
	readonly summary: string;
	readonly body?: v.GenericSchema;
	/** Anybody may call it. */
	readonly open?: true;
}

const text = v.string();
const device = { client_id: v.literal('edgewise-extension') };

/** What of better-auth is open. Its other endpoints, signing up among them, do not exist here. */
const POST: readonly Endpoint[] = [
	{
		path: '/auth/sign-in/email',
		summary: 'Sign in; answers a token for programs too',
		body: v.object({ email: text, password: text }),
		open: true,
	},
	{ path: '/auth/sign-out', summary: 'Sign out' },
	{
		path: '/auth/change-password',
		summary: 'Change one’s password',
		body: v.object({ currentPassword: text, newPassword: text, revokeOtherSessions: v.optional(v.boolean()) }),
	},
	{ path: '/auth/revoke-session', summary: 'End one of one’s sessions', body: v.object({ token: text }) },
	{ path: '/auth/revoke-other-sessions', summary: 'End all of one’s other sessions' },
	{
		path: '/auth/device/code',
		summary: 'The extension asks for a code that a person approves (RFC 8628)',
		body: v.object(device),
		open: true,
	},
	{
		path: '/auth/device/token',
		summary: 'The extension asks whether its code was approved (RFC 8628)',
		body: v.object({ ...device, grant_type: text, device_code: text }),
		open: true,
	},
	{ path: '/auth/device/approve', summary: 'Let the extension in', body: v.object({ userCode: text }) },
	{ path: '/auth/device/deny', summary: 'Do not let the extension in', body: v.object({ userCode: text }) },
];

const GET: readonly Endpoint[] = [
	{ path: '/auth/get-session', summary: 'The session, or null', open: true },
	{ path: '/auth/list-sessions', summary: 'Where one is signed in' },
	{ path: '/auth/device', summary: 'What a code that waits for approval asks for; takes `user_code`' },
];

/** Signing in and out, and letting the extension in: better-auth's, by the paths above. */
export const authRoutes = new Hono<Admin>();
for (const endpoint of POST) authRoutes.post(endpoint.path, describeRoute(described(endpoint)), passToAuth);
for (const endpoint of GET) authRoutes.get(endpoint.path, describeRoute(described(endpoint)), passToAuth);

function described({ summary, body, open }: Endpoint): DescribeRouteOptions {
	return {
		tags: ['Access'],
		summary,
		...(open && { security: [] }),
		...(body && { requestBody: { content: { 'application/json': { schema: resolver(body) } } } }),
		responses: { 200: { description: 'As better-auth answers.' }, ...refuses(400, 401, 429) },
	};
}
