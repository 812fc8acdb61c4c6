import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import type { Admin } from '../access/admin.ts';
import { requireUser } from '../access/require-user.ts';
import { answers, refuses } from '../openapi.ts';
import { query } from '../read-json.ts';
import { existingSite } from '../sites/index.ts';
import { HealthBody, HealthQuery } from './schemas.ts';
import { countsByDay, reasonsOf } from './storage.ts';

/** Tracking health: what became of a site's events. */
export const healthRoutes = new Hono<Admin>().get(
	'/sites/:siteId/health',
	describeRoute({
		tags: ['Tracking'],
		summary: 'What became of a site’s events, by day, and why some were not simply kept',
		responses: { ...answers(200, HealthBody), ...refuses(400, 401, 404) },
	}),
	requireUser,
	query(HealthQuery),
	async (c) => {
		const { id } = await existingSite(c.env, c.req.param('siteId'));
		const { days } = c.req.valid('query');
		const nowMs = Date.now();
		const [byDay, reasons] = await Promise.all([
			countsByDay(c.env, id, days, nowMs),
			reasonsOf(c.env, id, days, nowMs),
		]);
		return Response.json({
			days: byDay,
			reasons: reasons.map(({ lastAt, sample, ...reason }) => ({
				...reason,
				lastAt: new Date(lastAt).toISOString(),
				sample: sample === null ? null : JSON.parse(sample),
			})),
		});
	},
);
