import { fileURLToPath } from 'node:url';
import { minify } from 'terser';
import { build, defineConfig, type Plugin } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * Vite's own minifier is faster and leaves a tenth more. `unsafe` is safe here: nobody replaces the built-in objects of our
 * own code's realm but pages that break themselves.
 */
const small: Plugin = {
	name: 'edgewise-small',
	enforce: 'post',
	async generateBundle({ format }, bundle) {
		const module = format === 'es';
		const compress = { passes: 5, unsafe: true, unsafe_arrows: true, pure_getters: true, keep_fargs: false };
		const options = {
			...compress,
			hoist_funs: true,
			toplevel: true,
			module: true,
			ecma: 2020 as const,
		};
		for (const chunk of Object.values(bundle)) {
			if (chunk.type !== 'chunk') continue;
			// What the first round has moved together, the second makes shorter.
			for (let round = 0; round < 2; round++) {
				const { code = '' } = await minify(chunk.code, { module, toplevel: true, ecma: 2020, compress: options });
				chunk.code = code;
			}
		}
	},
};

/**
 * Three files: `ew.js`, a plain script, and the modules `edits.js`, which the first imports when needed, and `later.js`, which the
 * second does. What `later.js` takes from `edits.js` it takes by full names, so that it also fits one that a browser has kept since before
 * an update, or does not load.
 */
function options(entry: string, format: 'iife' | 'es', fileName: string) {
	return {
		configFile: false as const,
		publicDir: false as const,
		logLevel: 'warn' as const,
		plugins: [small],
		build: {
			outDir: here('../dist/assets/_ew'),
			emptyOutDir: false,
			target: 'es2022',
			minify: false,
			modulePreload: false as const,
			rolldownOptions: {
				checks: { pluginTimings: false },
				preserveEntrySignatures: 'allow-extension' as const,
				output: { chunkFileNames: '[name].js', minifyInternalExports: false },
			},
			lib: { entry: here(entry), formats: [format], fileName: () => fileName, name: 'edgewiseTag' },
		},
	};
}

const withEdits: Plugin = {
	name: 'edgewise-edits',
	async closeBundle() {
		await build(options('edits.ts', 'es', 'edits.js'));
	},
};

const tag = options('tag.ts', 'iife', 'ew.js');
export default defineConfig({ ...tag, plugins: [...tag.plugins, withEdits] });
