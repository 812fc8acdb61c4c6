import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import type { Admin } from '../access/admin.ts';
import { record } from '../access/record.ts';
import { requireUser } from '../access/require-user.ts';
import { answers, refuses } from '../openapi.ts';
import { memberCounts } from '../profiles/index.ts';
import { jsonBody } from '../read-json.ts';
import { isoDay } from './days.ts';
import { existingSegment } from './existing-segment.ts';
import { MembersBody, MembersInput, SizesBody } from './schemas.ts';
import { setMembers } from './set-members.ts';
import { sizesSince } from './storage.ts';

const tags = ['Segments'];
const sizesShown = 30;

/** Who is in a segment by hand, and how many people were in it. */
export const memberRoutes = new Hono<Admin>()
	.post(
		'/segments/:id/members',
		describeRoute({
			tags,
			summary: 'Put people in or out of a segment by hand, which outranks its rule',
			responses: { ...answers(200, MembersBody), ...refuses(400, 401, 403, 404) },
		}),
		requireUser,
		jsonBody(MembersInput),
		async (c) => {
			const { id } = await existingSegment(c.env, c.req.param('id'));
			const { people, membership } = c.req.valid('json');
			const answer = await setMembers(c.env, id, people, membership);
			await record(c, 'segment.members', id);
			return Response.json(answer);
		},
	)

	.get(
		'/segments/:id/sizes',
		describeRoute({
			tags,
			summary: 'How many people were in a segment on each of the last 30 days, as far as they were counted',
			responses: { ...answers(200, SizesBody), ...refuses(401, 404) },
		}),
		requireUser,
		async (c) => {
			const { id } = await existingSegment(c.env, c.req.param('id'));
			const now = Date.now();
			const [noted, counts] = await Promise.all([
				sizesSince(c.env, id, isoDay(now, sizesShown - 1)),
				memberCounts(c.env),
			]);
			const today = isoDay(now);
			const past = noted.filter(({ day }) => day !== today).map(({ day, members }) => ({ date: day, members }));
			return c.json({ items: [...past, { date: today, members: counts.get(id) ?? 0 }], cursor: null });
		},
	);
