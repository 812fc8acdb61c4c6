import { database } from '../database.ts';
import type { AdminContext } from './admin.ts';
import { audit } from './schema.ts';

/**
 * Writes into the audit who did what to which thing, once it is done: `record(c, 'segment.update', id)`.
 * Every route that changes something calls it.
 */
export async function record(c: AdminContext, action: `${string}.${string}`, target: string): Promise<void> {
	await database(c.env)
		.insert(audit)
		.values({ at: Date.now(), userId: c.get('user').id, action, target });
}
