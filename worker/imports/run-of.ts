import type { Env } from '../env.ts';
import type { ImportRun } from './import-run.ts';

/** The run of an import; there always is one, also before it was begun. */
export function runOf(env: Env, importId: string): DurableObjectStub<ImportRun> {
	return env.IMPORTS.get(env.IMPORTS.idFromName(importId));
}
