/** Builds the npm package @edgewise/tracker into dist/tracker-package: `node scripts/build-tracker-package.ts`. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'vite';
import { needTool, root } from './run-command.ts';

const output = path.join(root, 'dist/tracker-package');
/** The declarations that `index.d.ts` reaches. */
const declarations = ['index.d.ts', 'types.d.ts'];

/** An ES module with its types, readme, licence and manifest, ready to be packed or published. Answers the directory. */
export async function buildTrackerPackage(): Promise<string> {
	await build({
		configFile: false,
		publicDir: false,
		logLevel: 'warn',
		build: {
			outDir: output,
			emptyOutDir: true,
			target: 'es2022',
			minify: false,
			lib: { entry: path.join(root, 'tracker/index.ts'), formats: ['es'], fileName: () => 'index.js' },
		},
	});
	await writeTypes();
	await cp(path.join(root, 'LICENSE'), path.join(output, 'LICENSE'));
	await cp(path.join(root, 'tracker/package/README.md'), path.join(output, 'README.md'));
	await writeFile(path.join(output, 'package.json'), `${JSON.stringify(await manifest(), null, '\t')}\n`);
	return output;
}

async function writeTypes(): Promise<void> {
	const emitted = await mkdtemp(path.join(tmpdir(), 'edgewise-types-'));
	await needTool('tsc', ['-p', 'tracker/tsconfig.package.json', '--outDir', emitted]);
	for (const name of declarations) {
		const text = await readFile(path.join(emitted, 'tracker', name), 'utf8');
		// The compiler leaves the names of our sources in them, which are not in the package.
		await writeFile(path.join(output, name), text.replace(/(from '\.\/\w+)\.ts'/g, `$1.js'`));
	}
	await rm(emitted, { recursive: true });
}

async function manifest(): Promise<object> {
	const { version, license } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
	return {
		name: '@edgewise/tracker',
		version,
		license,
		description: 'The tag of Edgewise for sites that bundle it themselves.',
		type: 'module',
		sideEffects: false,
		exports: { '.': { types: './index.d.ts', default: './index.js' } },
		files: ['index.js', ...declarations],
	};
}

if (import.meta.main) console.log(`The package is in ${await buildTrackerPackage()}`);
