import { createServer, type IncomingMessage } from 'node:http';

export interface Recorded {
	readonly authorization: string;
	readonly contentType: string;
	readonly bytes: number;
	readonly batch: readonly { readonly messageId: string }[];
}

/** What to answer instead of counting: a status with headers and body, or `'reset'` to hang up. */
export type Trouble =
	| 'reset'
	| { readonly status: number; readonly headers?: Record<string, string>; readonly body?: unknown };

/**
 * An HTTP server that keeps what it is sent, knows events by messageId, and first makes the troubles that it is given.
 * `gate` is told how many requests are under way, and holds the answer back until it resolves.
 */
export async function startRecordingServer(
	troubles: Trouble[] = [],
	gate: (underWay: number) => Promise<void> = async () => {},
) {
	const requests: Recorded[] = [];
	const known = new Set<string>();
	const load = { now: 0, most: 0 };
	const server = createServer(async (request, response) => {
		load.now += 1;
		load.most = Math.max(load.most, load.now);
		response.once('close', () => {
			load.now -= 1;
		});
		const text = await readAll(request);
		await gate(load.now);
		const trouble = troubles.shift();
		if (trouble === 'reset') {
			request.socket.destroy();
			return;
		}
		if (trouble) {
			response.writeHead(trouble.status, trouble.headers).end(JSON.stringify(trouble.body ?? {}));
			return;
		}
		const { batch } = JSON.parse(text);
		const { authorization = '', 'content-type': contentType = '' } = request.headers;
		requests.push({ authorization, contentType, bytes: Buffer.byteLength(text), batch });
		const fresh = batch.filter(({ messageId }: { messageId: string }) => !known.has(messageId));
		for (const { messageId } of batch) known.add(messageId);
		const answer = {
			success: true,
			accepted: fresh.length,
			duplicates: batch.length - fresh.length,
			bots: 0,
			refused: [],
		};
		response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	const port = typeof address === 'object' ? address?.port : undefined;
	const close = () =>
		new Promise<void>((resolve) => {
			server.close(() => resolve());
			server.closeAllConnections();
		});
	return { url: `http://127.0.0.1:${port}`, requests, load, close };
}

async function readAll(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk);
	return Buffer.concat(chunks).toString('utf8');
}
