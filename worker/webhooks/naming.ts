import type { Env } from '../env.ts';
import { listWebhooks } from './storage.ts';

/** Names of the webhooks, turned on or off, that are told of a segment by its id. */
export async function webhooksNaming(env: Env, segmentId: string): Promise<string[]> {
	return (await listWebhooks(env)).filter(({ segments }) => segments.includes(segmentId)).map(({ name }) => name);
}
