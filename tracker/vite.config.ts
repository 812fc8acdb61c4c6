import { fileURLToPath } from 'node:url';
import { build, defineConfig, type Plugin } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Two files, each on its own: `ew.js`, a plain script, and `edits.js`, a module that the first imports when needed. */
function options(entry: string, format: 'iife' | 'es', fileName: string) {
	return {
		configFile: false as const,
		publicDir: false as const,
		logLevel: 'warn' as const,
		build: {
			outDir: here('../dist/assets/_ew'),
			emptyOutDir: false,
			target: 'es2020',
			minify: true,
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

export default defineConfig({ ...options('tag.ts', 'iife', 'ew.js'), plugins: [withEdits] });
