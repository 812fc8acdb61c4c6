import { hideKnown } from './hiding.ts';
import { textRequest } from './post.ts';
import type { TrackerCore } from './tracker.ts';

/** A decision that takes longer than this comes too late to change a page that is being read, in ms. */
const tooLateMs = 3_000;

/**
 * Starts personalising; the answered function shows the decisions of the page that is there now, after taking back
 * those of the page before. On a proxied site the edge has decided for the first page, and says so in it.
 */
export function startPersonalization(tracker: TrackerCore): (first: boolean) => void {
	let current = new AbortController();
	const proxied = new URL(tracker.options.base).origin === location.origin;
	return (first) => {
		current.abort();
		current = new AbortController();
		const { signal } = current;
		const shown = proxied && first ? show(tracker, readState(), signal) : decideAndShow(tracker, signal);
		// Late, blocked or offline: the page stays as it is.
		shown.catch(() => {});
	};
}

function readState(): string {
	return document.querySelector('script#ew-state[type="application/json"]')?.textContent ?? '';
}

async function decideAndShow(tracker: TrackerCore, signal: AbortSignal): Promise<void> {
	const person = tracker.decideAs();
	if (!person) return;
	const { href: url, pathname } = location;
	const unhide = hideKnown(pathname);
	try {
		const { writeKey } = tracker.options;
		const body = JSON.stringify({ writeKey, ...person, url, referrer: document.referrer });
		await show(tracker, await decide(tracker.options.base, body, signal), signal, pathname);
	} finally {
		unhide();
	}
}

async function decide(base: string, body: string, signal: AbortSignal): Promise<string> {
	const late = new AbortController();
	const abort = () => late.abort();
	signal.addEventListener('abort', abort);
	setTimeout(abort, tooLateMs);
	const response = await fetch(`${base}v1/decide`, { ...textRequest(body), signal: late.signal });
	return response.ok ? response.text() : '';
}

/** Loads the executor only where something applies. `path` is where to remember what changes. */
async function show({ options, track }: TrackerCore, json: string, signal: AbortSignal, path?: string): Promise<void> {
	if (!json.includes('"experienceId"')) return;
	const executor: typeof import('./edits.ts') = await import(/* @vite-ignore */ `${options.base}edits.js`);
	executor.showDecisions(json, track, signal, path);
}
