import { readFile } from 'node:fs/promises';

/** What `npm start` leaves for other scripts: where the Worker is, and the demonstration's keys and log-in. */
export interface State {
	readonly url?: string;
	readonly shopUrl?: string;
	readonly writeKey?: string;
	readonly secretKey?: string;
	readonly email?: string;
	readonly password?: string;
	/** How many ProfileShards there are. */
	readonly shards?: number;
}

const names = ['url', 'shopUrl', 'writeKey', 'secretKey', 'email', 'password'] as const;

/** Reads `.edgewise/state.json`; empty when there is none, or it is not what it should be. */
export async function readState(path: string): Promise<State> {
	try {
		const value: unknown = JSON.parse(await readFile(path, 'utf8'));
		const entries = Object.entries(typeof value === 'object' && value !== null ? value : {});
		const known = entries.filter(([name, text]) => names.some((n) => n === name) && typeof text === 'string');
		const shards = entries.filter(([name, count]) => name === 'shards' && typeof count === 'number');
		return Object.fromEntries([...known, ...shards]);
	} catch {
		return {};
	}
}
