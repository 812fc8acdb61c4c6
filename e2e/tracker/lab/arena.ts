import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { newBell } from './bell.ts';
import type { Contestant } from './contestant.ts';
import { bodyOf, corsHeaders, listen, stop } from './listen.ts';
import { pageOf } from './pages.ts';
import { readable } from './readable.ts';

/** A request to the collector that may carry events, and how it was answered. */
export interface Heard {
	readonly method: string;
	readonly path: string;
	/** Everything that it says, unwrapped. */
	readonly text: string;
	readonly status: number;
}

/** How a request that says `text` is answered: with a status, or not at all. */
export type Rule = (text: string) => number | 'cut' | Promise<number | 'cut'>;

/** A site whose pages carry one tracker, and on another port the collector that this tracker sends to. */
export interface Arena {
	readonly site: string;
	readonly heard: readonly Heard[];
	/** All requests, with preflights and scripts, in the order they came: `site GET /page`, `collector POST /v1/batch`. */
	readonly log: readonly string[];
	/** As a network that is gone: every connection is cut. */
	down(): void;
	up(): void;
	/** From now on this says how the collector answers what it hears. 200 unless told otherwise. */
	answerBy(rule: Rule): void;
	/** Lets the page that renders another ahead go there. */
	activate(): void;
	/** How many requests with that name in them were answered with 200. */
	accepted(name: string): number;
	/** How many page views were answered with 200. */
	pageViews(): number;
	until(condition: () => boolean, withinMs: number): Promise<boolean>;
	/** True once no request has come for `forMs`. */
	rest(forMs: number, withinMs: number): Promise<boolean>;
	close(): Promise<void>;
}

type Answer = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void>;

/** Opens both on loopback for a contestant. `/page` has the tracker, `/away` has not, `/ahead` prerenders `/page`. */
export async function openArena(contestant: Contestant): Promise<Arena> {
	const heard: Heard[] = [];
	const log: string[] = [];
	const bell = newBell();
	const activation = Promise.withResolvers<void>();
	let isDown = false;
	let rule: Rule = () => 200;

	const collect: Answer = async (request, response, url) => {
		const headers = corsHeaders(request);
		if (request.method === 'OPTIONS') return void response.writeHead(204, headers).end();
		const script = contestant.script(url.pathname);
		if (script !== null)
			return void response.writeHead(200, { ...headers, 'content-type': 'text/javascript' }).end(script);
		const text = readable(url.search.slice(1), await bodyOf(request));
		const status = await rule(text);
		if (status === 'cut') return void request.socket.destroy();
		heard.push({ method: request.method ?? '', path: url.pathname, text, status });
		const answer = status === 200 ? (contestant.answer?.(url.pathname) ?? {}) : {};
		response.writeHead(status, { ...headers, 'content-type': 'application/json' }).end(JSON.stringify(answer));
	};
	const show: Answer = async (_, response, { pathname }) => {
		if (pathname === '/go') return void activation.promise.then(() => response.end());
		const html = pageOf(pathname, contestant.head(collectorUrl));
		response.writeHead(html === null ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' }).end(html ?? '');
	};
	const serve = (name: string, answer: Answer) =>
		createServer((request, response) => {
			if (isDown) return void request.socket.destroy();
			const url = new URL(request.url ?? '/', 'http://arena');
			log.push(`${name} ${request.method} ${url.pathname}`);
			answer(request, response, url)
				.catch((error: unknown) => response.writeHead(500).end(String(error)))
				.finally(bell.ring);
		});
	const collector = serve('collector', collect);
	const site = serve('site', show);
	const collectorUrl = await listen(collector);
	const siteUrl = await listen(site);
	const texts = () => heard.filter(({ status }) => status === 200).map(({ text }) => text);

	return {
		site: siteUrl,
		heard,
		log,
		down() {
			isDown = true;
			site.closeAllConnections();
			collector.closeAllConnections();
		},
		up() {
			isDown = false;
		},
		answerBy(next) {
			rule = next;
		},
		activate: activation.resolve,
		accepted: (name) => texts().filter((text) => text.includes(name)).length,
		pageViews: () => texts().reduce((sum, text) => sum + (text.match(contestant.pageView)?.length ?? 0), 0),
		until: bell.until,
		rest: bell.rest,
		async close() {
			await Promise.all([stop(site), stop(collector)]);
		},
	};
}
