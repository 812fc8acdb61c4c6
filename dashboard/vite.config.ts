import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const outDir = fileURLToPath(new URL('../dist/assets', import.meta.url));

/** The tracker is built into the same folder, so only what an earlier build of the dashboard left is removed. */
const clearOwnFiles: Plugin = {
	name: 'clear-own-files',
	apply: 'build',
	buildStart: () => rm(`${outDir}/assets`, { recursive: true, force: true }),
};

/** The dashboard as static files: `index.html` at the root of dist/assets, everything hashed under /assets/. */
export default defineConfig({
	root: fileURLToPath(new URL('.', import.meta.url)),
	base: '/',
	plugins: [clearOwnFiles],
	oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
	build: {
		outDir,
		emptyOutDir: false,
		target: 'es2023',
		modulePreload: { polyfill: false },
		assetsInlineLimit: 0,
	},
	server: {
		port: 5173,
		proxy: { '/api': { target: process.env.EDGEWISE ?? 'http://localhost:8787', ws: true, changeOrigin: true } },
	},
});
