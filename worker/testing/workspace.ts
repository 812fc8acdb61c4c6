import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import type { ConditionJson } from '../../core/condition/types.ts';
import { idBytes, mintId } from '../../core/id/id.ts';
import type { Journey } from '../../core/journey/types.ts';
import { database } from '../database.ts';
import worker from '../index.ts';
import { journeys, journeyVersions } from '../journeys/schema.ts';
import { messages } from '../messages/schema.ts';
import { forgetDefinitions } from '../profiles/held-definitions.ts';
import { forgetKinds } from '../profiles/held-kinds.ts';
import { forgetIdentities } from '../profiles/identities.ts';
import { announceDefinitions } from '../profiles/index.ts';
import { forgetRefusals } from '../profiles/merge/refusals.ts';
import { segments } from '../segments/schema.ts';
import { sites } from '../sites/schema.ts';
import { invalidateSites } from '../sites/storage.ts';

/** The host of the one site that tests have; the Worker's own host is `own.example`. */
export const siteHost = 'shop.example';
export const writeKey = 'ewp_test';
export const secretKey = 'ews_test';

/** A workspace with one site, as it stands in D1. */
export async function openWorkspace(site: Partial<typeof sites.$inferInsert> = {}): Promise<void> {
	forgetIdentities();
	forgetKinds();
	forgetDefinitions();
	forgetRefusals();
	await database(env)
		.insert(sites)
		.values({
			id: 'shop',
			name: 'Shop',
			hostnames: [siteHost],
			allowedOrigins: ['https://app.example'],
			writeKey,
			secretKey,
			origin: 'https://origin.example',
			createdAt: 0,
			updatedAt: 0,
			...site,
		});
	invalidateSites();
}

export async function addSegment(id: string, condition: ConditionJson): Promise<void> {
	await database(env)
		.insert(segments)
		.values({ id, name: id, description: '', condition, createdAt: 0, updatedAt: 0 })
		.onConflictDoUpdate({ target: segments.id, set: { condition } });
	await announceDefinitions(env);
}

export async function addMessage(id: string): Promise<void> {
	await database(env).insert(messages).values({
		id,
		name: id,
		channel: 'email',
		purpose: 'marketing',
		from: 'Shop <shop@shop.example>',
		subject: 'Your {{ trigger.properties.name }}',
		html: '<p>Hello {{ traits.firstName | default: "there" }}</p>',
		text: 'Hello {{ traits.firstName | default: "there" }}',
		createdAt: 0,
		updatedAt: 0,
	});
}

/** A journey that begins with an event, and writes an hour later. */
export function writesAfterAnHour(id: string, event: string, messageId: string): Journey {
	return {
		id,
		name: id,
		version: 1,
		trigger: { kind: 'event', event },
		entry: 'wait',
		steps: {
			wait: { kind: 'wait', for: '1h', next: 'mail' },
			mail: { kind: 'message', messageId, next: 'end' },
			end: { kind: 'exit' },
		},
		exitWhen: null,
		reentry: 'never',
	};
}

export async function addJourney(journey: Journey): Promise<void> {
	const { id, name, version } = journey;
	const at = { createdAt: 0, updatedAt: 0 };
	await database(env).insert(journeyVersions).values({ journeyId: id, version, body: journey, createdAt: 0 });
	await database(env)
		.insert(journeys)
		.values({ id, name, version, status: 'on', ...at })
		.onConflictDoUpdate({ target: journeys.id, set: { version } });
	await announceDefinitions(env);
}

/** A request to the Worker, with all that it does behind its answer done. */
export async function call(url: string, init: RequestInit<IncomingRequestCfProperties> = {}): Promise<Response> {
	const ctx = createExecutionContext();
	const response = await worker.fetch(new Request<unknown, IncomingRequestCfProperties>(url, init), env, ctx);
	await waitOnExecutionContext(ctx);
	return response;
}

/** What `/v1/batch` answers. */
export interface BatchAnswer {
	readonly success: boolean;
	readonly accepted: number;
	readonly duplicates: number;
	readonly bots: number;
	readonly refused: readonly { index: number; code: string; message: string; path?: string; hint?: string }[];
}

/** Sends a batch as the tag does. */
export async function send(
	batch: readonly unknown[],
	{ key = writeKey, headers = {} }: { key?: string; headers?: Record<string, string> } = {},
): Promise<{ status: number; body: BatchAnswer }> {
	const response = await call('https://own.example/_ew/v1/batch', {
		method: 'POST',
		headers: { 'content-type': 'text/plain', ...headers },
		body: JSON.stringify({ writeKey: key, sentAt: new Date().toISOString(), batch }),
	});
	return { status: response.status, body: await response.json() };
}

/** A new visitor's id, on a shard of choice. */
export function newVisitor(shard = 3): string {
	return mintId({ region: 'weur', shard }, crypto.getRandomValues(new Uint8Array(idBytes)));
}

let minted = 0;

/** A track call with an id of its own. */
export function track(anonymousId: string, event: string, more: Record<string, unknown> = {}): Record<string, unknown> {
	minted++;
	return { type: 'track', event, anonymousId, messageId: `m-${minted}`, timestamp: new Date().toISOString(), ...more };
}
