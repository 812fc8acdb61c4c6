import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import type { Admin } from '../access/admin.ts';
import { record } from '../access/record.ts';
import { requireUser } from '../access/require-user.ts';
import { answers, refuses } from '../openapi.ts';
import { announceDefinitions } from '../profiles/index.ts';
import { jsonBody } from '../read-json.ts';
import { foreseeRetention } from './foresee.ts';
import { ForeseenBody, RetentionBody } from './schemas.ts';
import { readRetention, saveRetention } from './storage.ts';

const tags = ['Retention'];

/** What the workspace keeps, and for how long. */
export const retentionRoutes = new Hono<Admin>()
	.get(
		'/retention',
		describeRoute({
			tags,
			summary: 'What is kept, in days',
			responses: { ...answers(200, RetentionBody), ...refuses(401) },
		}),
		requireUser,
		async (c) => c.json(await readRetention(c.env)),
	)

	.post(
		'/retention/preview',
		describeRoute({
			tags,
			summary: 'What would go at once, exactly',
			responses: { ...answers(200, ForeseenBody), ...refuses(400, 401) },
		}),
		requireUser,
		jsonBody(RetentionBody),
		async (c) => c.json(await foreseeRetention(c.env, c.req.valid('json'), Date.now())),
	)

	.put(
		'/retention',
		describeRoute({
			tags,
			summary: 'Say what is kept; what is older goes within a day, and does not come back',
			responses: { ...answers(200, RetentionBody), ...refuses(400, 401, 403) },
		}),
		requireUser,
		jsonBody(RetentionBody),
		async (c) => {
			const kept = c.req.valid('json');
			await saveRetention(c.env, kept);
			await record(c, 'retention.update', `${kept.eventDays} ${kept.idleDays} ${kept.archiveDays}`);
			await announceDefinitions(c.env);
			return c.json(await readRetention(c.env));
		},
	);
