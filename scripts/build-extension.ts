/** Builds the browser extension into dist/extension, ready to be loaded unpacked: `node scripts/build-extension.ts`. */
import { cp } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { popup, script } from '../extension/vite.config.ts';

const source = new URL('../extension/', import.meta.url);
const output = new URL('../dist/extension/', import.meta.url);

/** Three small builds, since a script that pages or browsers load whole cannot share modules. Answers the directory. */
export async function buildExtension(): Promise<string> {
	await build(popup);
	await Promise.all([build(script('background')), build(script('content'))]);
	await cp(new URL('manifest.json', source), new URL('manifest.json', output));
	await cp(new URL('icons/', source), new URL('icons/', output), { recursive: true });
	return fileURLToPath(output);
}

if (import.meta.main) console.log(`The extension is in ${await buildExtension()}`);
