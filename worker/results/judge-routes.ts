import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { compilePages } from '../../core/experience/page.ts';
import { parseJudging } from '../../core/judge/index.ts';
import { Refusal } from '../../core/refusal.ts';
import { refusalAt } from '../../core/refusal-at.ts';
import type { Admin } from '../access/admin.ts';
import { record } from '../access/record.ts';
import { requireUser } from '../access/require-user.ts';
import { existingExperience } from '../experiences/existing.ts';
import { answers, refuses } from '../openapi.ts';
import { jsonBody, query } from '../read-json.ts';
import { existingSite } from '../sites/index.ts';
import { baselineOf } from './baseline.ts';
import { judgingOf, resultsOf } from './results-of.ts';
import { BaselineBody, BaselineQuestion, JudgingBody, JudgingDraft, ResultsBody, ResultsQuery } from './schemas.ts';
import { goalById, listGoals, saveJudging } from './storage.ts';

const tags = ['Results'];

/** How experiences are judged, and what has become of them. */
export const judgeRoutes = new Hono<Admin>()
	.get(
		'/experiences/:id/results',
		describeRoute({
			tags,
			summary: 'Who saw what, what they did, and what follows from it: counted over everyone, at most five minutes ago',
			responses: { ...answers(200, ResultsBody), ...refuses(400, 401, 404) },
		}),
		requireUser,
		query(ResultsQuery),
		async (c) => {
			const experience = await existingExperience(c.env, c.req.param('id'));
			const { by, anew } = c.req.valid('query');
			return Response.json(await resultsOf(c.env, experience, by, anew === 'true'));
		},
	)

	.get(
		'/experiences/:id/judging',
		describeRoute({
			tags,
			summary: 'How an experience is judged',
			responses: { ...answers(200, JudgingBody), ...refuses(401, 404) },
		}),
		requireUser,
		async (c) => {
			const { id } = await existingExperience(c.env, c.req.param('id'));
			return Response.json(await judgingOf(c.env, id));
		},
	)

	.put(
		'/experiences/:id/judging',
		describeRoute({
			tags,
			summary: 'Say how an experience is judged; visitors notice nothing of it',
			responses: { ...answers(200, JudgingBody), ...refuses(400, 401, 403, 404) },
		}),
		requireUser,
		jsonBody(JudgingDraft),
		async (c) => {
			const { id, variants } = await existingExperience(c.env, c.req.param('id'));
			const judging = parseJudging(c.req.valid('json'));
			const known = new Set((await listGoals(c.env)).map((goal) => goal.id));
			const unknown = judging.goals.findIndex(({ goalId }) => !known.has(goalId));
			if (unknown >= 0) {
				throw new Refusal('goal-unknown', 'There is no such goal.', { path: `goals.${unknown}.goalId` });
			}
			if (judging.controlId !== null && !variants.some((variant) => variant.id === judging.controlId)) {
				throw new Refusal('variant-unknown', 'The experience has no such variant.', { path: 'controlId' });
			}
			await saveJudging(c.env, id, judging, Date.now());
			await record(c, 'judging.update', id);
			return Response.json(judging);
		},
	)

	.post(
		'/baseline/preview',
		describeRoute({
			tags,
			summary: 'Who saw some pages of late, and how a goal stands there: what an experiment is planned on',
			responses: { ...answers(200, BaselineBody), ...refuses(400, 401, 404) },
		}),
		requireUser,
		jsonBody(BaselineQuestion),
		async (c) => {
			const { siteId, pages, goalId, days } = c.req.valid('json');
			refusalAt('pages', () => compilePages(pages));
			const site = await existingSite(c.env, siteId);
			const goal = await goalById(c.env, goalId);
			if (!goal) throw new Refusal('goal-unknown', 'There is no such goal.', { status: 404, path: 'goalId' });
			return c.json(await baselineOf(c.env, site, pages, goal, days));
		},
	);
