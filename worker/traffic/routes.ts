import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import { Refusal } from '../../core/refusal.ts';
import type { Admin } from '../access/admin.ts';
import { requireUser } from '../access/require-user.ts';
import { answers, refuses } from '../openapi.ts';
import { query } from '../read-json.ts';
import { siteById } from '../sites/index.ts';
import { askTraffic } from './ask.ts';
import { dayOf } from './day.ts';

const Numbers = v.object({
	views: v.pipe(v.number(), v.description('Page views.')),
	visitors: v.pipe(v.number(), v.description('People who viewed a page on that day.')),
});

const Values = v.array(
	v.object({
		value: v.nullable(v.pipe(v.string(), v.description('Null for all others together.'))),
		identified: v.number(),
		cookieless: v.number(),
	}),
);

const TrafficBody = v.object({
	days: v.array(
		v.object({
			date: v.pipe(v.string(), v.description('A day in UTC, `2026-11-24`.')),
			identified: v.pipe(Numbers, v.description('People with a profile.')),
			cookieless: v.pipe(Numbers, v.description('People without consent, counted without cookie and identifier.')),
		}),
	),
	top: v.pipe(
		v.object({
			...{ pages: Values, sources: Values, countries: Values, devices: Values, campaigns: Values, events: Values },
		}),
		v.description('The ten most frequent values of all the days, by page view; events by name.'),
	),
});

const daysMax = 90;
const days = v.optional(
	v.pipe(
		v.string(),
		v.regex(/^\d{1,4}$/, 'A number of days.'),
		v.transform(Number),
		v.minValue(1, 'At least one day.'),
		v.maxValue(daysMax, `At most ${daysMax} days.`),
	),
	'30',
);

/** How much a site is visited. */
export const trafficRoutes = new Hono<Admin>().get(
	'/sites/:id/traffic',
	describeRoute({
		tags: ['Insights'],
		summary: 'Views and visitors by day (UTC), today included, and what they came by and looked at',
		responses: { ...answers(200, TrafficBody), ...refuses(400, 401, 404) },
	}),
	requireUser,
	query(v.object({ days })),
	async (c) => {
		const site = await siteById(c.env, c.req.param('id'));
		if (!site) throw new Refusal('site-unknown', 'There is no such site.', { status: 404 });
		const today = dayOf(Date.now());
		return c.json(await askTraffic(c.env, site.id, today - c.req.valid('query').days + 1, today));
	},
);
