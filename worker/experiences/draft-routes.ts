import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { Refusal } from '../../core/refusal.ts';
import { parseExperience } from '../../core/release/index.ts';
import type { Admin } from '../access/admin.ts';
import { record } from '../access/record.ts';
import { requireUser } from '../access/require-user.ts';
import { newId } from '../new-id.ts';
import { answers, done, listOf, refuses } from '../openapi.ts';
import { jsonBody } from '../read-json.ts';
import { forgetExperience } from '../results/index.ts';
import { existingSite } from '../sites/index.ts';
import { versionOf } from '../version-of.ts';
import { existingExperience } from './existing.ts';
import { refuseUnteachable } from './refuse-unteachable.ts';
import { ExperienceBody, ExperienceDraft } from './schemas.ts';
import { deleteExperience, insertExperience, listExperiences, updateExperience } from './storage.ts';
import { tidyEdits } from './tidy-edits.ts';

const tags = ['Experiences'];

/** Drafts: what marketers edit. Visitors get releases. */
export const draftRoutes = new Hono<Admin>()
	.get(
		'/sites/:siteId/experiences',
		describeRoute({
			tags,
			summary: 'A site’s experiences, those that decide first at the top',
			responses: { ...answers(200, listOf(ExperienceBody)), ...refuses(401, 404) },
		}),
		requireUser,
		async (c) => {
			const { id } = await existingSite(c.env, c.req.param('siteId'));
			return Response.json({ items: await listExperiences(c.env, id), cursor: null });
		},
	)

	.post(
		'/sites/:siteId/experiences',
		describeRoute({
			tags,
			summary: 'Make an experience; it begins as a draft',
			responses: { ...answers(201, ExperienceBody), ...refuses(400, 401, 403, 404, 409) },
		}),
		requireUser,
		jsonBody(ExperienceDraft),
		async (c) => {
			const { id: siteId } = await existingSite(c.env, c.req.param('siteId'));
			const { id = newId('exp'), ...draft } = c.req.valid('json');
			const experience = tidyEdits(parseExperience({ ...draft, id, siteId }), c.get('user').role === 'owner');
			await refuseUnteachable(c.env, experience);
			if (!(await insertExperience(c.env, experience, Date.now()))) {
				throw new Refusal('id-taken', 'There is an experience with this id.', { status: 409, path: 'id' });
			}
			await record(c, 'experience.create', id);
			return Response.json(await existingExperience(c.env, id), { status: 201 });
		},
	)

	.get(
		'/experiences/:id',
		describeRoute({
			tags,
			summary: 'One experience',
			responses: { ...answers(200, ExperienceBody), ...refuses(401, 404) },
		}),
		requireUser,
		async (c) => Response.json(await existingExperience(c.env, c.req.param('id'))),
	)

	.put(
		'/experiences/:id',
		describeRoute({
			tags,
			summary: 'Save an experience, over the version that `updatedAt` (or If-Match) names',
			responses: { ...answers(200, ExperienceBody), ...refuses(400, 401, 403, 404, 409) },
		}),
		requireUser,
		jsonBody(ExperienceDraft),
		async (c) => {
			const { id, siteId } = await existingExperience(c.env, c.req.param('id'));
			const { updatedAt, ...draft } = c.req.valid('json');
			const seenAtMs = versionOf(c.req.header('if-match') ?? updatedAt);
			const experience = tidyEdits(parseExperience({ ...draft, id, siteId }), c.get('user').role === 'owner');
			await refuseUnteachable(c.env, experience);
			if (!(await updateExperience(c.env, experience, seenAtMs, Date.now()))) {
				throw new Refusal('changed-meanwhile', 'Somebody else has changed this experience since you opened it.', {
					status: 409,
					hint: 'Load it again, and make your changes on what is there now.',
				});
			}
			await record(c, 'experience.update', id);
			return Response.json(await existingExperience(c.env, id));
		},
	)

	.delete(
		'/experiences/:id',
		describeRoute({
			tags,
			summary: 'Delete an experience; releases keep theirs',
			responses: { ...done, ...refuses(401, 403, 404) },
		}),
		requireUser,
		async (c) => {
			const { id } = await existingExperience(c.env, c.req.param('id'));
			await deleteExperience(c.env, id);
			await forgetExperience(c.env, id);
			await record(c, 'experience.delete', id);
			return c.body(null, 204);
		},
	);
