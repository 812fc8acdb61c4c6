import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { Refusal } from '../../core/refusal.ts';
import type { Admin } from '../access/admin.ts';
import { record } from '../access/record.ts';
import { requireUser } from '../access/require-user.ts';
import { done, refuses } from '../openapi.ts';
import { jsonBody } from '../read-json.ts';
import { listSites } from '../sites/index.ts';
import { addressOf, shardOf } from './address.ts';
import { sayTraits } from './say-traits.ts';
import { TraitsBody } from './traits-body.ts';

/** What a teammate says of somebody. */
export const traitRoutes = new Hono<Admin>().patch(
	'/profiles/:id/traits',
	describeRoute({
		tags: ['Profiles'],
		summary: 'Say traits of a person; the newest word of a server, an import or a teammate stands',
		responses: { ...done, ...refuses(400, 401, 403, 404, 409, 422) },
	}),
	requireUser,
	jsonBody(TraitsBody),
	async (c) => {
		const id = c.req.param('id');
		if (!addressOf(c.env, id) || !(await shardOf(c.env, id).detail(id))) {
			throw new Refusal('profile-unknown', `There is no profile ${id.slice(0, 60)}.`, { status: 404 });
		}
		// Events are filed by site; what a teammate says is about the person on all of them.
		const [site] = (await listSites(c.env)).toReversed();
		if (!site) throw new Refusal('site-missing', 'The workspace has no site.', { status: 409, hint: 'Add one first.' });
		await sayTraits(c.env, site.id, id, c.req.valid('json').traits, Date.now());
		await record(c, 'profile.update', id);
		return c.body(null, 204);
	},
);
