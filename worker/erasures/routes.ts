import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import { Refusal } from '../../core/refusal.ts';
import type { Admin, AdminContext } from '../access/admin.ts';
import { record } from '../access/record.ts';
import { requireEditor } from '../access/require-editor.ts';
import { requireUser } from '../access/require-user.ts';
import { streamOf } from '../archive/stream-events.ts';
import { answers, listOf, refuses } from '../openapi.ts';
import { addressOf, shardOf } from '../profiles/index.ts';
import { jsonBody, query } from '../read-json.ts';
import { beginErasure } from './erase.ts';
import { EraseRequest, ErasureBody } from './schemas.ts';
import { type ErasureRow, listErasures } from './storage.ts';
import { streamPerson } from './stream-person.ts';

const tags = ['Profiles'];

/** One person: all that is kept of them, and the end of it. For editors and owners only. */
export const erasureRoutes = new Hono<Admin>()
	.get(
		'/profiles/:id/export',
		describeRoute({
			tags,
			summary: 'All that every store keeps of one person, as JSON',
			responses: {
				200: { description: 'The person.', content: { 'application/json': { schema: { type: 'object' } } } },
				...refuses(401, 403, 404),
			},
		}),
		requireUser,
		requireEditor,
		async (c) => {
			const id = await somebody(c);
			await record(c, 'profile.export', id);
			return new Response(streamOf(streamPerson(c.env, id)), {
				headers: {
					'content-type': 'application/json',
					'content-disposition': `attachment; filename="edgewise-${id}.json"`,
				},
			});
		},
	)

	.post(
		'/profiles/:id/erase',
		describeRoute({
			tags,
			summary: 'Erase one person from every store; goes on by itself, and ends with a receipt',
			description:
				'With everybody who was merged into them, each with a receipt of their own. Events that arrive later are of somebody new.',
			responses: { ...answers(202, v.object({ ids: v.array(v.string()) })), ...refuses(401, 403, 404, 409) },
		}),
		requireUser,
		requireEditor,
		jsonBody(EraseRequest),
		async (c) => {
			const { reference } = c.req.valid('json');
			const ids = await beginErasure(c.env, await somebody(c), c.get('user'), reference);
			for (const id of ids) await record(c, 'profile.erase', id);
			return c.json({ ids }, 202);
		},
	)

	.get(
		'/erasures',
		describeRoute({
			tags,
			summary: 'Requests to erase somebody, and their receipts, the newest first',
			responses: { ...answers(200, listOf(ErasureBody)), ...refuses(401, 403) },
		}),
		requireUser,
		requireEditor,
		query(v.object({ cursor: v.optional(v.pipe(v.string(), v.regex(/^\d{1,16}$/))) })),
		async (c) => {
			const { rows, cursor } = await listErasures(
				c.env,
				Number(c.req.valid('query').cursor ?? Number.MAX_SAFE_INTEGER),
			);
			return c.json({ items: rows.map(shown), cursor: cursor === null ? null : String(cursor) });
		},
	);

function shown({ id, state, reference, requestedBy, requestedAt, doneAt, report }: ErasureRow) {
	const instant = (ms: number) => new Date(ms).toISOString();
	return {
		...{ id, state, reference, requestedBy, report },
		requestedAt: instant(requestedAt),
		doneAt: doneAt === null ? null : instant(doneAt),
	};
}

/** The id of somebody who is kept. */
async function somebody(c: AdminContext): Promise<string> {
	const id = c.req.param('id') ?? '';
	// Who has become another profile is that one.
	const detail = addressOf(c.env, id) ? await shardOf(c.env, id).detail(id) : null;
	if (detail) return detail.id;
	throw new Refusal('profile-unknown', `There is no profile ${id.slice(0, 60)}.`, { status: 404 });
}
