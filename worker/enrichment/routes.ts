import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { Refusal } from '../../core/refusal.ts';
import type { Admin } from '../access/admin.ts';
import { record } from '../access/record.ts';
import { requireUser } from '../access/require-user.ts';
import type { Env } from '../env.ts';
import { newId, randomText } from '../new-id.ts';
import { answers, done, listOf, refuses } from '../openapi.ts';
import { announceDefinitions } from '../profiles/index.ts';
import { jsonBody } from '../read-json.ts';
import { seal, unseal } from '../seal.ts';
import { signingPurpose } from './endpoint.ts';
import { isOwnMachine } from './endpoint-complaint.ts';
import { CreatedEnrichment, EnrichmentBody, EnrichmentSettings, EnrichmentTest, TestedEnrichment } from './schemas.ts';
import { checkSettings, headersOf, type Settings, sealHeaders } from './settings.ts';
import { peopleByEnrichment, showEnrichment } from './show.ts';
import { resetStanding } from './standing.ts';
import {
	deleteEnrichment,
	type EnrichmentRow,
	enrichmentById,
	listEnrichments,
	saveEnrichment,
	standings,
} from './storage.ts';
import { tryEndpoint } from './try-endpoint.ts';

const tags = ['Enrichment'];
/** Every event of everybody is held against each. */
const most = 20;

/** Endpoints of the owner's that know more of people. */
export const enrichmentRoutes = new Hono<Admin>()
	.get(
		'/enrichments',
		describeRoute({
			tags,
			summary: 'All endpoints, by name, with how each does',
			responses: { ...answers(200, listOf(EnrichmentBody)), ...refuses(401) },
		}),
		requireUser,
		async (c) => {
			const [rows, states, people] = await Promise.all([
				listEnrichments(c.env),
				standings(c.env),
				peopleByEnrichment(c.env),
			]);
			const items = rows.map((row) => showEnrichment(row, states.get(row.id), people.get(row.id)));
			return c.json({ items, cursor: null });
		},
	)

	.post(
		'/enrichments',
		describeRoute({
			tags,
			summary: 'Add an endpoint; while it is on, it is asked about everyone who is meant, now and later',
			responses: { ...answers(201, CreatedEnrichment), ...refuses(400, 401, 403, 409) },
		}),
		requireUser,
		jsonBody(EnrichmentSettings),
		async (c) => {
			const settings = c.req.valid('json');
			await checkSettings(c.env, settings);
			if ((await listEnrichments(c.env)).length >= most)
				throw new Refusal('too-many', `There are ${most} endpoints, which is the most.`, { status: 409 });
			const signingSecret = newSigningSecret();
			const sealed = await seal(c.env.SECRET, signingPurpose, signingSecret);
			const row = await rowOf(c.env, newId('enr'), settings, null, sealed);
			await saveEnrichment(c.env, row);
			await record(c, 'enrichment.create', row.id);
			await announceDefinitions(c.env);
			return c.json({ ...(await shown(c.env, row)), signingSecret }, 201);
		},
	)

	.post(
		'/enrichments/test',
		describeRoute({
			tags,
			summary: 'Ask an endpoint about one person now; tells what would change, and changes nothing',
			responses: { ...answers(200, TestedEnrichment), ...refuses(400, 401, 403, 404, 409) },
		}),
		requireUser,
		jsonBody(EnrichmentTest),
		async (c) => {
			const { id, profileId, settings } = c.req.valid('json');
			await checkSettings(c.env, settings, 'settings.');
			const stored = id === undefined ? null : await existing(c.env, id);
			const headers = await headersOf(c.env, settings, stored, 'settings.');
			const signingSecret = stored
				? await unseal(c.env.SECRET, signingPurpose, stored.signingSecret)
				: newSigningSecret();
			const { url, timeoutMs } = settings;
			const endpoint = { url, timeoutMs, headers, signingSecret, ownMachine: isOwnMachine(c.env) };
			await record(c, 'enrichment.test', id ?? new URL(url).origin);
			return c.json(await tryEndpoint(c.env, endpoint, settings, { id: id ?? 'enr_test', profileId }));
		},
	)

	.get(
		'/enrichments/:id',
		describeRoute({
			tags,
			summary: 'One endpoint, with how it does',
			responses: { ...answers(200, EnrichmentBody), ...refuses(401, 404) },
		}),
		requireUser,
		async (c) => c.json(await shown(c.env, await existing(c.env, c.req.param('id')))),
	)

	.put(
		'/enrichments/:id',
		describeRoute({
			tags,
			summary: 'Replace an endpoint’s settings; one that failed is tried again at once',
			responses: { ...answers(200, EnrichmentBody), ...refuses(400, 401, 403, 404) },
		}),
		requireUser,
		jsonBody(EnrichmentSettings),
		async (c) => {
			const before = await existing(c.env, c.req.param('id'));
			const settings = c.req.valid('json');
			await checkSettings(c.env, settings);
			const row = await rowOf(c.env, before.id, settings, before, before.signingSecret);
			await saveEnrichment(c.env, row);
			await resetStanding(c.env, row.id);
			await record(c, 'enrichment.update', row.id);
			await announceDefinitions(c.env);
			return c.json(await shown(c.env, row));
		},
	)

	.post(
		'/enrichments/:id/signing-secret',
		describeRoute({
			tags,
			summary: 'Sign with another secret from now on',
			responses: { ...answers(200, CreatedEnrichment), ...refuses(401, 403, 404) },
		}),
		requireUser,
		async (c) => {
			const before = await existing(c.env, c.req.param('id'));
			const signingSecret = newSigningSecret();
			const row = { ...before, signingSecret: await seal(c.env.SECRET, signingPurpose, signingSecret) };
			await saveEnrichment(c.env, row);
			await record(c, 'enrichment.sign', row.id);
			return c.json({ ...(await shown(c.env, row)), signingSecret });
		},
	)

	.delete(
		'/enrichments/:id',
		describeRoute({
			tags,
			summary: 'Delete an endpoint; traits that it has answered stay',
			responses: { ...done, ...refuses(401, 403, 404) },
		}),
		requireUser,
		async (c) => {
			const { id } = await existing(c.env, c.req.param('id'));
			await deleteEnrichment(c.env, id);
			await record(c, 'enrichment.delete', id);
			await announceDefinitions(c.env);
			return c.body(null, 204);
		},
	);

function newSigningSecret(): string {
	return `ewh_${randomText(40)}`;
}

async function rowOf(
	env: Env,
	id: string,
	settings: Settings,
	before: EnrichmentRow | null,
	signingSecret: string,
): Promise<EnrichmentRow> {
	const now = Date.now();
	const headers = await headersOf(env, settings, before);
	const { enabled, headers: _, ...open } = settings;
	return {
		...open,
		id,
		signingSecret,
		headers: await sealHeaders(env, headers),
		headerNames: headers.map(([name]) => name),
		enabledAt: enabled ? (before?.enabledAt ?? now) : null,
		createdAt: before?.createdAt ?? now,
		updatedAt: now,
	};
}

async function shown(env: Env, row: EnrichmentRow) {
	const [states, people] = await Promise.all([standings(env), peopleByEnrichment(env)]);
	return showEnrichment(row, states.get(row.id), people.get(row.id));
}

async function existing(env: Env, id: string): Promise<EnrichmentRow> {
	const row = await enrichmentById(env, id);
	if (!row) throw new Refusal('enrichment-unknown', `There is no endpoint ${id.slice(0, 60)}.`, { status: 404 });
	return row;
}
