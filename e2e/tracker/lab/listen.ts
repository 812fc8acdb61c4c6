import { once } from 'node:events';
import type { IncomingMessage, Server } from 'node:http';

/** Starts a server on a free port of loopback; answers its origin. */
export async function listen(server: Server): Promise<string> {
	await once(server.listen(0, '127.0.0.1'), 'listening');
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('not listening on a port');
	return `http://127.0.0.1:${address.port}`;
}

/** Ends a server, and whoever is still connected. */
export async function stop(server: Server): Promise<void> {
	server.closeAllConnections();
	await once(server.close(), 'close');
}

/** A request's body. */
export async function bodyOf(request: IncomingMessage): Promise<Uint8Array> {
	const chunks: Uint8Array[] = [];
	for await (const chunk of request) chunks.push(chunk);
	return Buffer.concat(chunks);
}

/** The headers with which a page of another origin may send what it likes and read the answer. */
export function corsHeaders(request: IncomingMessage): Record<string, string> {
	return {
		'access-control-allow-origin': request.headers.origin ?? '*',
		'access-control-allow-credentials': 'true',
		'access-control-allow-methods': 'GET, POST, PUT, OPTIONS',
		'access-control-allow-headers': request.headers['access-control-request-headers'] ?? '*',
		'access-control-max-age': '600',
	};
}
