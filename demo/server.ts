import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { etagOf, readFiles, type ServedFile } from './files.ts';
import { pageAt } from './route.ts';
import { layout } from './views/layout.ts';

/** A running shop. `close` ends open connections too. */
export interface Shop {
	readonly url: string;
	close(): Promise<void>;
}

interface Answer extends ServedFile {
	readonly status: number;
	readonly cacheControl: string;
}

/**
 * Starts the demonstration shop: the origin that Edgewise stands in front of. It knows nothing of Edgewise but the one script tag.
 * Port 0 takes a free one. Rejects when the port is taken.
 */
export async function startShop(options: { port: number; writeKey?: string; host?: string }): Promise<Shop> {
	const { port, writeKey = '', host = '127.0.0.1' } = options;
	const files = await readFiles();
	const server = createServer((request, response) => respond(request, response, files, writeKey));
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, host, resolve);
	});
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('The shop listens on no port.');
	return {
		url: `http://${host}:${address.port}`,
		close: () =>
			new Promise((resolve, reject) => {
				server.close((error) => (error ? reject(error) : resolve()));
				server.closeAllConnections();
			}),
	};
}

function respond(
	request: IncomingMessage,
	response: ServerResponse,
	files: ReadonlyMap<string, ServedFile>,
	writeKey: string,
): void {
	response.setHeader('x-content-type-options', 'nosniff');
	response.setHeader('referrer-policy', 'strict-origin-when-cross-origin');
	if (request.method !== 'GET' && request.method !== 'HEAD') {
		response.writeHead(405, { allow: 'GET, HEAD', 'content-type': 'text/plain; charset=utf-8' });
		response.end('This shop is only read: use GET or HEAD.\n');
		return;
	}
	const [pathname = '/', query] = (request.url ?? '/').split('?', 2);
	if (pathname.length > 1 && pathname.endsWith('/')) {
		const there = `/${pathname.split('/').filter(Boolean).join('/')}`;
		response.writeHead(308, { location: query === undefined ? there : `${there}?${query}` }).end();
		return;
	}
	send(request, response, answerTo(pathname, query, files, writeKey));
}

function answerTo(
	pathname: string,
	query: string | undefined,
	files: ReadonlyMap<string, ServedFile>,
	writeKey: string,
): Answer {
	const file = files.get(pathname);
	// The style sheet's address carries its hash; the rest keeps its name, and is asked for again by its tag.
	const named = file !== undefined && query === bare(file.etag);
	if (file) return { ...file, status: 200, cacheControl: named ? immutable : 'no-cache' };
	const page = pageAt(pathname, query);
	const styleUrl = `/shop.css?${bare(files.get('/shop.css')?.etag ?? '')}`;
	const body = Buffer.from(layout(page, { writeKey, styleUrl }).text);
	const contentType = 'text/html; charset=utf-8';
	return { status: page.status, body, contentType, etag: etagOf(body), cacheControl: 'no-cache' };
}

function bare(etag: string): string {
	return etag.replaceAll('"', '');
}

const immutable = 'public, max-age=31536000, immutable';

function send(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
	response.setHeader('cache-control', answer.cacheControl);
	if (answer.status === 200) {
		response.setHeader('etag', answer.etag);
		if (isFresh(request.headers['if-none-match'], answer.etag)) {
			response.writeHead(304).end();
			return;
		}
	}
	response.writeHead(answer.status, { 'content-type': answer.contentType, 'content-length': answer.body.length });
	response.end(request.method === 'HEAD' ? undefined : answer.body);
}

/** RFC 9110, 13.1.2: the weak comparison, since a proxy that changes the page weakens its tag. */
function isFresh(header: string | undefined, etag: string): boolean {
	if (header === undefined) return false;
	const tags = header.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
	return tags.includes('*') || tags.includes(etag);
}
