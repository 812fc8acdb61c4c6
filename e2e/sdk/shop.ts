import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'vite';

/** Somebody's own site, which has one of the real client libraries in its pages. */
export interface Shop {
	readonly origin: string;
	/** The page with this library, which is told whose key and where to send. */
	page(library: string, key: string, edge: string): string;
	close(): Promise<void>;
}

/** Bundles `pages/<library>.ts` as any site's build would, and serves a page for each on loopback. */
export async function openShop(libraries: readonly string[]): Promise<Shop> {
	const outDir = mkdtempSync(path.join(tmpdir(), 'edgewise-sdk-'));
	await build({
		configFile: false,
		publicDir: false,
		logLevel: 'warn',
		build: {
			outDir,
			emptyOutDir: true,
			target: 'es2022',
			minify: false,
			rolldownOptions: {
				input: Object.fromEntries(libraries.map((name) => [name, path.join(import.meta.dirname, `pages/${name}.ts`)])),
				output: { entryFileNames: '[name].js', chunkFileNames: 'chunk-[hash].js' },
			},
		},
	});
	const server = createServer((request, response) => {
		const name = path.basename(new URL(request.url ?? '/', 'http://shop').pathname);
		if (libraries.includes(name)) {
			response.setHeader('content-type', 'text/html; charset=utf-8');
			response.end(
				`<!doctype html><title>The shop</title><script type="module" src="/${name}.js"></script><h1>Tents</h1>`,
			);
			return;
		}
		try {
			response.setHeader('content-type', 'text/javascript');
			response.end(readFileSync(path.join(outDir, name)));
		} catch {
			response.writeHead(404).end();
		}
	});
	await once(server.listen(0, '127.0.0.1'), 'listening');
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('not listening on a port');
	const origin = `http://127.0.0.1:${address.port}`;
	return {
		origin,
		page: (library, key, edge) => `${origin}/${library}?${new URLSearchParams({ key, edge })}`,
		async close() {
			server.closeAllConnections();
			await once(server.close(), 'close');
			rmSync(outDir, { recursive: true, force: true });
		},
	};
}
