import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import { Refusal } from '../../core/refusal.ts';
import type { Admin, AdminContext } from '../access/admin.ts';
import { record } from '../access/record.ts';
import { requireEditor } from '../access/require-editor.ts';
import { requireUser } from '../access/require-user.ts';
import { placeOf } from '../collect/attributes.ts';
import { regionOf } from '../collect/region.ts';
import { newId } from '../new-id.ts';
import { answers, done, listOf, refuses } from '../openapi.ts';
import { jsonBody, query } from '../read-json.ts';
import { existingSite } from '../sites/index.ts';
import { beginRun } from './begin-run.ts';
import { forgetImport } from './forget-import.ts';
import { partBytes } from './parts.ts';
import { previewRows } from './preview-rows.ts';
import { receivePart } from './receive-part.ts';
import { runOf } from './run-of.ts';
import { ImportBody, ImportSettings, NewImport, PreviewBody, PreviewQuestion, RefusedBody } from './schemas.ts';
import { showImport } from './show-import.ts';
import { changeImport, type ImportRow, insertImport, listImports, readImport } from './storage.ts';

const tags = ['Imports'];
const bytes = { 'application/octet-stream': { schema: { type: 'string' as const, format: 'binary' } } };
const refusedPage = 200;

/** Files of people and events: sent in parts, looked at, rehearsed, and taken in. For editors and owners only. */
export const importRoutes = new Hono<Admin>()
	.use('/imports', requireUser, requireEditor)
	.use('/imports/*', requireUser, requireEditor)

	.get(
		'/imports',
		describeRoute({
			tags,
			summary: 'Imports, the newest first',
			responses: { ...answers(200, listOf(ImportBody)), ...refuses(401, 403) },
		}),
		async (c) => {
			const rows = await listImports(c.env);
			return c.json({ items: await Promise.all(rows.map((row) => showImport(c.env, row))), cursor: null });
		},
	)

	.post(
		'/imports',
		describeRoute({
			tags,
			summary: 'Begin an import: says in which parts to send the file',
			responses: { ...answers(201, ImportBody), ...refuses(400, 401, 403, 404) },
		}),
		jsonBody(NewImport),
		async (c) => {
			const { asOf, ...given } = c.req.valid('json');
			await existingSite(c.env, given.siteId);
			const now = Date.now();
			const row = await insertImport(c.env, {
				id: newId('imp'),
				...given,
				state: 'uploading',
				asOf: asOf === undefined ? null : Date.parse(asOf),
				region: regionOf(placeOf(c.req.raw)),
				createdBy: c.get('user').id,
				createdAt: now,
				updatedAt: now,
			});
			await record(c, 'import.create', row.id);
			return c.json(await showImport(c.env, row), 201);
		},
	)

	.get(
		'/imports/:id',
		describeRoute({
			tags,
			summary: 'One import, and how far it is',
			responses: { ...answers(200, ImportBody), ...refuses(401, 403, 404) },
		}),
		async (c) => c.json(await showImport(c.env, await existing(c))),
	)

	.put(
		'/imports/:id/parts/:number',
		describeRoute({
			tags,
			summary: 'Send one part of the file, in any order; again after a failure',
			description: 'All parts have `partBytes` bytes, but the last one.',
			requestBody: { required: true, content: bytes },
			responses: { ...answers(200, ImportBody), ...refuses(401, 403, 404, 409, 422) },
		}),
		async (c) => {
			const row = await inState(c, ['uploading'], 'The file is there already.');
			const declared = Number(c.req.header('content-length') ?? partBytes);
			if (declared > partBytes)
				throw new Refusal('part-size', `A part has at most ${partBytes} bytes.`, { status: 413 });
			await receivePart(c.env, row, Number(c.req.param('number')), await c.req.raw.arrayBuffer());
			return c.json(await showImport(c.env, await existing(c)));
		},
	)

	.post(
		'/imports/:id/preview',
		describeRoute({
			tags,
			summary: 'What the file’s first rows become; format and mapping are proposed where they are left out',
			responses: { ...answers(200, PreviewBody), ...refuses(400, 401, 403, 404, 409, 422) },
		}),
		jsonBody(PreviewQuestion),
		async (c) => {
			const row = await inState(
				c,
				['ready', 'cancelled'],
				'Only a file that is whole can be looked at, and one that is not taken in yet.',
			);
			const { timeZone } = await existingSite(c.env, row.siteId);
			return Response.json(await previewRows(c.env, row, timeZone, c.req.valid('json')));
		},
	)

	.post(
		'/imports/:id/rehearse',
		describeRoute({
			tags,
			summary: 'Read the whole file and say what it would change, without changing anything',
			responses: { ...answers(202, ImportBody), ...refuses(400, 401, 403, 404, 409, 422) },
		}),
		jsonBody(ImportSettings),
		async (c) => begin(c, 'rehearsal', c.req.valid('json')),
	)

	.post(
		'/imports/:id/start',
		describeRoute({
			tags,
			summary: 'Take the file in; goes on by itself until it is done',
			responses: { ...answers(202, ImportBody), ...refuses(400, 401, 403, 404, 409, 422) },
		}),
		jsonBody(ImportSettings),
		async (c) => begin(c, 'run', c.req.valid('json')),
	)

	.post(
		'/imports/:id/cancel',
		describeRoute({
			tags,
			summary: 'Read no further; what has gone in stays',
			responses: { ...answers(200, ImportBody), ...refuses(401, 403, 404, 409) },
		}),
		async (c) => {
			const { id } = await inState(c, ['rehearsing', 'running'], 'It is not being read.');
			await runOf(c.env, id).cancel();
			await changeImport(c.env, id, ['rehearsing'], { state: 'ready' });
			if (await changeImport(c.env, id, ['running'], { state: 'cancelled' })) await record(c, 'import.cancel', id);
			return c.json(await showImport(c.env, await existing(c)));
		},
	)

	.get(
		'/imports/:id/refused',
		describeRoute({
			tags,
			summary: 'Lines that were refused, by line and column, and how to mend them; the first 10,000',
			responses: { ...answers(200, listOf(RefusedBody)), ...refuses(401, 403, 404) },
		}),
		query(v.object({ cursor: v.optional(v.pipe(v.string(), v.regex(/^\d{1,9}$/))) })),
		async (c) => {
			const { id } = await existing(c);
			const { items, cursor } = await runOf(c.env, id).refused(Number(c.req.valid('query').cursor ?? 0), refusedPage);
			return c.json({ items, cursor: cursor === null ? null : String(cursor) });
		},
	)

	.delete(
		'/imports/:id',
		describeRoute({
			tags,
			summary: 'Delete an import with its file and its report; what it took in stays',
			responses: { ...done, ...refuses(401, 403, 404, 409) },
		}),
		async (c) => {
			const { id } = await inState(
				c,
				['uploading', 'ready', 'cancelled', 'done'],
				'It is being read: cancel it first.',
			);
			await forgetImport(c.env, id);
			await record(c, 'import.delete', id);
			return c.body(null, 204);
		},
	);

async function begin(
	c: AdminContext,
	mode: 'rehearsal' | 'run',
	settings: v.InferOutput<typeof ImportSettings>,
): Promise<Response> {
	const row = await inState(
		c,
		['ready', 'cancelled'],
		'Only a file that is whole can be read, and only once at a time.',
	);
	await beginRun(c.env, row, mode, settings);
	if (mode === 'run') await record(c, 'import.start', row.id);
	return c.json(await showImport(c.env, await existing(c)), 202);
}

async function existing(c: AdminContext): Promise<ImportRow> {
	const row = await readImport(c.env, c.req.param('id') ?? '');
	if (row) return row;
	throw new Refusal('import-unknown', 'There is no such import.', { status: 404 });
}

async function inState(c: AdminContext, states: readonly ImportRow['state'][], otherwise: string): Promise<ImportRow> {
	const row = await existing(c);
	if (states.includes(row.state)) return row;
	throw new Refusal('import-state', otherwise, { status: 409, hint: `The import is ${row.state}.` });
}
