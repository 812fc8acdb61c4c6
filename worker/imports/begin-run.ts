import type { FileFormat, Mapping } from '../../core/import/index.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Env } from '../env.ts';
import { checkMapping } from './check-mapping.ts';
import type { Job } from './job.ts';
import { columnsOf } from './preview-rows.ts';
import { runOf } from './run-of.ts';
import { changeImport, type ImportRow, readImport } from './storage.ts';

/**
 * Begins to read a file that is whole. Refuses a mapping by which nothing could go in, and a second run beside the first.
 * What is to be done is written down before the run is told, and whoever looks at the import or rings for it tells it again.
 */
export async function beginRun(
	env: Env,
	row: ImportRow,
	mode: Job['mode'],
	{ format, mapping }: { readonly format: FileFormat; readonly mapping: Mapping },
): Promise<void> {
	const { id, kind, bytes } = row;
	checkMapping(kind, mapping);
	const columns = await columnsOf(env, { id, bytes, format });
	const change =
		mode === 'run' ? { state: 'running' as const, totals: null } : { state: 'rehearsing' as const, foreseen: null };
	// A later run of the same file is another, whatever the clock says.
	const begunAt = Math.max(Date.now(), (row.begunAt ?? 0) + 1);
	if (!(await changeImport(env, id, [row.state], { ...change, format, mapping, columns, begunAt }))) {
		throw new Refusal('import-state', 'Somebody else has begun to read this file.', { status: 409 });
	}
	await ensureRun(env, id);
}

/** Has an import's run go on, or begin, where its row says that it is being read. */
export async function ensureRun(env: Env, id: string): Promise<void> {
	const row = await readImport(env, id);
	const job = row && jobOf(row);
	if (job) await runOf(env, id).ensure(job);
}

function jobOf(row: ImportRow): Job | null {
	const { id, kind, siteId, region, bytes, state, format, mapping, columns, asOf, begunAt } = row;
	if (state !== 'rehearsing' && state !== 'running') return null;
	if (!format || !mapping || !columns || asOf === null || begunAt === null) return null;
	const mode = state === 'running' ? 'run' : 'rehearsal';
	return { id, mode, kind, siteId, region, bytes, format, mapping, columns, asOf, begunAt };
}
