import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import { root, toolEnvironment } from '../../scripts/run-command.ts';

const folder = path.join(root, 'bench/peers');
const built = path.join(root, 'dist/peers');

/** Peers that ship modules only: what a site that bundles them sends to its visitors, with the few calls that it makes. */
const bundled = ['plausible', 'rudderstack', 'rudderstack-core', 'openpanel', 'snowplow', 'selectors'];

/** Where a peer's package lies. */
export function peerFile(name: string): string {
	return path.join(folder, 'node_modules', name);
}

/** The text of a peer's bundle that `installPeers` made. */
export function builtPeer(name: string): string {
	return readFileSync(path.join(built, `${name}.js`), 'utf8');
}

/** Installs the peers, apart from the product, and bundles those that ship modules; nothing when both are done. */
export async function installPeers(): Promise<void> {
	const lock = createHash('sha256')
		.update(readFileSync(path.join(folder, 'package-lock.json')))
		.digest('hex');
	const stamp = path.join(built, '.installed');
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock && existsSync(peerFile(''))) return;
	console.log('\nInstalling the peers into bench/peers (150 MB, about half a minute) …');
	await npmInstall();
	mkdirSync(built, { recursive: true });
	for (const name of bundled) await bundle(name);
	writeFileSync(stamp, lock);
}

function npmInstall(): Promise<void> {
	// Nothing of theirs runs on this machine but in the browser.
	const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
	return new Promise((resolve, reject) => {
		const child = spawn('npm', args, { cwd: folder, env: toolEnvironment, stdio: 'inherit' });
		child.once('error', reject);
		child.once('exit', (code) =>
			code === 0 ? resolve() : reject(new Error(`npm ci in bench/peers ended with ${code}`)),
		);
	});
}

async function bundle(name: string): Promise<void> {
	await build({
		configFile: false,
		publicDir: false,
		root: folder,
		logLevel: 'error',
		// Their code asks for it, and only there.
		define: { 'process.env.NODE_ENV': '"production"' },
		build: {
			outDir: built,
			emptyOutDir: false,
			target: 'es2020',
			minify: true,
			// Session replay, which only those load who ask for it.
			rolldownOptions: { external: /\/replay-/ },
			lib: { entry: `entries/${name}.js`, formats: ['iife'], fileName: () => `${name}.js`, name: 'peer' },
		},
	});
}
