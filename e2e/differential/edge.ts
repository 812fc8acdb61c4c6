import path from 'node:path';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { build } from 'vite';
import type { Edit } from '../../core/edit/types.ts';
import { root } from '../../scripts/run-command.ts';

export interface Case {
	readonly page: string;
	readonly edits: readonly Edit[];
}

/** What the edge says of a case: a verdict on each edit, and the page with those that it makes. */
export interface Judged {
	readonly verdicts: readonly { readonly place: 'edge' | 'browser' | 'off'; readonly reason: string | null }[];
	readonly html: string;
}

/** As it is, through HTMLRewriter with one handler or one for each edit, none of which does anything, or with the edits. */
export type PassingWay = 'plain' | 'one-handler' | 'ten-handlers' | 'edited';

/** The edge's rewriting alone, on the real runtime. */
export interface Edge {
	judge(cases: readonly Case[]): Promise<readonly Judged[]>;
	/** Sends a page through so many times, whether or not it changes. Answers the bytes that came out. */
	pass(way: PassingWay, one: Case, times: number): Promise<number>;
	stop(): Promise<void>;
}

/** Starts it. Whoever starts it stops it. */
export async function startEdge(): Promise<Edge> {
	const { ask, stop } = await startWorker(await bundleOf('worker/testing/rewriting-worker.ts'));
	return {
		judge: (cases) => ask('/judge', cases),
		pass: async (way, one, times) => (await ask<{ length: number }>(`/${way}?times=${times}`, one)).length,
		stop,
	};
}

/** Starts a Worker of one module on the real runtime, to be asked in JSON. */
export async function startWorker(script: string) {
	const runtime = new Miniflare(
		convertV4MiniflareOptions({
			host: '127.0.0.1',
			port: 0,
			cf: {},
			compatibilityDate: '2026-10-01',
			modules: [{ type: 'ESModule', path: 'worker.js', contents: script }],
		}),
	);
	const url = await runtime.ready;
	return {
		async ask<T>(route: string, body: unknown): Promise<T> {
			const answer = await fetch(new URL(route, url), { method: 'POST', body: JSON.stringify(body) });
			if (!answer.ok) throw new Error(`${route}: ${answer.status} ${await answer.text()}`);
			return answer.json() as Promise<T>;
		},
		stop: () => runtime.dispose(),
	};
}

/** A source file with all that it imports, as one ES module. */
export async function bundleOf(file: string): Promise<string> {
	const built = await build({
		configFile: false,
		publicDir: false,
		logLevel: 'warn',
		build: { write: false, minify: false, target: 'es2022', lib: { entry: path.join(root, file), formats: ['es'] } },
	});
	const [first] = Array.isArray(built) ? built : [built];
	if (!first || !('output' in first)) throw new Error(`${file} was not built`);
	return first.output[0].code;
}
