import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { compilePlan, emptyPlan, suggestEvents } from '../../core/plan/index.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Admin } from '../access/admin.ts';
import { record } from '../access/record.ts';
import { requireUser } from '../access/require-user.ts';
import { answers, done, listOf, refuses } from '../openapi.ts';
import { observeRecent } from '../profiles/index.ts';
import { jsonBody } from '../read-json.ts';
import { existingSite } from '../sites/index.ts';
import { versionOf } from '../version-of.ts';
import { PlanBody, PlanDraft, SuggestionBody } from './schemas.ts';
import { deletePlan, readPlan, replacePlan, type StoredPlan } from './storage.ts';

const tags = ['Tracking'];

/** Tracking plans: what a site's events should look like. */
export const planRoutes = new Hono<Admin>()
	.get(
		'/sites/:siteId/plan',
		describeRoute({
			tags,
			summary: 'A site’s tracking plan; an empty one when it has none',
			responses: { ...answers(200, PlanBody), ...refuses(401, 404) },
		}),
		requireUser,
		async (c) => {
			const { id } = await existingSite(c.env, c.req.param('siteId'));
			return c.json(shown(id, await readPlan(c.env, id)));
		},
	)

	.put(
		'/sites/:siteId/plan',
		describeRoute({
			tags,
			summary: 'Save a site’s tracking plan, over the version that `updatedAt` (or If-Match) names',
			responses: { ...answers(200, PlanBody), ...refuses(400, 401, 403, 404, 409) },
		}),
		requireUser,
		jsonBody(PlanDraft),
		async (c) => {
			const { id } = await existingSite(c.env, c.req.param('siteId'));
			const { updatedAt, siteId: _, ...draft } = c.req.valid('json');
			const version = c.req.header('if-match') ?? updatedAt;
			const { plan } = compilePlan(draft);
			const saved = await replacePlan(c.env, id, plan, version === null ? null : versionOf(version), Date.now());
			if (saved === null) {
				throw new Refusal('changed-meanwhile', 'Somebody else has changed this plan since you opened it.', {
					status: 409,
					hint: 'Load it again, and make your changes on what is there now.',
				});
			}
			await record(c, 'plan.update', id);
			return c.json(shown(id, { plan, updatedAt: saved }));
		},
	)

	.delete(
		'/sites/:siteId/plan',
		describeRoute({
			tags,
			summary: 'Take a site’s tracking plan away: everything is allowed again',
			responses: { ...done, ...refuses(401, 403, 404) },
		}),
		requireUser,
		async (c) => {
			const { id } = await existingSite(c.env, c.req.param('siteId'));
			if (await deletePlan(c.env, id)) await record(c, 'plan.delete', id);
			return c.body(null, 204);
		},
	)

	.get(
		'/sites/:siteId/plan/suggestions',
		describeRoute({
			tags,
			summary: 'Events that a plan could have, by how those that came last looked',
			responses: { ...answers(200, listOf(SuggestionBody)), ...refuses(401, 404) },
		}),
		requireUser,
		async (c) => {
			const { id } = await existingSite(c.env, c.req.param('siteId'));
			return Response.json({ items: suggestEvents(await observeRecent(c.env, id)), cursor: null });
		},
	);

function shown(siteId: string, stored: StoredPlan | null) {
	const { unplanned, violations, events } = stored?.plan ?? emptyPlan;
	return {
		siteId,
		unplanned,
		violations,
		events: [...events],
		updatedAt: stored ? new Date(stored.updatedAt).toISOString() : null,
	};
}
