import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { Refusal } from '../../core/refusal.ts';
import { sameText } from '../keyed-hash.ts';
import { answers, refuses } from '../openapi.ts';
import { jsonBody, limitBody, requireJson } from '../read-json.ts';
import type { Admin } from './admin.ts';
import { authRoutes } from './auth-routes.ts';
import { dashboardHeaders } from './headers.ts';
import { makeFirstOwner } from './make-first-owner.ts';
import { record } from './record.ts';
import { requireUser } from './require-user.ts';
import { Me, SetUp } from './schemas.ts';
import { setupToken } from './setup-token.ts';

/** What the dashboard shows as the workspace's name until it can be changed. */
const WORKSPACE = { name: 'Edgewise' };

/** Signing in, and who one is. Mounted first: what it `use`s holds for the whole admin API. */
export const accessRoutes = new Hono<Admin>()
	.use(dashboardHeaders)
	.use(async (c, next) => {
		await next();
		// The live view's WebSocket is another object's answer, whose headers cannot be changed.
		if (c.res.status !== 101) c.res.headers.set('cache-control', 'no-store');
	})
	.use(limitBody)
	.use(requireJson)

	.post(
		'/setup',
		describeRoute({
			tags: ['Access'],
			summary: 'Make the first owner of a workspace that has nobody yet',
			security: [],
			responses: { ...answers(201, Me), ...refuses(403, 409) },
		}),
		jsonBody(SetUp),
		async (c) => {
			const { token, ...owner } = c.req.valid('json');
			if (!sameText(token, await setupToken(c.env.SECRET))) {
				throw new Refusal('wrong-token', 'This is not the set-up token of this workspace.', {
					status: 403,
					path: 'token',
					hint: 'Run "npm run deploy -- --setup-token" where the SECRET is known.',
				});
			}
			const user = await makeFirstOwner(c.env, owner);
			c.set('user', user);
			await record(c, 'access.setup', user.id);
			return c.json({ user, workspace: WORKSPACE }, 201);
		},
	)

	.get(
		'/me',
		describeRoute({
			tags: ['Access'],
			summary: 'Who is signed in, and to which workspace',
			responses: { ...answers(200, Me), ...refuses(401) },
		}),
		requireUser,
		(c) => c.json({ user: c.get('user'), workspace: WORKSPACE }),
	)

	.route('/', authRoutes);
