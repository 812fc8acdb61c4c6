import { isOwnMachine } from '../enrichment/endpoint-complaint.ts';
import type { Endpoint } from '../enrichment/post-signed.ts';
import type { Env } from '../env.ts';
import { unseal } from '../seal.ts';

/** What the signing secrets are encrypted for. */
export const signingPurpose = 'webhook-signing';
/** How long an endpoint may take to answer, ms. */
const timeoutMs = 10_000;

/** An endpoint with its secret, as it is stored now; null when it is deleted or turned off. */
export async function endpointOf(env: Env, id: string): Promise<Endpoint | null> {
	const row = await env.DB.prepare(
		'SELECT url, signing_secret AS signingSecret FROM webhooks WHERE id = ? AND enabled = 1',
	)
		.bind(id)
		.first<{ url: string; signingSecret: string }>();
	return row && openEndpoint(env, row);
}

export async function openEndpoint(
	env: Env,
	{ url, signingSecret }: { readonly url: string; readonly signingSecret: string },
): Promise<Endpoint> {
	return {
		url,
		timeoutMs,
		headers: [],
		ownMachine: isOwnMachine(env),
		signingSecret: await unseal(env.SECRET, signingPurpose, signingSecret),
	};
}
