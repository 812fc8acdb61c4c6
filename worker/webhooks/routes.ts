import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import type * as v from 'valibot';
import { Refusal } from '../../core/refusal.ts';
import type { Admin } from '../access/admin.ts';
import { record } from '../access/record.ts';
import { requireUser } from '../access/require-user.ts';
import { endpointComplaint, isOwnMachine } from '../enrichment/endpoint-complaint.ts';
import { postSigned } from '../enrichment/post-signed.ts';
import type { Env } from '../env.ts';
import { newId, randomText } from '../new-id.ts';
import { answers, done, listOf, refuses } from '../openapi.ts';
import { announceDefinitions } from '../profiles/index.ts';
import { newProfile } from '../profiles/profile.ts';
import { jsonBody } from '../read-json.ts';
import { seal } from '../seal.ts';
import { allSegments } from '../segments/index.ts';
import { complaintOf } from './caller.ts';
import { openEndpoint, signingPurpose } from './endpoint.ts';
import { bodyOf } from './note-calls.ts';
import { SignedWebhook, TestedWebhook, WebhookBody, WebhookSettings } from './schemas.ts';
import { changeWebhook, deleteWebhook, insertWebhook, listWebhooks, type WebhookRow, webhookById } from './storage.ts';

type Settings = v.InferOutput<typeof WebhookSettings>;

const tags = ['Webhooks'];
/** Every move of everybody is held against each. */
const most = 20;
/** Characters of an answer that are shown to whoever tries a webhook. */
const shownMax = 4000;

/** Endpoints of the owner's that are told who enters and leaves segments. */
export const webhookRoutes = new Hono<Admin>()
	.get(
		'/webhooks',
		describeRoute({
			tags,
			summary: 'All webhooks, by name, with how each does',
			responses: { ...answers(200, listOf(WebhookBody)), ...refuses(401) },
		}),
		requireUser,
		async (c) => c.json({ items: (await listWebhooks(c.env)).map(shown), cursor: null }),
	)

	.post(
		'/webhooks',
		describeRoute({
			tags,
			summary: 'Add a webhook: from now on it is called for everyone who enters or leaves a segment',
			responses: { ...answers(201, SignedWebhook), ...refuses(400, 401, 403, 409) },
		}),
		requireUser,
		jsonBody(WebhookSettings),
		async (c) => {
			const settings = c.req.valid('json');
			await checkSettings(c.env, settings);
			if ((await listWebhooks(c.env)).length >= most)
				throw new Refusal('too-many', `There are ${most} webhooks, which is the most.`, { status: 409 });
			const { signingSecret, sealed } = await newSecret(c.env);
			const now = Date.now();
			const at = { createdAt: now, updatedAt: now };
			const row = await insertWebhook(c.env, { ...settings, id: newId('whk'), signingSecret: sealed, ...at });
			await record(c, 'webhook.create', row.id);
			await announceDefinitions(c.env);
			return c.json({ ...shown(row), signingSecret }, 201);
		},
	)

	.get(
		'/webhooks/:id',
		describeRoute({
			tags,
			summary: 'One webhook, with how it does',
			responses: { ...answers(200, WebhookBody), ...refuses(401, 404) },
		}),
		requireUser,
		async (c) => c.json(shown(await existing(c.env, c.req.param('id')))),
	)

	.put(
		'/webhooks/:id',
		describeRoute({
			tags,
			summary:
				'Replace a webhook’s settings; what still waits goes to the new address, and is dropped when it is turned off',
			responses: { ...answers(200, WebhookBody), ...refuses(400, 401, 403, 404) },
		}),
		requireUser,
		jsonBody(WebhookSettings),
		async (c) => {
			const { id } = await existing(c.env, c.req.param('id'));
			const settings = c.req.valid('json');
			await checkSettings(c.env, settings);
			const anew = { failures: 0, failingSince: null, lastError: null, givenUp: 0 };
			const row = await changeWebhook(c.env, id, { ...settings, ...anew });
			if (!row) throw unknown(id);
			await record(c, 'webhook.update', id);
			await announceDefinitions(c.env);
			return c.json(shown(row));
		},
	)

	.post(
		'/webhooks/:id/signing-secret',
		describeRoute({
			tags,
			summary: 'Sign with another secret from now on',
			responses: { ...answers(200, SignedWebhook), ...refuses(401, 403, 404) },
		}),
		requireUser,
		async (c) => {
			const { id } = await existing(c.env, c.req.param('id'));
			const { signingSecret, sealed } = await newSecret(c.env);
			const row = await changeWebhook(c.env, id, { signingSecret: sealed });
			if (!row) throw unknown(id);
			await record(c, 'webhook.sign', id);
			return c.json({ ...shown(row), signingSecret });
		},
	)

	.post(
		'/webhooks/:id/test',
		describeRoute({
			tags,
			summary: 'Call a webhook now, about nobody (`"type": "test"`), and tell what it answers',
			responses: { ...answers(200, TestedWebhook), ...refuses(401, 403, 404) },
		}),
		requireUser,
		async (c) => {
			const row = await existing(c.env, c.req.param('id'));
			const id = `whc_test${randomText(20)}`;
			const now = Date.now();
			const body = bodyOf(id, 'test', now, { id: 'test', name: 'Test' }, newProfile('test', now));
			const answer = await postSigned(await openEndpoint(c.env, row), body, id);
			await record(c, 'webhook.test', row.id);
			const says = complaintOf(answer);
			const { status, text, ms } = answer;
			const told = { isHeard: says === null, status, says, text: (text ?? '').slice(0, shownMax), ms };
			return c.json({ ...told, body: JSON.parse(body) });
		},
	)

	.delete(
		'/webhooks/:id',
		describeRoute({
			tags,
			summary: 'Delete a webhook, with the calls that wait for it',
			responses: { ...done, ...refuses(401, 403, 404) },
		}),
		requireUser,
		async (c) => {
			const { id } = await existing(c.env, c.req.param('id'));
			await deleteWebhook(c.env, id);
			await record(c, 'webhook.delete', id);
			await announceDefinitions(c.env);
			return c.body(null, 204);
		},
	);

