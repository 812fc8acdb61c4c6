import { readFileSync } from 'node:fs';
import type { Contestant } from '../../../e2e/tracker/lab/contestant.ts';
import { builtPeer, peerFile } from '../install-peers.ts';

/** A tracker that ours is measured beside. */
export interface Peer extends Contestant {
	/** Its package on npm. */
	readonly package: string;
	/** The script that a site loads, as its visitors get it. */
	bundle(): string;
	/** False where it counts page views only. */
	readonly hasEvents: boolean;
}

/** A peer as it is described: `file` is the browser bundle in its package, or else it is one that `installPeers` made. */
export function peer(
	described: Omit<Peer, 'bundle' | 'script' | 'hasEvents' | 'head'> & {
		readonly file?: string;
		readonly hasEvents?: boolean;
		/** The script tag's own attributes, where they are more than `src`. */
		readonly attributes?: string;
		/** What stands before its script, and what runs right after it. */
		before?(collector: string): string;
		after?(collector: string): string;
		/** Where the script lies, if it must lie somewhere. */
		readonly path?: string;
		/** Other files of its that it loads by itself. */
		more?(pathname: string): string | null;
	},
): Peer {
	const { file, hasEvents = true, path = '/tracker.js', attributes = '', before, after, more, ...rest } = described;
	const bundle = () => (file === undefined ? builtPeer(rest.name) : readFileSync(peerFile(file), 'utf8'));
	const inline = (script: string) => `<script>${script}</script>`;
	return {
		...rest,
		hasEvents,
		bundle,
		script: (pathname) => (pathname === path ? bundle() : (more?.(pathname) ?? null)),
		head: (collector) =>
			[
				inline(`const ready = () => { document.documentElement.dataset.ready = ''; };${before?.(collector) ?? ''}`),
				`<script ${after ? 'async onload="begin()"' : 'async'} src="${collector}${path}" ${attributes}></script>`,
				...(after ? [inline(`function begin() { ${after(collector)} }`)] : []),
			].join('\n'),
	};
}
