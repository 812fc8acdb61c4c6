import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { needTool, root } from './run-command.ts';

interface Part {
	readonly name: string;
	/** What it is built from: it is built again only when one of these changed. */
	readonly from: readonly string[];
	readonly output: string;
	readonly commands: readonly (readonly string[])[];
}

/** The built parts. The Worker is bundled by wrangler, exactly as it is deployed. */
export const parts: readonly Part[] = [
	{
		name: 'tracker',
		from: ['tracker', 'core'],
		output: 'dist/assets/_ew/ew.js',
		commands: [['vite', 'build', '-c', 'tracker/vite.config.ts', '--logLevel', 'warn']],
	},
	{
		name: 'tracker-package',
		from: ['tracker', 'core', 'package.json', 'LICENSE'],
		output: 'dist/tracker-package/package.json',
		commands: [['node', 'scripts/build-tracker-package.ts']],
	},
	{
		name: 'dashboard',
		from: ['dashboard', 'core'],
		output: 'dist/assets/index.html',
		commands: [['vite', 'build', '-c', 'dashboard/vite.config.ts', '--logLevel', 'warn']],
	},
	{
		name: 'extension',
		from: ['extension', 'tracker/apply', 'tracker/attempt.ts', 'core'],
		output: 'dist/extension/manifest.json',
		commands: [['node', 'scripts/build-extension.ts']],
	},
	{
		name: 'worker',
		from: ['worker', 'core', 'wrangler.toml'],
		output: 'dist/worker/index.js',
		commands: [['wrangler', 'deploy', '--dry-run', '--outdir', 'dist/worker']],
	},
];

/** Builds the parts whose sources changed, side by side. `say` hears of each that is done. */
export async function build(
	say: (line: string) => void,
	only: readonly string[] = parts.map(({ name }) => name),
): Promise<void> {
	const wanted = parts.filter(({ name }) => only.includes(name));
	// The Worker's bundle step reads the assets folder, so it has to be there.
	mkdirSync(path.join(root, 'dist/assets'), { recursive: true });
	await Promise.all(wanted.map((part) => buildPart(part, say)));
}

async function buildPart(part: Part, say: (line: string) => void): Promise<void> {
	const stamp = path.join(root, 'dist', `.built-${part.name}`);
	const state = fingerprint([...part.from, 'package-lock.json']);
	const fresh = existsSync(path.join(root, part.output)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === state;
	if (fresh) return;
	const beganMs = Date.now();
	for (const [name = '', ...args] of part.commands) await needTool(name, args);
	writeFileSync(stamp, state);
	say(`built ${part.name} in ${((Date.now() - beganMs) / 1000).toFixed(1)} s`);
}

/** Changes when a source file does: names, sizes and times of writing. */
function fingerprint(from: readonly string[]): string {
	const hash = createHash('sha256');
	for (const file of from.flatMap((entry) => filesUnder(path.join(root, entry)))) {
		const { size, mtimeMs } = statSync(file);
		hash.update(`${file} ${size} ${mtimeMs}\n`);
	}
	return hash.digest('hex');
}

function filesUnder(entry: string): string[] {
	if (!existsSync(entry)) return [];
	if (!statSync(entry).isDirectory()) return [entry];
	return readdirSync(entry, { recursive: true, withFileTypes: true })
		.filter((one) => one.isFile() && !/\.test\.tsx?$/.test(one.name))
		.map((one) => path.join(one.parentPath, one.name))
		.sort();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	const only = process.argv.slice(2);
	await build((line) => console.log(line), only.length > 0 ? only : undefined);
}
