import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import { Refusal } from '../../core/refusal.ts';
import type { Admin } from '../access/admin.ts';
import { record } from '../access/record.ts';
import { requireUser } from '../access/require-user.ts';
import type { Env } from '../env.ts';
import { newId } from '../new-id.ts';
import { answers, done, listOf, refuses } from '../openapi.ts';
import { announceDefinitions, countPeople } from '../profiles/index.ts';
import { memberCounts } from '../profiles/member-counts.ts';
import { ProfileSummary } from '../profiles/schemas.ts';
import { showProfiles } from '../profiles/show-profiles.ts';
import { jsonBody } from '../read-json.ts';
import { checkReferences, refuseCycle } from './check-references.ts';
import { compileAt } from './compile-at.ts';
import { refuseInUse } from './refuse-in-use.ts';
import { NewSegment, SegmentBody, SegmentPreview, SegmentSettings } from './schemas.ts';
import { deleteSegment, insertSegment, listSegments, type Segment, segmentById, updateSegment } from './storage.ts';

const tags = ['Segments'];

/** Named conditions, and how many people meet them. */
export const segmentRoutes = new Hono<Admin>()
	.get(
		'/segments',
		describeRoute({
			tags,
			summary: 'All segments, by name',
			responses: { ...answers(200, listOf(SegmentBody)), ...refuses(401) },
		}),
		requireUser,
		async (c) => {
			const [segments, members] = await Promise.all([listSegments(c.env), memberCounts(c.env)]);
			return c.json({ items: segments.map((one) => shown(one, members.get(one.id) ?? 0)), cursor: null });
		},
	)

	.post(
		'/segments',
		describeRoute({
			tags,
			summary: 'Make a segment; people are in it within seconds',
			responses: { ...answers(201, SegmentBody), ...refuses(400, 401, 403, 409) },
		}),
		requireUser,
		jsonBody(NewSegment),
		async (c) => {
			const { id = newId('seg'), ...settings } = c.req.valid('json');
			const now = Date.now();
			const segment: Segment = { id, ...settings, createdAt: now, updatedAt: now };
			await check(c.env, segment);
			await insertSegment(c.env, segment);
			await record(c, 'segment.create', id);
			await announceDefinitions(c.env);
			return c.json(shown(segment, 0), 201);
		},
	)

	.post(
		'/segments/preview',
		describeRoute({
			tags,
			summary: 'How many people meet a condition now, exactly, and a few of them',
			responses: {
				...answers(200, v.object({ count: v.number(), examples: v.array(ProfileSummary) })),
				...refuses(400, 401),
			},
		}),
		requireUser,
		jsonBody(SegmentPreview),
		async (c) => {
			const { condition } = c.req.valid('json');
			compileAt(condition, 'condition');
			checkReferences(condition, await listSegments(c.env), 'condition');
			const { count, examples } = await countPeople(c.env, condition, 5);
			return c.json({ count, examples: await showProfiles(c.env, examples) });
		},
	)

	.get(
		'/segments/:id',
		describeRoute({
			tags,
			summary: 'One segment',
			responses: { ...answers(200, SegmentBody), ...refuses(401, 404) },
		}),
		requireUser,
		async (c) => c.json(await counted(c.env, await existing(c.env, c.req.param('id')))),
	)

	.put(
		'/segments/:id',
		describeRoute({
			tags,
			summary: 'Replace a segment; who is in it is decided anew within seconds',
			responses: { ...answers(200, SegmentBody), ...refuses(400, 401, 403, 404) },
		}),
		requireUser,
		jsonBody(SegmentSettings),
		async (c) => {
			const before = await existing(c.env, c.req.param('id'));
			const segment: Segment = { ...before, ...c.req.valid('json'), updatedAt: Date.now() };
			await check(c.env, segment);
			await updateSegment(c.env, segment);
			await record(c, 'segment.update', segment.id);
			await announceDefinitions(c.env);
			return c.json(await counted(c.env, segment));
		},
	)

	.delete(
		'/segments/:id',
		describeRoute({
			tags,
			summary: 'Delete a segment that nothing uses',
			responses: { ...done, ...refuses(401, 403, 404, 409) },
		}),
		requireUser,
		async (c) => {
			const { id } = await existing(c.env, c.req.param('id'));
			await refuseInUse(c.env, id);
			await deleteSegment(c.env, id);
			await record(c, 'segment.delete', id);
			await announceDefinitions(c.env);
			return c.body(null, 204);
		},
	);

async function check(env: Env, segment: Segment): Promise<void> {
	compileAt(segment.condition, 'condition');
	const others = (await listSegments(env)).filter(({ id }) => id !== segment.id);
	refuseCycle(segment, others);
	checkReferences(segment.condition, others, 'condition');
}

async function existing(env: Env, id: string): Promise<Segment> {
	const segment = await segmentById(env, id);
	if (!segment) throw new Refusal('segment-unknown', `There is no segment ${id.slice(0, 60)}.`, { status: 404 });
	return segment;
}

async function counted(env: Env, segment: Segment) {
	return shown(segment, (await memberCounts(env)).get(segment.id) ?? 0);
}

function shown({ id, name, description, condition, updatedAt }: Segment, members: number) {
	return { id, name, description, condition, members, updatedAt: new Date(updatedAt).toISOString() };
}
