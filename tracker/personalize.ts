import { type Decisions, readDecisions, type ShownDecision } from './decisions.ts';
import { hideKnown, rememberHidden } from './hiding.ts';
import { textRequest } from './post.ts';
import type { TrackerCore } from './tracker.ts';

/** The part of edits.js that is called once it has come. */
type Executor = typeof import('./edits.ts');

/** A decision that takes longer than this comes too late to change a page that is being read, in ms. */
const tooLateMs = 3_000;

/** Shows each page's decisions: `show` takes back those of the page before. */
export interface Personalization {
	show(first: boolean): void;
}

/** Starts personalising. On a proxied site the edge has decided for the first page, and says so in it. */
export function startPersonalization(tracker: TrackerCore): Personalization {
	let current = new AbortController();
	const { base } = tracker.options;
	const proxied = new URL(base).origin === location.origin;
	return {
		show(first) {
			current.abort();
			current = new AbortController();
			const { signal } = current;
			if (proxied && first) showDecisions(tracker, readState(), signal).catch(() => {});
			else decideAndShow(tracker, signal).catch(() => {});
		},
	};
}

function readState(): Decisions {
	return readDecisions(document.querySelector('script#ew-state[type="application/json"]')?.textContent ?? '');
}

async function decideAndShow(tracker: TrackerCore, signal: AbortSignal): Promise<void> {
	const person = tracker.decideAs();
	if (!person) return;
	const { pathname } = location;
	const unhide = hideKnown(pathname);
	try {
		const decisions = await decide(tracker.options, person, signal);
		rememberHidden(
			pathname,
			decisions.decisions.flatMap(({ edits }) => edits),
		);
		await showDecisions(tracker, decisions, signal);
	} finally {
		unhide();
	}
}

async function decide(options: TrackerCore['options'], person: object, signal: AbortSignal): Promise<Decisions> {
	const late = new AbortController();
	const timer = setTimeout(() => late.abort(), tooLateMs);
	signal.addEventListener('abort', () => late.abort());
	const { href: url } = location;
	const body = JSON.stringify({ writeKey: options.writeKey, ...person, url, referrer: document.referrer });
	const response = await fetch(`${options.base}v1/decide`, { ...textRequest(body), signal: late.signal });
	const json = response.ok ? await response.text() : '';
	clearTimeout(timer);
	return readDecisions(json);
}

/** Resolves once what is there already has been changed; elements that come later are waited for on their own. */
async function showDecisions(tracker: TrackerCore, shown: Decisions, signal: AbortSignal): Promise<void> {
	const { release, decisions, edits } = shown;
	const withEdits = edits.length || decisions.some((decision) => decision.edits.length);
	const url = `${tracker.options.base}edits.js`;
	const executor: Executor | undefined = withEdits ? await import(/* @vite-ignore */ url) : undefined;
	if (signal.aborted) return;
	if (edits.length) executor?.showEdits(document, edits, signal, () => {});
	for (const decision of decisions) {
		const report = (failed: readonly object[]) => expose(tracker, release, decision, failed);
		if (decision.edits.length) executor?.showEdits(document, decision.edits, signal, ({ failed }) => report(failed));
		else report([]);
	}
}

/** A variant that changed nothing of what it should have was not seen, and says so. */
function expose(tracker: TrackerCore, release: unknown, decision: ShownDecision, failed: readonly object[]): void {
	const { experienceId, variantId, edits } = decision;
	const seen = !edits.length || failed.length < edits.length;
	tracker.track(seen ? 'Experience Viewed' : 'Experience Failed', {
		experienceId,
		variantId,
		release,
		...(failed.length && { failed }),
	});
}
