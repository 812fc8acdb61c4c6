import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const bin = path.join(root, 'node_modules', '.bin');

/** The environment in which the installed tools find each other. */
export const toolEnvironment: NodeJS.ProcessEnv = {
	...process.env,
	PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}`,
	WRANGLER_SEND_METRICS: 'false',
	NO_UPDATE_NOTIFIER: '1',
};

export interface Finished {
	readonly code: number;
	readonly output: string;
}

/** Runs an installed tool to its end. `show` passes its output on; else it is collected. */
export function runTool(name: string, args: readonly string[], { show = false } = {}): Promise<Finished> {
	return new Promise((resolve, reject) => {
		const child = spawn(path.join(bin, name), args, {
			cwd: root,
			env: toolEnvironment,
			stdio: show ? 'inherit' : ['ignore', 'pipe', 'pipe'],
		});
		let output = '';
		child.stdout?.on('data', (chunk) => {
			output += chunk;
		});
		child.stderr?.on('data', (chunk) => {
			output += chunk;
		});
		child.on('error', reject);
		child.on('close', (code) => resolve({ code: code ?? 1, output }));
	});
}

/** Runs an installed tool and fails, with what it printed, when it does. */
export async function needTool(name: string, args: readonly string[]): Promise<void> {
	const { code, output } = await runTool(name, args);
	if (code !== 0) throw new Error(`${name} ${args.join(' ')} failed:\n${output}`);
}
