import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { canTeach, type Goal, parseGoal } from '../../core/goal/index.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Admin } from '../access/admin.ts';
import { record } from '../access/record.ts';
import { requireUser } from '../access/require-user.ts';
import type { Env } from '../env.ts';
import { existingExperience } from '../experiences/existing.ts';
import { experiencesMentioning } from '../experiences/mentioning.ts';
import { newId } from '../new-id.ts';
import { answers, done, listOf, refuses } from '../openapi.ts';
import { jsonBody } from '../read-json.ts';
import { GoalBody, GoalDraft } from './schemas.ts';
import {
	deleteGoal,
	experiencesJudgedBy,
	goalById,
	insertGoal,
	listGoals,
	type StoredGoal,
	updateGoal,
} from './storage.ts';

const tags = ['Goals'];

/** What experiences are judged by. */
export const goalRoutes = new Hono<Admin>()
	.get(
		'/goals',
		describeRoute({
			tags,
			summary: 'All goals, by name',
			responses: { ...answers(200, listOf(GoalBody)), ...refuses(401) },
		}),
		requireUser,
		async (c) => Response.json({ items: await listGoals(c.env), cursor: null }),
	)

	.post(
		'/goals',
		describeRoute({
			tags,
			summary: 'Make a goal; it can tell of what happened before it was made',
			responses: { ...answers(201, GoalBody), ...refuses(400, 401, 403, 409) },
		}),
		requireUser,
		jsonBody(GoalDraft),
		async (c) => {
			const { id = newId('goal'), ...draft } = c.req.valid('json');
			const goal = parseGoal({ ...draft, id });
			await insertGoal(c.env, goal, Date.now());
			await record(c, 'goal.create', id);
			return Response.json(await existingGoal(c.env, id), { status: 201 });
		},
	)

	.get(
		'/goals/:id',
		describeRoute({ tags, summary: 'One goal', responses: { ...answers(200, GoalBody), ...refuses(401, 404) } }),
		requireUser,
		async (c) => Response.json(await existingGoal(c.env, c.req.param('id'))),
	)

	.put(
		'/goals/:id',
		describeRoute({
			tags,
			summary: 'Replace a goal; results are counted anew by it',
			responses: { ...answers(200, GoalBody), ...refuses(400, 401, 403, 404, 409) },
		}),
		requireUser,
		jsonBody(GoalDraft),
		async (c) => {
			const { id } = await existingGoal(c.env, c.req.param('id'));
			const goal = parseGoal({ ...c.req.valid('json'), id });
			await refuseUnteaching(c.env, goal);
			await updateGoal(c.env, goal, Date.now());
			await record(c, 'goal.update', id);
			return Response.json(await existingGoal(c.env, id));
		},
	)

	.delete(
		'/goals/:id',
		describeRoute({
			tags,
			summary: 'Delete a goal that no experience is judged by',
			responses: { ...done, ...refuses(401, 403, 404, 409) },
		}),
		requireUser,
		async (c) => {
			const { id } = await existingGoal(c.env, c.req.param('id'));
			await refuseInUse(c.env, id);
			await deleteGoal(c.env, id);
			await record(c, 'goal.delete', id);
			return c.body(null, 204);
		},
	);

/** The goal as stored now. Refuses (404) an id that no goal has. */
async function existingGoal(env: Env, id: string): Promise<StoredGoal> {
	const goal = await goalById(env, id);
	if (!goal) throw new Refusal('goal-unknown', `There is no goal ${id.slice(0, 60)}.`, { status: 404 });
	return goal;
}

/** An experience that was deleted since is judged by nothing. */
async function refuseInUse(env: Env, goalId: string): Promise<void> {
	const users = await Promise.all(
		(await experiencesJudgedBy(env, goalId)).map((id) => existingExperience(env, id).catch(() => null)),
	);
	const names = new Set([...users.flatMap((one) => (one ? [one.name] : [])), ...(await banditsTaughtBy(env, goalId))]);
	if (names.size === 0) return;
	throw new Refusal('goal-in-use', `The goal judges ${listed(names)}.`, {
		status: 409,
		hint: 'Detach it there first.',
	});
}

/** A goal that bandits learn from stays one that they can learn from. */
async function refuseUnteaching(env: Env, goal: Goal): Promise<void> {
	const names = canTeach(goal) ? [] : await banditsTaughtBy(env, goal.id);
	if (names.length === 0) return;
	throw new Refusal('goal-in-use', `No bandit can learn from a quantile, and ${listed(names)} learns from this goal.`, {
		status: 409,
		path: 'kind',
		hint: 'Choose another goal there first, or make another goal of this one.',
	});
}

function banditsTaughtBy(env: Env, goalId: string): Promise<string[]> {
	return experiencesMentioning(env, ({ kind, bandit }) => kind === 'bandit' && bandit?.goalId === goalId);
}

function listed(names: Iterable<string>): string {
	return Array.from(names, (name) => `the experience “${name}”`).join(', ');
}
