import type { ConditionJson } from '../../core/condition/types.ts';
import type { Env } from '../env.ts';
import { listEnrichments } from './storage.ts';

/** Names of the endpoints, turned on or off, of whose conditions `mentions` is true. */
export async function enrichmentsMentioning(
	env: Env,
	mentions: (condition: ConditionJson) => boolean,
): Promise<string[]> {
	return (await listEnrichments(env)).filter(({ condition }) => mentions(condition)).map(({ name }) => name);
}
