/** The entry of ew.js: `<script async src="…/_ew/ew.js" data-key="WRITE_KEY"></script>`. */
import { attempt } from './attempt.ts';
import { start } from './start.ts';
import type { Tracker } from './types.ts';

declare global {
	interface Window {
		edgewise?: unknown;
	}
}

/** A call from before there was a tag, as the stub in docs/tracker.md queues it. */
type QueuedCall = (tag: Tracker) => void;

/** The edge writes these when it serves the file: a shard for who is new, the visitor's id, the site's other hosts. */
const [shard = '', id, links] = '__EW__'.split(' ');

attempt(() => {
	const script = document.currentScript as HTMLScriptElement;
	const base = script.src.replace(/[^/]*$/, '');
	start({ key: '', ...script.dataset, base, shard, id, links: links?.split(',') }, (tracker) => {
		const queue: QueuedCall[] = Array.isArray(window.edgewise) ? window.edgewise : [];
		const push = (call: QueuedCall) => attempt(() => call(tracker));
		// The queue itself becomes the tag: somebody may hold on to it.
		window.edgewise = Object.assign(queue, tracker, { push });
		queue.splice(0).forEach(push);
	});
});
