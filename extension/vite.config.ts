import { fileURLToPath } from 'node:url';
import { defineConfig, type InlineConfig } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));
const out = fileURLToPath(new URL('../dist/extension', import.meta.url));

/** The oldest browsers that the manifest takes: what they know is not compiled away (light-dark() in a shadow root least of all). */
const target = ['chrome123', 'firefox140'];

const shared = {
	root: here,
	configFile: false,
	publicDir: false,
	logLevel: 'warn',
	oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
} as const satisfies InlineConfig;

/** The popup: a page with modules and a style sheet of its own. */
export const popup: InlineConfig = {
	...shared,
	base: './',
	build: {
		outDir: out,
		emptyOutDir: true,
		modulePreload: false,
		target,
		rolldownOptions: { input: { popup: `${here}popup/popup.html` } },
	},
};

/**
 * A script in one file. Content scripts cannot be modules, and a background worker that is none runs in Chrome (as a
 * service worker) and in Firefox (as a background script) alike.
 */
export function script(name: 'background' | 'content'): InlineConfig {
	return {
		...shared,
		build: {
			outDir: out,
			emptyOutDir: false,
			target,
			rolldownOptions: {
				input: { [name]: `${here}${name}/index.ts` },
				output: { format: 'iife', entryFileNames: '[name].js' },
			},
		},
	};
}

export default defineConfig(popup);
