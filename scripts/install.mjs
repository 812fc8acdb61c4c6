// Plain JavaScript for the machine's own Node: it runs before anything is installed.
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const stamp = path.join(root, 'node_modules', '.edgewise-lock');

/** Installs what package-lock.json names, unless exactly that stands already. */
export function installOnce() {
	const lock = createHash('sha256')
		.update(readFileSync(path.join(root, 'package-lock.json')))
		.digest('hex');
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
	console.log('Installing dependencies (about a minute the first time) …');
	const npm = process.env.npm_execpath;
	const [command, args] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
	// The machine's Node may be older than some packages ask for; they run on the one that is installed here. Not `npm ci`:
	// it refuses a lock file that was written where the builds for other platforms are not to be had.
	execFileSync(command, [...args, 'install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], {
		cwd: root,
		stdio: 'inherit',
	});
	writeFileSync(stamp, lock);
}

/** Runs a TypeScript file on the installed Node, passes signals on to it, and ends with its exit code. */
export function runOnInstalledNode(file, args) {
	const bin = path.join(root, 'node_modules', '.bin');
	const node = path.join(bin, process.platform === 'win32' ? 'node.cmd' : 'node');
	const env = { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}` };
	const child = spawn(node, ['--disable-warning=ExperimentalWarning', path.join(root, file), ...args], {
		cwd: root,
		env,
		stdio: 'inherit',
	});
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
	child.on('exit', (code) => process.exit(code ?? 1));
}
