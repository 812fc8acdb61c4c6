import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

/** A file as it is served. */
export interface ServedFile {
	readonly body: Buffer;
	readonly contentType: string;
	readonly etag: string;
}

const contentTypes: Readonly<Record<string, string>> = {
	'.js': 'text/javascript; charset=utf-8',
	'.css': 'text/css; charset=utf-8',
	'.svg': 'image/svg+xml; charset=utf-8',
	'.pdf': 'application/pdf',
	'.webm': 'video/webm',
};

/**
 * Reads the shop's scripts, styles, drawings, papers and film once, keyed by the path that they are served at.
 * Requests only look names up in this map, so no path that a visitor writes reaches the file system.
 */
export async function readFiles(): Promise<ReadonlyMap<string, ServedFile>> {
	const here = import.meta.dirname;
	const files = await Promise.all([
		readFolder(join(here, 'browser'), '/'),
		readFolder(join(here, 'art'), '/art/'),
		readFolder(join(here, 'papers'), '/papers/'),
		readFolder(join(here, 'film'), '/film/'),
	]);
	return new Map(files.flat());
}

/** A strong entity tag of a body. */
export function etagOf(body: Buffer): string {
	return `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
}

async function readFolder(folder: string, prefix: string): Promise<(readonly [string, ServedFile])[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const files = entries.filter((entry) => entry.isFile() && extname(entry.name) in contentTypes);
	return Promise.all(
		files.map(async (entry) => {
			const path = join(entry.parentPath, entry.name);
			const body = await readFile(path);
			const url = prefix + relative(folder, path).split(sep).join('/');
			return [url, { body, contentType: contentTypes[extname(path)] ?? '', etag: etagOf(body) }] as const;
		}),
	);
}
