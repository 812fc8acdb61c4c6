/** The entry of ew.js: `<script async src="…/_ew/ew.js" data-key="WRITE_KEY"></script>`. */
import { attempt } from './attempt.ts';
import { start } from './start.ts';

declare global {
	interface Window {
		edgewise?: unknown;
	}
}

/** The edge writes these when it serves the file: a shard for who is new, the visitor's id, the site's other hosts. */
const [shard = '', id, links] = '__EW__'.split(' ');

attempt(() => {
	const script = document.currentScript as HTMLScriptElement;
	const base = script.src.replace(/[^/]*$/, '');
	start({ key: '', ...script.dataset, base, shard, id, links: links?.split(',') }, (tracker) => {
		const queued = window.edgewise;
		const push = (call: [name: 'track', ...args: unknown[]]) => attempt(() => tracker[call[0]](...call.slice(1)));
		window.edgewise = { ...tracker, push };
		if (Array.isArray(queued)) queued.forEach(push);
	});
});
