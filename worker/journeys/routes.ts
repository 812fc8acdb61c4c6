import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { parseJourney } from '../../core/journey/index.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Admin, AdminContext } from '../access/admin.ts';
import { record } from '../access/record.ts';
import { requireUser } from '../access/require-user.ts';
import type { Env } from '../env.ts';
import { newId } from '../new-id.ts';
import { answers, done, listOf, refuses } from '../openapi.ts';
import { announceDefinitions, journeyCounts } from '../profiles/index.ts';
import { jsonBody } from '../read-json.ts';
import { checkJourney } from './check-journey.ts';
import { JourneyBody, JourneySettings, NewJourney } from './schemas.ts';
import {
	deleteJourney,
	insertJourney,
	insertVersion,
	journeyById,
	listJourneys,
	type StoredJourney,
	setStatus,
} from './storage.ts';

const tags = ['Journeys'];

/** The ways that people go through: saved as drafts, started and stopped. */
export const journeyRoutes = new Hono<Admin>()
	.get(
		'/journeys',
		describeRoute({
			tags,
			summary: 'All journeys, by name',
			responses: { ...answers(200, listOf(JourneyBody)), ...refuses(401) },
		}),
		requireUser,
		async (c) => c.json({ items: await shown(c.env, await listJourneys(c.env)), cursor: null }),
	)

	.post(
		'/journeys',
		describeRoute({
			tags,
			summary: 'Make a journey, as a draft',
			responses: { ...answers(201, JourneyBody), ...refuses(400, 401, 403, 409) },
		}),
		requireUser,
		jsonBody(NewJourney),
		async (c) => {
			const { id = newId('jrn'), ...settings } = c.req.valid('json');
			const journey = parseJourney({ ...settings, id, version: 1 });
			const updatedAt = Date.now();
			await insertJourney(c.env, journey, updatedAt);
			await record(c, 'journey.create', id);
			await announceDefinitions(c.env);
			return c.json(await shownOne(c.env, { journey, status: 'draft', updatedAt }), 201);
		},
	)

	.get(
		'/journeys/:id',
		describeRoute({
			tags,
			summary: 'One journey, in its newest version',
			responses: { ...answers(200, JourneyBody), ...refuses(401, 404) },
		}),
		requireUser,
		async (c) => c.json(await shownOne(c.env, await existing(c.env, c.req.param('id')))),
	)

	.put(
		'/journeys/:id',
		describeRoute({
			tags,
			summary: 'Save the next version of a journey; who is on their way keeps theirs',
			responses: { ...answers(200, JourneyBody), ...refuses(400, 401, 403, 404, 409) },
		}),
		requireUser,
		jsonBody(JourneySettings),
		async (c) => {
			const before = await existing(c.env, c.req.param('id'));
			const { id, version } = before.journey;
			const journey = parseJourney({ ...c.req.valid('json'), id, version: version + 1 });
			if (before.status === 'on') await checkJourney(c.env, journey);
			const updatedAt = Date.now();
			await insertVersion(c.env, journey, updatedAt);
			await record(c, 'journey.update', id);
			await announceDefinitions(c.env);
			return c.json(await shownOne(c.env, { journey, status: before.status, updatedAt }));
		},
	)

	.delete(
		'/journeys/:id',
		describeRoute({
			tags,
			summary: 'Delete a journey that is not on; who is still on their way exits',
			responses: { ...done, ...refuses(401, 403, 404, 409) },
		}),
		requireUser,
		async (c) => {
			const { journey, status } = await existing(c.env, c.req.param('id'));
			if (status === 'on') {
				throw new Refusal('journey-on', 'The journey is on.', { status: 409, hint: 'Stop it first.' });
			}
			await deleteJourney(c.env, journey.id);
			await record(c, 'journey.delete', journey.id);
			await announceDefinitions(c.env);
			return c.body(null, 204);
		},
	)

	.post(
		'/journeys/:id/start',
		describeRoute({
			tags,
			summary: 'Let people in from now on',
			responses: { ...answers(200, JourneyBody), ...refuses(400, 401, 403, 404) },
		}),
		requireUser,
		async (c) => {
			await checkJourney(c.env, (await existing(c.env, c.req.param('id'))).journey);
			return c.json(await turn(c, c.req.param('id'), 'on'));
		},
	)

	.post(
		'/journeys/:id/stop',
		describeRoute({
			tags,
			summary: 'Let nobody in any more; who is on their way goes on',
			responses: { ...answers(200, JourneyBody), ...refuses(401, 403, 404) },
		}),
		requireUser,
		async (c) => c.json(await turn(c, c.req.param('id'), 'off')),
	);

async function turn(c: AdminContext, id: string, status: 'on' | 'off') {
	const { journey } = await existing(c.env, id);
	const updatedAt = Date.now();
	await setStatus(c.env, id, status, updatedAt);
	await record(c, status === 'on' ? 'journey.start' : 'journey.stop', id);
	await announceDefinitions(c.env);
	return shownOne(c.env, { journey, status, updatedAt });
}

async function existing(env: Env, id: string): Promise<StoredJourney> {
	const found = await journeyById(env, id);
	if (!found) throw new Refusal('journey-unknown', `There is no journey ${id.slice(0, 60)}.`, { status: 404 });
	return found;
}

async function shown(env: Env, found: readonly StoredJourney[]) {
	const counts = await journeyCounts(
		env,
		found.map(({ journey }) => journey.id),
	);
	return found.map(({ journey, status, updatedAt }) => ({
		...journey,
		status,
		counts: counts[journey.id] ?? { active: 0, finished: 0, exited: 0 },
		updatedAt: new Date(updatedAt).toISOString(),
	}));
}

async function shownOne(env: Env, one: StoredJourney) {
	const [first] = await shown(env, [one]);
	if (!first) throw new Error('a journey was not shown');
	return first;
}
