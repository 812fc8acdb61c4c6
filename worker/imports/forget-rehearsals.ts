import type { Env } from '../env.ts';
import { runOf } from './run-of.ts';
import { changeImport, rehearsedImports } from './storage.ts';

/** Forgets what dry runs have found, which quotes people: somebody is being erased. Files can be rehearsed again. */
export async function forgetRehearsals(env: Env): Promise<void> {
	for (const id of await rehearsedImports(env)) {
		if (!(await changeImport(env, id, ['ready', 'cancelled'], { foreseen: null }))) continue;
		await runOf(env, id).forget();
	}
}
