import type { Env } from '../env.ts';
import { ensureRun } from './begin-run.ts';
import { partBytes, partsOf } from './parts.ts';
import { runOf } from './run-of.ts';
import { type ImportRow, readParts } from './storage.ts';

const instant = (ms: number) => new Date(ms).toISOString();

/** An import as the API shows it: with the parts that are there, and how far its run is. */
export async function showImport(env: Env, row: ImportRow) {
	const { id, name, kind, siteId, bytes, state, format, mapping, foreseen, totals, asOf, createdAt, updatedAt } = row;
	return {
		...{ id, name, kind, siteId, bytes, state, format, mapping, foreseen, totals },
		asOf: asOf === null ? null : instant(asOf),
		partBytes,
		parts: await partsThere(env, row),
		progress: await progressOf(env, row),
		createdAt: instant(createdAt),
		updatedAt: instant(updatedAt),
	};
}

async function partsThere(env: Env, { id, state, bytes }: ImportRow): Promise<number[]> {
	if (state !== 'uploading') return Array.from({ length: partsOf(bytes) }, (_, at) => at + 1);
	return (await readParts(env, id)).map(({ number }) => number);
}

async function progressOf(env: Env, { id, state }: ImportRow) {
	if (state !== 'rehearsing' && state !== 'running') return null;
	// Whoever looks also wakes a run whose alarm was lost.
	await ensureRun(env, id);
	const progress = await runOf(env, id).progress();
	if (!progress) return null;
	const { read, line, totals, trouble, startedAt, updatedAt } = progress;
	return { read, line, totals, trouble, startedAt: instant(startedAt), updatedAt: instant(updatedAt) };
}
