import type { Env } from '../env.ts';
import type { Job } from './job.ts';
import { deleteParts } from './parts.ts';
import { saveOutcome } from './storage.ts';
import type { Totals } from './totals.ts';

/** Writes down how an import ended; the file of one that ran is not needed any more. Repeatable. */
export async function finishImport(env: Env, { id, mode }: Job, totals: Totals): Promise<void> {
	if (mode === 'run') await deleteParts(env, id);
	await saveOutcome(env, id, mode, totals);
}
