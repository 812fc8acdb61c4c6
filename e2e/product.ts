import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root, toolEnvironment } from '../scripts/run-command.ts';
import type { State } from '../scripts/start/state.ts';

/** What tests know of a running product. Plain data, so that vitest can hand it to them. */
export interface Product {
	readonly url: string;
	readonly shopUrl: string;
	readonly email: string;
	readonly password: string;
	readonly writeKey: string;
	readonly secretKey: string;
	readonly dataDir: string;
	/** How many ProfileShards there are: ids carry a number below it. */
	readonly shards: number;
}

export interface RunningProduct extends Product {
	readonly pid: number;
	/** What it has printed so far. */
	output(): string;
	/** Ends it as Ctrl+C does. */
	stop(): Promise<void>;
	/** Ends it, and the runtime under it, in the middle of whatever it does. */
	kill(): Promise<void>;
}

/** Starts the product as `npm start` does, on a free port, with its data in a folder; resolves when it serves. */
export async function startProduct(dataDir: string, args: readonly string[] = []): Promise<RunningProduct> {
	const child = spawn(
		'node',
		[path.join(root, 'scripts/start/main.ts'), '--port', '0', '--data', dataDir, ...args],
		// A process group of its own: a kill takes the runtime with it.
		{ cwd: root, env: toolEnvironment, stdio: ['ignore', 'pipe', 'pipe'], detached: true },
	);
	let output = '';
	const ready = new Promise<void>((resolve, reject) => {
		const hear = (chunk: Buffer) => {
			output += chunk.toString();
			if (output.includes('Ctrl+C')) resolve();
		};
		child.stdout.on('data', hear);
		child.stderr.on('data', hear);
		child.on('exit', (code) => reject(new Error(`the product ended with ${code}:\n${output}`)));
	});
	await ready;
	const state: State = JSON.parse(readFileSync(path.join(dataDir, 'state.json'), 'utf8'));
	return {
		url: state.url ?? '',
		shopUrl: state.shopUrl ?? '',
		email: state.email,
		password: state.password,
		writeKey: state.writeKey ?? '',
		secretKey: state.secretKey ?? '',
		dataDir,
		shards: state.shards ?? 0,
		pid: child.pid ?? 0,
		output: () => output,
		stop: () => end(child, 'SIGTERM', child.pid ?? 0),
		kill: () => end(child, 'SIGKILL', -(child.pid ?? 0)),
	};
}

function end(child: ChildProcess, signal: NodeJS.Signals, pid: number): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
	const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	process.kill(pid, signal);
	return gone;
}
