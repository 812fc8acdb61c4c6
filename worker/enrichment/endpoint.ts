import * as v from 'valibot';
import type { Env } from '../env.ts';
import { unseal } from '../seal.ts';
import { isOwnMachine } from './endpoint-complaint.ts';
import type { Endpoint } from './post-signed.ts';

/** What the secrets of endpoints are encrypted for. */
export const headersPurpose = 'enrichment-headers';
export const signingPurpose = 'enrichment-signing';

const Headers = v.array(v.tuple([v.string(), v.string()]));

/** What is encrypted of an endpoint. */
export interface Sealed {
	readonly headers: string;
	readonly signingSecret: string;
}

export async function openHeaders(env: Env, sealed: string): Promise<[name: string, value: string][]> {
	return v.parse(Headers, JSON.parse(await unseal(env.SECRET, headersPurpose, sealed)));
}

/** An endpoint with its secrets, as it is stored now; null when it is deleted or turned off. */
export async function endpointOf(env: Env, id: string): Promise<Endpoint | null> {
	const row = await env.DB.prepare(
		`SELECT url, headers, signing_secret AS signingSecret, timeout_ms AS timeoutMs FROM enrichments
		 WHERE id = ? AND enabled_at IS NOT NULL`,
	)
		.bind(id)
		.first<Sealed & { url: string; timeoutMs: number }>();
	return row && openEndpoint(env, row);
}

export async function openEndpoint(
	env: Env,
	{ url, timeoutMs, headers, signingSecret }: Sealed & { readonly url: string; readonly timeoutMs: number },
): Promise<Endpoint> {
	return {
		url,
		timeoutMs,
		ownMachine: isOwnMachine(env),
		headers: await openHeaders(env, headers),
		signingSecret: await unseal(env.SECRET, signingPurpose, signingSecret),
	};
}
