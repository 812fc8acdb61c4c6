import { createServer } from 'node:net';

/** The wanted port, or the next free one after it; 0 is any. */
export async function freePort(host: string, wanted: number): Promise<number> {
	for (let port = wanted; port < wanted + 50; port++) {
		const found = await tryPort(host, port);
		if (found !== null) return found;
	}
	throw new Error(`No free port from ${wanted} to ${wanted + 49}.`);
}

function tryPort(host: string, port: number): Promise<number | null> {
	return new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => resolve(null));
		server.listen(port, host, () => {
			const address = server.address();
			server.close(() => resolve(typeof address === 'object' && address ? address.port : port));
		});
	});
}
