import { Agent, request } from 'node:http';

/** What the shop answered. */
export interface ShopAnswer {
	readonly status: number;
	readonly headers: Readonly<Record<string, string | string[] | undefined>>;
	readonly body: string;
}

/** Asks a shop at `*.localhost`, which Node does not resolve: so its host is said apart. */
export class Shop {
	readonly #url: URL;
	readonly #agent = new Agent({ keepAlive: true });

	constructor(url: string) {
		this.#url = new URL(url);
	}

	ask(path: string, headers: Readonly<Record<string, string>>, body?: string): Promise<ShopAnswer> {
		const { host, hostname, port } = this.#url;
		const isLocal = hostname.endsWith('.localhost');
		return new Promise((resolve, reject) => {
			const asked = request(
				{
					...{ host: isLocal ? '127.0.0.1' : hostname, port, path, agent: this.#agent },
					method: body === undefined ? 'GET' : 'POST',
					headers: { ...headers, host, ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }) },
				},
				(response) => {
					let text = '';
					response.setEncoding('utf8').on('data', (chunk: string) => {
						text += chunk;
					});
					response.on('end', () =>
						resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
					);
					response.on('error', reject);
				},
			);
			asked.on('error', reject).end(body);
		});
	}

	close(): void {
		this.#agent.destroy();
	}
}
