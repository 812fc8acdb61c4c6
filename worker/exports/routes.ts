import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import { Refusal } from '../../core/refusal.ts';
import type { Admin } from '../access/admin.ts';
import { record } from '../access/record.ts';
import { requireEditor } from '../access/require-editor.ts';
import { requireUser } from '../access/require-user.ts';
import { streamOf } from '../archive/stream-events.ts';
import { refuses } from '../openapi.ts';
import { query } from '../read-json.ts';
import { segmentById } from '../segments/index.ts';
import { streamPeople } from './stream-people.ts';

const types = { csv: 'text/csv; charset=utf-8', ndjson: 'application/x-ndjson' } as const;
const text = { schema: { type: 'string' as const } };

/** People taken out, as a file. */
export const exportRoutes = new Hono<Admin>().get(
	'/export',
	describeRoute({
		tags: ['Profiles'],
		summary: 'Everybody of a segment, or everybody, as CSV or a line of JSON each',
		description: 'Not for viewers. In a CSV, text that a spreadsheet would run as a formula begins with an apostrophe.',
		responses: {
			200: { description: 'The people.', content: { 'text/csv': text, 'application/x-ndjson': text } },
			...refuses(400, 401, 403, 404),
		},
	}),
	requireUser,
	requireEditor,
	query(v.object({ segment: v.optional(v.string()), format: v.optional(v.picklist(['csv', 'ndjson']), 'csv') })),
	async (c) => {
		const { segment, format } = c.req.valid('query');
		if (segment !== undefined && !(await segmentById(c.env, segment))) {
			throw new Refusal('segment-unknown', 'There is no such segment.', { status: 404, path: 'segment' });
		}
		await record(c, 'profiles.export', segment ?? 'everybody');
		const name = `edgewise-${segment ?? 'people'}-${new Date().toISOString().slice(0, 10)}.${format}`;
		return new Response(streamOf(streamPeople(c.env, segment ?? null, format)), {
			headers: { 'content-type': types[format], 'content-disposition': `attachment; filename="${name}"` },
		});
	},
);
