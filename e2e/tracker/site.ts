import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

/** An event as it came over the wire. */
export interface SeenEvent {
	readonly messageId: string;
	readonly type: string;
	readonly event?: string;
	readonly anonymousId: string;
	readonly userId?: string;
	readonly properties: Record<string, unknown>;
	readonly context: Record<string, Record<string, unknown>>;
}

/** A request to `/_ew/v1/batch` or `/_ew/v1/link`, and how it was answered. */
export interface SeenRequest {
	readonly path: string;
	readonly method: string;
	readonly contentType: string | undefined;
	readonly body: { batch?: SeenEvent[]; sentAt?: string; [key: string]: unknown };
	readonly status: number;
}

/** A site, and on another port an edge that serves the built tag and keeps what is posted. */
export interface Site {
	readonly url: string;
	readonly edge: string;
	readonly requests: readonly SeenRequest[];
	/** Statuses of the next answers to batches, before all is well again. */
	readonly faults: number[];
	/** What a question about a link is answered in the edge's place, by something between; empty: nothing stands there. */
	readonly between: { text: string };
	/** What a batch that asks for decisions is answered, by the URL's path. */
	readonly decisions: Map<string, unknown>;
	/** How its pages are served, unless a test says otherwise: with no more attributes on the tag, no more headers, and found. */
	readonly pages: { attributes: string; headers: Readonly<Record<string, string>>; status: number };
	/** What the edge writes into the tag: shard, the visitor's id, other hosts. */
	readonly tagValues: [shard: string, id: string, links: string];
	/** The events of batches answered with 200, once each. */
	events(): SeenEvent[];
	/** Resolves once something that came made it true. */
	until(true_: () => boolean): Promise<void>;
	close(): Promise<void>;
}

const here = import.meta.dirname;
const built = path.join(here, '../../dist/assets/_ew');
/** What keeps calls until the tag is there, as the documentation has it for people to copy. */
const stub = /<script>window\.edgewise.*<\/script>/.exec(
	readFileSync(path.join(here, '../../docs/tracker.md'), 'utf8'),
);

/**
 * Starts both on loopback. As the real edge, it writes a shard (enam03), the visitor's id and the site's other hosts into the tag. `/name?…` is `pages/name.html`, with
 * `{{edge}}`, `{{stub}}` and `data-attributes` in it replaced; what else the site is asked for it does not have.
 */
export async function startSite(): Promise<Site> {
	const requests: SeenRequest[] = [];
	const faults: number[] = [];
	const decisions = new Map<string, unknown>();
	const pages: Site['pages'] = { attributes: '', headers: {}, status: 200 };
	const between = { text: '' };
	const tagValues: Site['tagValues'] = ['enam03', '', ''];
	let waiting: (() => void)[] = [];
	let edge = '';
	const answer = async (request: IncomingMessage, response: ServerResponse) => {
		const { pathname } = new URL(request.url ?? '/', 'http://site');
		response.setHeader('Access-Control-Allow-Origin', '*');
		if (pathname.startsWith('/_ew/v1/')) {
			const body = JSON.parse(await text(request));
			const isBatch = pathname.endsWith('/batch');
			const asked = typeof body.decide === 'string' ? decisions.get(new URL(body.decide).pathname) : {};
			const status = (isBatch && faults.shift()) || 200;
			const contentType = request.headers['content-type'];
			requests.push({ path: pathname, method: request.method ?? '', contentType, body, status });
			const decided = isBatch ? { success: status === 200, ...Object(asked) } : links(body);
			const said = (!isBatch && between.text) || JSON.stringify(decided ?? {});
			response.writeHead(status, { 'Content-Type': 'application/json' }).end(said);
			for (const wake of waiting) wake();
			return;
		}
		if (pathname.startsWith('/_ew/')) {
			response.setHeader('Content-Type', 'text/javascript');
			const script = readFileSync(path.join(built, path.basename(pathname)), 'utf8');
			return void response.end(script.replace('__EW__', tagValues.join(' ')));
		}
		const html = readFileSync(path.join(here, 'pages', `${path.basename(pathname)}.html`), 'utf8');
		response.writeHead(pages.status, { 'Content-Type': 'text/html; charset=utf-8', ...pages.headers });
		const values: Record<string, string> = { edge, stub: stub?.[0] ?? '' };
		const filled = html.replace(/\{\{(\w+)\}\}/g, (_, name) => values[name] ?? '');
		response.end(filled.replace('data-attributes', pages.attributes));
	};
	const handle = (request: IncomingMessage, response: ServerResponse) => {
		answer(request, response).catch(() => response.writeHead(404).end());
	};
	const servers = [createServer(handle), createServer(handle)];
	const [url = '', edgeUrl = ''] = await Promise.all(servers.map(listen));
	edge = edgeUrl;
	return {
		url,
		edge,
		requests,
		faults,
		decisions,
		between,
		pages,
		tagValues,
		events: () => delivered(requests),
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
			for (const server of servers) server.closeAllConnections();
			await Promise.all(servers.map((server) => once(server.close(), 'close')));
		},
	};
}

/** As the real edge but for the signature: a token is the id that it was asked for. */
function links({ id, token }: SeenRequest['body']): object {
	if (typeof id === 'string') return { token: `t.${id}` };
	return typeof token === 'string' && token.startsWith('t.') ? { id: token.slice(2) } : {};
}

/** As the real server, counts what came twice once. */
function delivered(requests: readonly SeenRequest[]): SeenEvent[] {
	const events = new Map<string, SeenEvent>();
	for (const { status, body } of requests) {
		if (status !== 200) continue;
		for (const event of body.batch ?? []) events.set(event.messageId, event);
	}
	return [...events.values()];
}

async function listen(server: Server): Promise<string> {
	await once(server.listen(0, '127.0.0.1'), 'listening');
	const address: string | AddressInfo | null = server.address();
	if (address === null || typeof address === 'string') throw new Error('not listening on a port');
	return `http://127.0.0.1:${address.port}`;
}

async function text(request: IncomingMessage): Promise<string> {
	const chunks: Uint8Array[] = [];
	for await (const chunk of request) chunks.push(chunk);
	return Buffer.concat(chunks).toString('utf8');
}
