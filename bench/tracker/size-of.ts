import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { root } from '../../scripts/run-command.ts';

/** What a first visit downloads of a script, in bytes. */
export interface Size {
	readonly raw: number;
	readonly gzip: number;
	readonly brotli: number;
}

/** Measures a script as servers send it: gzip at level 9, brotli at 11. */
export function sizeOf(script: string): Size {
	return {
		raw: Buffer.byteLength(script),
		gzip: gzipSync(script, { level: 9 }).byteLength,
		brotli: brotliCompressSync(script).byteLength,
	};
}

/** A file of the tag as it is built: `ew.js`, `edits.js` or `later.js`. */
export function builtScript(name: string): string {
	const file = path.join(root, 'dist/assets/_ew', name);
	if (!existsSync(file)) throw new Error(`${name} is not built: npm run build`);
	return readFileSync(file, 'utf8');
}
