import { Agent, request } from 'node:http';

export interface LoadResult {
	readonly calls: number;
	readonly seconds: number;
	readonly failures: number;
	/** Latencies in ms, sorted. */
	readonly latencies: readonly number[];
}

/** Posts bodies to an address on this machine, `clients` at a time, for a bounded time. */
export async function load(
	url: string,
	body: () => string,
	{ clients, seconds, headers = {} }: { clients: number; seconds: number; headers?: Record<string, string> },
): Promise<LoadResult> {
	const agent = new Agent({ keepAlive: true, maxSockets: clients });
	const latencies: number[] = [];
	let failures = 0;
	const begin = performance.now();
	const until = begin + seconds * 1000;
	const client = async () => {
		while (performance.now() < until) {
			const sent = performance.now();
			const status = await post(url, body(), agent, headers);
			latencies.push(performance.now() - sent);
			if (status !== 200) failures++;
		}
	};
	await Promise.all(Array.from({ length: clients }, client));
	const took = (performance.now() - begin) / 1000;
	agent.destroy();
	return { calls: latencies.length, seconds: took, failures, latencies: latencies.sort((a, b) => a - b) };
}

function post(url: string, body: string, agent: Agent, headers: Record<string, string>): Promise<number> {
	return new Promise((resolve, reject) => {
		const sent = request(
			url,
			{
				method: 'POST',
				agent,
				headers: { 'content-type': 'text/plain', 'content-length': Buffer.byteLength(body), ...headers },
			},
			(response) => {
				response.resume();
				response.on('end', () => resolve(response.statusCode ?? 0));
			},
		);
		sent.on('error', reject);
		sent.end(body);
	});
}

/** How fast this machine is just now: requests a second through the product's door, with nothing behind it. @param url of the product */
export async function nothingRate(url: string, clients: number, headers: Record<string, string>): Promise<number> {
	const target = `${url.replace('localhost', '127.0.0.1')}/v1/nothing`;
	const { calls, seconds } = await load(target, () => '', { clients, seconds: 2, headers });
	return calls / seconds;
}

/** The time to the first byte of a page's body, in ms. */
export function firstByte(
	url: string,
	host: string,
	agent: Agent,
	headers: Record<string, string> = {},
): Promise<number> {
	return new Promise((resolve, reject) => {
		const begin = performance.now();
		const sent = request(url, { agent, headers: { host, accept: 'text/html', ...headers } }, (response) => {
			response.once('data', () => {
				const took = performance.now() - begin;
				response.resume();
				response.on('end', () => resolve(took));
			});
		});
		sent.on('error', reject);
		sent.end();
	});
}

/** The value below which a share of sorted values lies. */
export function quantile(sorted: readonly number[], share: number): number {
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
