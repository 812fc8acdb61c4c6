import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What one machine's workspace keeps beside its data: its secret, and how to reach and enter it. */
export interface State {
	readonly secret: string;
	readonly email: string;
	readonly password: string;
	/** Where it ran last. */
	readonly url?: string;
	readonly shopUrl?: string;
	readonly writeKey?: string;
	readonly secretKey?: string;
	readonly shopPort?: number;
}

function fileIn(dataDir: string): string {
	return path.join(dataDir, 'state.json');
}

/** The state of a data folder; made, with a new secret and password, when there is none. */
export function readState(dataDir: string): State {
	mkdirSync(dataDir, { recursive: true });
	if (existsSync(fileIn(dataDir))) return JSON.parse(readFileSync(fileIn(dataDir), 'utf8'));
	const state: State = {
		secret: randomBytes(32).toString('base64url'),
		email: 'demo@edgewise.test',
		password: randomBytes(9).toString('base64url'),
	};
	writeState(dataDir, state);
	return state;
}

/** Only the owner may read it: it opens the workspace. */
export function writeState(dataDir: string, state: State): void {
	writeFileSync(fileIn(dataDir), `${JSON.stringify(state, null, '\t')}\n`, { mode: 0o600 });
}

/** Begins anew: everything that was kept is gone. */
export function forgetAll(dataDir: string): void {
	rmSync(dataDir, { recursive: true, force: true });
}
