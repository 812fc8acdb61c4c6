import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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
	/** How many ProfileShards its people are spread over. */
	readonly shards?: number;
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

/** Whether anybody may be in a data folder: the runtime has made its ProfileShards there. */
export function hasPeople(dataDir: string): boolean {
	return existsSync(path.join(dataDir, 'do'));
}

/** Only the owner may read it: it opens the workspace. Put in place whole: half a file would lose the secret for good. */
export function writeState(dataDir: string, state: State): void {
	const next = `${fileIn(dataDir)}.next`;
	writeFileSync(next, `${JSON.stringify(state, null, '\t')}\n`, { mode: 0o600, flush: true });
	renameSync(next, fileIn(dataDir));
}

/** What may stand in our folder though no start got as far as the state: half of it, and what `npm run dev` keeps. */
const besideState = ['state.json.next', 'dev'];

/** Begins anew: everything that was kept is gone. Refuses a folder that has other things in it than ours. */
export function forgetAll(dataDir: string): void {
	const kept = existsSync(dataDir) ? readdirSync(dataDir) : [];
	if (!kept.includes('state.json') && kept.some((name) => !besideState.includes(name))) {
		throw new Error(`${dataDir} is not a data folder of Edgewise (it has no state.json): it is left as it is.`);
	}
	rmSync(dataDir, { recursive: true, force: true });
}
