import { type ChildProcess, spawn } from 'node:child_process';

/** A browser's process group, and the address that it says it can be steered at. */
export interface BrowserProcess {
	readonly endpoint: string;
	/** Resolves when it has ended. */
	ended(): Promise<void>;
	/** Ends it and its children at once. */
	kill(): Promise<void>;
}

/**
 * Runs a browser, and kills all that belongs to it when fd 3 ends, which is when we do: also in ways that let us do
 * nothing about it any more.
 */
const guarded = '{ read -r _ <&3; kill -9 0; } & "$@" 3<&-; status=$?; kill $!; exit $status';

/** Starts a browser; resolves when it has printed the address, which `announces` captures. */
export async function startBrowser(
	command: string,
	args: readonly string[],
	announces: RegExp,
): Promise<BrowserProcess> {
	// A process group of its own: a kill takes renderers and network process with it.
	const child = spawn('/bin/sh', ['-c', guarded, 'sh', command, ...args], {
		stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
		detached: true,
	});
	const endpoint = await endpointOf(child, announces);
	const ended = (): Promise<void> =>
		hasEnded(child) ? Promise.resolve() : new Promise((resolve) => child.once('exit', () => resolve()));
	return {
		endpoint,
		ended,
		kill() {
			const end = ended();
			killGroup(child);
			return end;
		},
	};
}

function endpointOf(child: ChildProcess, announces: RegExp): Promise<string> {
	return new Promise((resolve, reject) => {
		let said = '';
		child.stderr?.on('data', (chunk: Buffer) => {
			said += chunk.toString();
			const endpoint = announces.exec(said)?.[1];
			if (endpoint !== undefined) resolve(endpoint);
		});
		child.once('error', reject);
		child.once('exit', (code) => reject(new Error(`the browser ended with ${code} before it was up:\n${said}`)));
	});
}

function killGroup(child: ChildProcess): void {
	if (child.pid !== undefined && !hasEnded(child)) process.kill(-child.pid, 'SIGKILL');
}

function hasEnded(child: ChildProcess): boolean {
	return child.exitCode !== null || child.signalCode !== null;
}
