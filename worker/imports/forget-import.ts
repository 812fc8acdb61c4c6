import type { Env } from '../env.ts';
import { deleteParts } from './parts.ts';
import { runOf } from './run-of.ts';
import { deleteImport } from './storage.ts';

/** Deletes an import with its file and its report. What it took in stays. Repeatable: its row goes last. */
export async function forgetImport(env: Env, id: string): Promise<void> {
	await runOf(env, id).cancel();
	await deleteParts(env, id);
	await runOf(env, id).forget();
	await deleteImport(env, id);
}
