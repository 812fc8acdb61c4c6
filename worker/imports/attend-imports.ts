import type { Env } from '../env.ts';
import { ensureRun } from './begin-run.ts';
import { forgetImport } from './forget-import.ts';
import { importsLeft, importsUnderWay } from './storage.ts';

/** How long a file is kept that nobody takes in, ms. */
const keptMs = 7 * 86_400_000;

/** For the cron: wakes runs whose alarm was lost, and forgets files that were left lying. */
export async function attendImports(env: Env, now: number): Promise<void> {
	const woken = await Promise.allSettled((await importsUnderWay(env)).map((id) => ensureRun(env, id)));
	for (const result of woken) if (result.status === 'rejected') console.error('an import was not woken', result.reason);
	for (const id of await importsLeft(env, now - keptMs)) await forgetImport(env, id);
}
