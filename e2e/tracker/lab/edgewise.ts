import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Contestant } from './contestant.ts';

const built = path.join(import.meta.dirname, '../../../dist/assets/_ew');

/** A script of ours as the edge serves it: with region and number of shards written in. Null when there is none of that name. */
export function edgewiseScript(pathname: string): string | null {
	if (!/^\/_ew\/(ew|edits|later)\.js$/.test(pathname)) return null;
	return readFileSync(path.join(built, path.basename(pathname)), 'utf8').replace('__EW__', 'enam03  ');
}

/** The install, and `window.track(name, properties)` for the one who looks on. */
export function edgewiseHead(edge: string, key: string): string {
	return `<script>
		window.edgewise = window.edgewise || [];
		edgewise.push((tag) => {
			window.track = (name, properties) => tag.track(name, properties);
			document.documentElement.dataset.ready = '';
		});
	</script>
	<script async src="${edge}/_ew/ew.js" data-key="${key}"></script>`;
}

/** Ours. */
export const edgewise: Contestant = {
	name: 'edgewise',
	head: (collector) => edgewiseHead(collector, 'wk'),
	script: edgewiseScript,
	answer: (pathname) => (pathname.endsWith('/batch') ? { success: true } : {}),
	pageView: /"type":"page"/g,
};
