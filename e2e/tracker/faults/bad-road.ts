import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { type Bell, newBell } from '../lab/bell.ts';
import { bodyOf, corsHeaders, listen, stop } from '../lab/listen.ts';
import type { Fate } from './fate.ts';

/** A batch of events that came by. */
export interface Passage {
	/** The body as it came: text, JSON. */
	readonly body: string;
	readonly fate: Fate;
	/** What the edge answered, if it heard of it. */
	readonly status: number | null;
	/** The same answer's body. */
	readonly said: string;
	/** What the browser was answered, if the answer was not lost. */
	readonly answered: number | null;
}

/** A proxy in front of an edge, on which batches suffer what fate has for them, and everything else passes. */
export interface BadRoad {
	readonly url: string;
	readonly passages: readonly Passage[];
	/** Rings with each passage. */
	readonly bell: Bell;
	/** From now on everything passes, until told otherwise. */
	mend(): void;
	/** From now on every connection is cut, as when the network is gone; and back. */
	block(blocked: boolean): void;
	close(): Promise<void>;
}

interface Answer {
	readonly status: number;
	readonly headers: Record<string, string>;
	readonly body: Uint8Array;
}

/** Opens the road to an edge (`http://127.0.0.1:8787`, and the host that it goes by). `fate` is asked for each batch that comes. */
export async function openBadRoad(edge: { url: string; host: string }, fate: () => Fate): Promise<BadRoad> {
	const passages: Passage[] = [];
	const bell = newBell();
	let mended = false;
	let blocked = false;

	const pass = async (incoming: IncomingMessage, response: ServerResponse) => {
		const body = await bodyOf(incoming);
		const isBatch = incoming.method === 'POST' && incoming.url?.endsWith('/batch') === true;
		const drawn: Fate = isBatch && !mended ? fate() : { kind: 'pass' };
		const arrives = drawn.kind === 'answer' || drawn.kind === 'hang' ? drawn.arrives : drawn.kind !== 'lose';
		const answer = arrives ? await ask(edge, incoming, body) : null;
		const answered = await suffer(drawn, answer, incoming, response);
		if (isBatch) {
			const status = answer?.status ?? null;
			const said = Buffer.from(answer?.body ?? []).toString();
			passages.push({ body: Buffer.from(body).toString(), fate: drawn, status, said, answered });
			bell.ring();
		}
	};
	const server: Server = createServer((incoming, response) => {
		if (blocked) return void incoming.socket.destroy();
		// A browser that was killed leaves its requests half said.
		pass(incoming, response).catch(() => incoming.socket.destroy());
	});
	return {
		url: await listen(server),
		passages,
		bell,
		mend() {
			mended = true;
			blocked = false;
		},
		block(now) {
			blocked = now;
			if (now) server.closeAllConnections();
		},
		close: () => stop(server),
	};
}

/** Does to a response what fate has for it; answers the status that got through. */
async function suffer(
	fate: Fate,
	answer: Answer | null,
	incoming: IncomingMessage,
	response: ServerResponse,
): Promise<number | null> {
	switch (fate.kind) {
		case 'pass':
			if (answer === null) return null;
			response.writeHead(answer.status, answer.headers).end(answer.body);
			return answer.status;
		case 'lose':
		case 'lose-answer':
			incoming.socket.destroy();
			return null;
		case 'cut-answer':
			if (answer === null) return null;
			response.writeHead(answer.status, { ...answer.headers, 'content-length': '5000' });
			response.write(answer.body, () => incoming.socket.destroy());
			return answer.status;
		case 'answer': {
			const retryAfter = fate.retryAfter === undefined ? {} : { 'retry-after': fate.retryAfter };
			response.writeHead(fate.status, { ...corsHeaders(incoming), ...exposed, ...retryAfter }).end('{}');
			return fate.status;
		}
		case 'hang':
			await goneOrAfter(incoming, fate.forMs);
			incoming.socket.destroy();
			return null;
	}
}

/** Else a page of another origin may not read it. */
const exposed = { 'access-control-expose-headers': 'retry-after' };

function goneOrAfter({ socket }: IncomingMessage, ms: number): Promise<void> {
	return new Promise((resolve) => {
		const timer = setTimeout(resolve, ms);
		socket.once('close', () => {
			clearTimeout(timer);
			resolve();
		});
	});
}

/** Hands a request on as it came, but for the host. */
function ask(edge: { url: string; host: string }, incoming: IncomingMessage, body: Uint8Array): Promise<Answer> {
	const { connection: _, 'transfer-encoding': __, ...headers } = incoming.headers;
	return new Promise((resolve, reject) => {
		const sent = request(
			`${edge.url}${incoming.url}`,
			{ method: incoming.method, headers: { ...headers, host: edge.host, 'content-length': body.byteLength } },
			async (response) => {
				const answer = await bodyOf(response);
				resolve({ status: response.statusCode ?? 0, headers: plain(response.headers), body: answer });
			},
		);
		sent.on('error', reject);
		sent.end(body);
	});
}

function plain(headers: IncomingMessage['headers']): Record<string, string> {
	const kept = Object.entries(headers).filter(
		([name]) => !/^(connection|transfer-encoding|content-length|keep-alive)$/.test(name),
	);
	return Object.fromEntries(kept.map(([name, value]) => [name, String(value)]));
}
