import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { Refusal } from '../../core/refusal.ts';
import type { Admin } from '../access/admin.ts';
import { record } from '../access/record.ts';
import { requireEditor } from '../access/require-editor.ts';
import { requireUser } from '../access/require-user.ts';
import { answers, done, listOf, refuses } from '../openapi.ts';
import { writeArchives } from '../profiles/index.ts';
import { query } from '../read-json.ts';
import { listDays } from './list-days.ts';
import { restoreLines } from './restore-lines.ts';
import { ArchiveDayBody, EventsQuery, hoursOf, ListQuery, RestoredBody } from './schemas.ts';
import { archiveFolders, objectsBetween } from './storage.ts';
import { streamEvents, streamOf } from './stream-events.ts';

const ndjson = 'application/x-ndjson';
const lines = { [ndjson]: { schema: { type: 'string' as const } } };

/** Every accepted event, as NDJSON in R2: what there is, its events, and the way back. */
export const archiveRoutes = new Hono<Admin>()
	.get(
		'/archive',
		describeRoute({
			tags: ['Archive'],
			summary: 'What the archive has, by day and hour of receipt, the newest day first',
			responses: { ...answers(200, listOf(ArchiveDayBody)), ...refuses(400, 401) },
		}),
		requireUser,
		query(ListQuery),
		async (c) => {
			const { site = null, cursor = null } = c.req.valid('query');
			return c.json(await listDays(c.env, site, cursor));
		},
	)

	.get(
		'/archive/events',
		describeRoute({
			tags: ['Archive'],
			summary: 'Archived events of some hours, a line of JSON each, in the order in which each shard accepted them',
			description: 'With `gzip=true` as a compressed file. Not for viewers: it is everything about everybody.',
			responses: { 200: { description: 'The events.', content: lines }, ...refuses(400, 401, 403, 422) },
		}),
		requireUser,
		requireEditor,
		query(EventsQuery),
		async (c) => {
			const asked = c.req.valid('query');
			const { from, to } = hoursOf(asked);
			const folders = asked.site === undefined ? await archiveFolders(c.env) : [asked.site];
			const objects = await objectsBetween(c.env, folders, from, to);
			await record(c, 'archive.download', `${asked.site ?? 'all'} ${from} ${to}`);
			const events = streamOf(streamEvents(c.env, objects));
			const gzip = asked.gzip === 'true';
			const name = `edgewise-${asked.site ?? 'all'}-${from}-${to}.ndjson${gzip ? '.gz' : ''}`;
			return new Response(gzip ? events.pipeThrough(new CompressionStream('gzip')) : events, {
				headers: {
					'content-type': gzip ? 'application/gzip' : ndjson,
					'content-disposition': `attachment; filename="${name}"`,
				},
			});
		},
	)

	.post(
		'/archive/write',
		describeRoute({
			tags: ['Archive'],
			summary: 'Archive at once whatever is accepted by now',
			responses: { ...done, ...refuses(401, 403) },
		}),
		requireUser,
		async (c) => {
			await writeArchives(c.env);
			await record(c, 'archive.write', 'all');
			return c.body(null, 204);
		},
	)

	.post(
		'/archive/restore',
		describeRoute({
			tags: ['Archive'],
			summary: 'Take in archived events, a line of JSON each; what is here already changes nothing',
			description:
				'Lines of one person must stand in the order of a download. No journey begins. `Content-Encoding: gzip` is understood. ' +
				'When the answer is not 200, some lines may be restored already: send the same again.',
			requestBody: { required: true, content: lines },
			responses: { ...answers(200, RestoredBody), ...refuses(400, 401, 403) },
		}),
		requireUser,
		async (c) => {
			const { body, headers } = c.req.raw;
			if (!body) throw new Refusal('body-empty', 'The request has no body.', { hint: 'Send an archive’s lines.' });
			const gzip = headers.get('content-encoding') === 'gzip';
			const restored = await restoreLines(c.env, gzip ? inflated(body) : body, Date.now());
			await record(c, 'archive.restore', `${restored.restored} events`);
			return c.json(restored);
		},
	);

async function* inflated(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
	try {
		yield* body.pipeThrough(new DecompressionStream('gzip'));
	} catch {
		throw new Refusal('body-not-gzip', 'The body says it is gzip, but it does not inflate.');
	}
}
