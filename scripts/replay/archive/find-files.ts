import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A file of an archive. */
export interface ArchiveFile {
	readonly path: string;
	readonly bytes: number;
}

export function isArchiveName(path: string): boolean {
	return /\.ndjson(?:\.gz)?$/i.test(path);
}

/** The archive's files that paths name: themselves, and those in folders and the folders below. */
export async function findFiles(paths: readonly string[]): Promise<ArchiveFile[]> {
	const found = await Promise.all(paths.map(filesAt));
	return found.flat();
}

async function filesAt(path: string): Promise<ArchiveFile[]> {
	const entry = await stat(path);
	if (!entry.isDirectory()) return [{ path, bytes: entry.size }];
	const names = (await readdir(path, { recursive: true })).filter(isArchiveName).sort();
	return (await Promise.all(names.map((name) => filesAt(join(path, name))))).flat();
}
