import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { Refusal } from '../../core/refusal.ts';
import type { Admin } from '../access/admin.ts';
import { record } from '../access/record.ts';
import { requireUser } from '../access/require-user.ts';
import type { Env } from '../env.ts';
import { newId } from '../new-id.ts';
import { answers, done, listOf, refuses } from '../openapi.ts';
import { announceDefinitions, memberCounts } from '../profiles/index.ts';
import { jsonBody } from '../read-json.ts';
import { audienceRoutes } from './audience-routes.ts';
import { checkReferences, refuseCycle } from './check-references.ts';
import { compileAt } from './compile-at.ts';
import { existingSegment } from './existing-segment.ts';
import { memberRoutes } from './member-routes.ts';
import { refuseInUse } from './refuse-in-use.ts';
import { NewSegment, SegmentBody, SegmentSettings } from './schemas.ts';
import { deleteSegment, insertSegment, listSegments, type Segment, updateSegment } from './storage.ts';

const tags = ['Segments'];

/** Named conditions, and how many people meet them. */
export const segmentRoutes = new Hono<Admin>()
	.route('/', audienceRoutes) // who a condition reaches, before it is a segment
	.route('/', memberRoutes) // who is in a segment by hand, and how many were
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
			const takenAt = settings.kind === 'snapshot' ? now : null;
			const segment: Segment = { id, ...settings, takenAt, createdAt: now, updatedAt: now };
			await check(c.env, segment);
			await insertSegment(c.env, segment);
			await record(c, 'segment.create', id);
			await announceDefinitions(c.env);
			return c.json(shown(segment, 0), 201);
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
		async (c) => c.json(await counted(c.env, await existingSegment(c.env, c.req.param('id')))),
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
			const before = await existingSegment(c.env, c.req.param('id'));
			const { kind = before.kind, ...settings } = c.req.valid('json');
			const segment = replacing(before, { ...before, ...settings, kind }, Date.now());
			await check(c.env, segment);
			await updateSegment(c.env, segment);
			await record(c, 'segment.update', segment.id);
			await announceDefinitions(c.env);
			return c.json(await counted(c.env, segment));
		},
	)

	.post(
		'/segments/:id/take',
		describeRoute({
			tags,
			summary: 'Take a snapshot again: who meets its condition now is in it from now on',
			responses: { ...answers(200, SegmentBody), ...refuses(401, 403, 404, 409) },
		}),
		requireUser,
		async (c) => {
			const before = await existingSegment(c.env, c.req.param('id'));
			if (before.kind !== 'snapshot') {
				throw new Refusal('segment-kind', 'Only a snapshot can be taken again.', { status: 409 });
			}
			const now = Date.now();
			const segment: Segment = { ...before, takenAt: now, updatedAt: now };
			await updateSegment(c.env, segment);
			await record(c, 'segment.take', segment.id);
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
			const { id } = await existingSegment(c.env, c.req.param('id'));
			await refuseInUse(c.env, id);
			await deleteSegment(c.env, id);
			await record(c, 'segment.delete', id);
			await announceDefinitions(c.env);
			return c.body(null, 204);
		},
	);

/** A segment after a change. A snapshot of something else is taken anew. */
function replacing(before: Segment, after: Segment, now: number): Segment {
	if ((before.kind === 'list') !== (after.kind === 'list')) {
		throw new Refusal('segment-kind', 'A list stays a list, and a segment with a rule keeps one.', {
			path: 'kind',
			hint: 'Make a new segment, and use this one’s people or condition there.',
		});
	}
	const isSame = after.kind === before.kind && JSON.stringify(after.condition) === JSON.stringify(before.condition);
	const takenAt = after.kind !== 'snapshot' ? null : isSame ? before.takenAt : now;
	return { ...after, takenAt, updatedAt: now };
}

async function check(env: Env, segment: Segment): Promise<void> {
	if (segment.kind === 'list' && Object.keys(segment.condition).length > 0) {
		throw new Refusal('list-has-no-rule', 'A list has no condition: people are put on it by hand.', {
			path: 'condition',
			hint: 'Leave the condition out, or make a live segment or a snapshot.',
		});
	}
	compileAt(segment.condition, 'condition');
	const others = (await listSegments(env)).filter(({ id }) => id !== segment.id);
	refuseCycle(segment, others);
	checkReferences(segment.condition, others, 'condition');
}

async function counted(env: Env, segment: Segment) {
	return shown(segment, (await memberCounts(env)).get(segment.id) ?? 0);
}

function shown({ id, name, description, kind, condition, takenAt, updatedAt }: Segment, members: number) {
	const taken = takenAt === null ? null : new Date(takenAt).toISOString();
	const changed = new Date(updatedAt).toISOString();
	return { id, name, description, kind, condition, takenAt: taken, members, updatedAt: changed };
}
