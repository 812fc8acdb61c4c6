import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import { Refusal } from '../../core/refusal.ts';
import type { Admin } from '../access/admin.ts';
import { ownOrigin } from '../access/auth-for.ts';
import { requireUser } from '../access/require-user.ts';
import { answers, refuses } from '../openapi.ts';
import { liveFeed } from './live.ts';
import { overview } from './storage.ts';

/** What happens in the workspace: numbers, and events as they arrive. */
export const insightRoutes = new Hono<Admin>();

const Overview = v.object({
	profiles: v.number(),
	profilesToday: v.number(),
	journeysOn: v.number(),
	experiencesLive: v.number(),
	messagesSentToday: v.number(),
});

insightRoutes.get(
	'/overview',
	describeRoute({
		tags: ['Insights'],
		summary: 'The workspace in a few numbers',
		responses: { ...answers(200, Overview), ...refuses(401) },
	}),
	requireUser,
	async (c) => c.json(await overview(c.env, Date.now())),
);

insightRoutes.get(
	'/live',
	describeRoute({
		tags: ['Insights'],
		summary: 'Events as they arrive, over a WebSocket',
		responses: { 101: { description: 'Frames `{ kind: "events", items }`.' }, ...refuses(401, 403, 426) },
	}),
	requireUser,
	async (c) => {
		const origin = c.req.header('origin');
		// Browsers let any page open a WebSocket with our cookie: only our own pages may listen.
		if (origin !== undefined && origin !== ownOrigin(c.env, c.req.url)) {
			throw new Refusal('foreign-origin', 'Only the dashboard may watch.', { status: 403 });
		}
		if (c.req.header('upgrade') !== 'websocket') {
			throw new Refusal('websocket-expected', 'This is a WebSocket.', { status: 426 });
		}
		return liveFeed(c.env).fetch(c.req.raw);
	},
);
