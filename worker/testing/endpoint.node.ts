import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A call as an endpoint got it. */
export interface Heard {
	readonly path: string;
	readonly headers: Readonly<Record<string, string | string[] | undefined>>;
	readonly body: string;
}

export interface RunningEndpoint {
	readonly url: string;
	stop(): Promise<void>;
}

/**
 * An owner's endpoint, on loopback. What it does is the first part of the path, and whoever calls `/heard` gets the calls of the
 * second part: `/answer/<name>`, `/hang/<name>`. `POST /say/<name>` sets what `/answer/<name>` answers, and
 * `/wait/<name>`, which waits for it.
 */
export async function startEndpoint(): Promise<RunningEndpoint> {
	const heard: Heard[] = [];
	const said = new Map<string, { status: number; body: string; headers: Record<string, string> }>();
	const waiting = new Map<string, ServerResponse[]>();
	const server = createServer(async (request, response) => {
		const [, what = '', name = ''] = (request.url ?? '').split('/');
		const body = await textOf(request);
		if (what === 'heard')
			return answer(response, 200, JSON.stringify(heard.filter(({ path }) => path.split('/')[2] === name)));
		if (what === 'say') {
			const now = { status: 200, headers: {}, ...JSON.parse(body) };
			said.set(name, now);
			for (const one of waiting.get(name) ?? []) answer(one, now.status, now.body, now.headers);
			waiting.delete(name);
			return answer(response, 204, '');
		}
		heard.push({ path: request.url ?? '', headers: request.headers, body });
		if (what === 'hang') return;
		if (what === 'wait' && !said.has(name)) {
			waiting.set(name, [...(waiting.get(name) ?? []), response]);
			return;
		}
		if (what === 'half') return void response.writeHead(200, { 'content-length': '1000' }).write('{"a":');
		if (what === 'hangup') return void request.socket.destroy();
		if (what === 'huge') return huge(response);
		if (what === 'redirect') return answer(response, 302, '', { location: 'http://169.254.169.254/latest/meta-data/' });
		const now = said.get(name) ?? { status: 200, body: '{}', headers: {} };
		answer(response, now.status, now.body, now.headers);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port }: AddressInfo = addressOf(server.address());
	return {
		url: `http://127.0.0.1:${port}`,
		stop: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

function addressOf(address: string | AddressInfo | null): AddressInfo {
	if (address === null || typeof address === 'string') throw new Error('the endpoint has no port');
	return address;
}

async function textOf(request: IncomingMessage): Promise<string> {
	let text = '';
	for await (const part of request.setEncoding('utf8')) text += part;
	return text;
}

function answer(response: ServerResponse, status: number, body: string, headers: Record<string, string> = {}): void {
	response.writeHead(status, headers).end(body);
}

/** Ten megabytes, as fast as they are taken. */
function huge(response: ServerResponse): void {
	const part = `{"a":"${'x'.repeat(1024 * 1024)}"}`;
	response.writeHead(200);
	let parts = 0;
	const write = (): void => {
		while (parts++ < 10) if (!response.write(part)) return void response.once('drain', write);
		response.end();
	};
	write();
}
