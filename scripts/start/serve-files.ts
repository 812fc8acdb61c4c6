import { statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Hono } from 'hono';
import { etag } from 'hono/etag';
import { serveStatic } from 'hono/serve-static';

/**
 * Answers requests with the files of a folder, as Cloudflare's static assets do: `index.html` for a folder, 404 for what
 * is not there, and an ETag, so that a browser that has the file is told so.
 */
export function serveFiles(folder: string): (request: Request) => Promise<Response> {
	const files = new Hono()
		.use(etag())
		.get('*', async (c, next) => {
			await next();
			c.header('cache-control', 'public, max-age=0, must-revalidate');
		})
		.use(serveStatic({ root: folder, join: path.join, getContent: readIfThere, isDir: isFolder }));
	return async (request) => files.fetch(request);
}

async function readIfThere(file: string): Promise<Uint8Array<ArrayBuffer> | null> {
	return readFile(file).then(
		(bytes) => new Uint8Array(bytes),
		() => null,
	);
}

function isFolder(file: string): boolean {
	return !file.includes('\0') && statSync(file, { throwIfNoEntry: false })?.isDirectory() === true;
}
