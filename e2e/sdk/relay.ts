import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { connect } from 'node:net';

/** What goes wrong with the next event that is posted: an answer in the product's place, or the product's own getting lost. */
export type Fault =
	| { readonly status: number; readonly headers?: Record<string, string> }
	| { readonly lose: 'the answer' };

export interface Relayed {
	readonly method: string;
	readonly path: string;
	readonly headers: IncomingHttpHeaders;
	readonly body: Buffer;
	readonly status: number;
}

/** A line between a client and the product on which things can go wrong. What it does not break, it passes on as it is. */
export interface Relay {
	readonly url: string;
	readonly requests: readonly Relayed[];
	/** Of the next posts of events, in this order; then all is well again. */
	readonly faults: Fault[];
	/** Resolves once something that came made it true. */
	until(true_: () => boolean): Promise<void>;
	close(): Promise<void>;
}

export async function startRelay(productUrl: string): Promise<Relay> {
	const requests: Relayed[] = [];
	const faults: Fault[] = [];
	let waiting: (() => void)[] = [];
	const port = Number(new URL(productUrl).port);
	const server = createServer(async (incoming, response) => {
		const body = await bytesOf(incoming);
		const fault = incoming.method === 'POST' ? faults.shift() : undefined;
		const status = await answer(incoming, response, body, fault, port);
		const { method = '', url: path = '', headers } = incoming;
		requests.push({ method, path, headers, body, status });
		for (const wake of waiting) wake();
	});
	server.on('upgrade', (_, socket) => socket.destroy());
	await once(server.listen(0, '127.0.0.1'), 'listening');
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('not listening on a port');
	return {
		url: `http://127.0.0.1:${address.port}`,
		requests,
		faults,
		until(true_) {
			return new Promise((resolve) => {
				const look = () => {
					if (!true_()) return;
					waiting = waiting.filter((wake) => wake !== look);
					resolve();
				};
				waiting.push(look);
				look();
			});
		},
		async close() {
			server.closeAllConnections();
			await once(server.close(), 'close');
		},
	};
}

async function answer(
	incoming: IncomingMessage,
	response: ServerResponse,
	body: Buffer,
	fault: Fault | undefined,
	port: number,
): Promise<number> {
	const cors = {
		'access-control-allow-origin': incoming.headers.origin ?? '*',
		'access-control-expose-headers': 'retry-after',
	};
	if (fault && 'status' in fault) {
		response.writeHead(fault.status, { ...cors, ...fault.headers }).end('{}');
		return fault.status;
	}
	const passed = await pass(incoming, body, port);
	if (fault) {
		response.writeHead(500, cors).end('{}');
		return 500;
	}
	response.writeHead(passed.status, passed.headers).end(passed.body);
	return passed.status;
}

/** Host and all: the product answers as if it had been called itself. */
async function pass({ method, url, headers }: IncomingMessage, body: Buffer, port: number) {
	const onward = request({
		...{ host: '127.0.0.1', port, method, path: url, headers },
		createConnection: () => connect(port, '127.0.0.1'),
	});
	onward.end(body);
	const [response]: IncomingMessage[] = await once(onward, 'response');
	if (!response) throw new Error('the product did not answer');
	return { status: response.statusCode ?? 0, headers: response.headers, body: await bytesOf(response) };
}

async function bytesOf(stream: IncomingMessage): Promise<Buffer> {
	const chunks: Uint8Array[] = [];
	for await (const chunk of stream) chunks.push(chunk);
	return Buffer.concat(chunks);
}