/** Refuses an address that must not be called, and segments that do not exist. */
async function checkSettings(env: Env, { url, segments }: Settings): Promise<void> {
	const complaint = endpointComplaint(url, isOwnMachine(env));
	if (complaint) {
		throw new Refusal('endpoint-address', complaint, {
			path: 'url',
			hint: 'Give an address that the internet reaches, such as https://api.example.com/edgewise.',
		});
	}
	if (segments.length === 0) return;
	const known = new Set((await allSegments(env)).map(({ id }) => id));
	const place = segments.findIndex((id) => !known.has(id));
	if (place === -1) return;
	throw new Refusal('segment-unknown', `There is no segment ${segments[place]?.slice(0, 60)}.`, {
		path: `segments.${place}`,
		hint: 'GET /api/segments lists the ids.',
	});
}

async function newSecret(env: Env): Promise<{ signingSecret: string; sealed: string }> {
	const signingSecret = `ewh_${randomText(40)}`;
	return { signingSecret, sealed: await seal(env.SECRET, signingPurpose, signingSecret) };
}

function shown(row: WebhookRow) {
	const { id, name, url, segments, moves, enabled, failingSince, lastError, lastAnswerAt, givenUp, updatedAt } = row;
	const state = !enabled ? 'off' : failingSince === null ? 'working' : 'failing';
	return {
		...{ id, name, enabled, url, segments, moves },
		standing: { state, failingSince: instant(failingSince), lastError, lastAnswerAt: instant(lastAnswerAt), givenUp },
		updatedAt: new Date(updatedAt).toISOString(),
	};
}

function instant(ms: number | null): string | null {
	return ms === null ? null : new Date(ms).toISOString();
}

async function existing(env: Env, id: string): Promise<WebhookRow> {
	const row = await webhookById(env, id);
	if (!row) throw unknown(id);
	return row;
}

function unknown(id: string): Refusal {
	return new Refusal('webhook-unknown', `There is no webhook ${id.slice(0, 60)}.`, { status: 404 });
}
