import type * as v from 'valibot';
import { compile } from '../../core/condition/index.ts';
import { Refusal } from '../../core/refusal.ts';
import { refusalAt } from '../../core/refusal-at.ts';
import type { Env } from '../env.ts';
import { seal } from '../seal.ts';
import { checkReferences, listSegments } from '../segments/index.ts';
import { headersPurpose, openHeaders } from './endpoint.ts';
import { endpointComplaint, isOwnMachine } from './endpoint-complaint.ts';
import type { EnrichmentSettings } from './schemas.ts';
import type { EnrichmentRow } from './storage.ts';

export type Settings = v.InferOutput<typeof EnrichmentSettings>;

/**
 * Refuses an address that must not be called, and a condition that does not compile or asks about a segment that does not exist.
 * @param at before their names
 */
export async function checkSettings(env: Env, { url, condition }: Settings, at = ''): Promise<void> {
	const complaint = endpointComplaint(url, isOwnMachine(env));
	if (complaint) {
		throw new Refusal('endpoint-address', complaint, {
			path: `${at}url`,
			hint: 'Give an address that the internet reaches, such as https://api.example.com/people.',
		});
	}
	refusalAt(`${at}condition`, () => compile(condition));
	checkReferences(condition, await listSegments(env), `${at}condition`);
}

/**
 * The secret headers that are wanted, with the values that are stored where none is given. Those were given for one server:
 * another one must not learn them.
 */
export async function headersOf(
	env: Env,
	{ url, headers }: Settings,
	stored: Pick<EnrichmentRow, 'url' | 'headers'> | null,
	at = '',
): Promise<[name: string, value: string][]> {
	const isSameServer = stored !== null && new URL(stored.url).origin === new URL(url).origin;
	const known = new Map(isSameServer ? await openHeaders(env, stored.headers) : []);
	return headers.map(({ name, value }, place) => {
		const said = value ?? known.get(name);
		if (said === undefined) {
			throw new Refusal('header-value', `Give the value of ${name} again: it was given for another server.`, {
				path: `${at}headers.${place}.value`,
			});
		}
		return [name, said];
	});
}

export function sealHeaders(env: Env, headers: readonly (readonly [string, string])[]): Promise<string> {
	return seal(env.SECRET, headersPurpose, JSON.stringify(headers));
}
