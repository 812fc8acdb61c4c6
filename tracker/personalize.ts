import { attempt } from './attempt.ts';
import { allowed } from './consent.ts';
import { isOwnHost, options } from './options.ts';
import { tracker } from './tracker.ts';

let current: AbortController | undefined;
/** What the edge says in the page that is there now of what it did to it. */
let state: string | null | undefined;
/** Who waits for decisions with the answer to the next batch, if anybody does. */
export const waiting: ((json: string) => void)[] = [];

/**
 * Shows the decisions of the page that is there now, after taking back those of the page before. On a proxied site the
 * edge has decided for the first page, and says so in it; else the next batch asks. The executor is loaded only where something
 * applies, or did the last time in this session: then what it will change is hidden until then. `isAgain` is for when consent has
 * changed and the page has not: what the edge has made there is not made twice.
 */
export function askDecisions(isAgain?: boolean): void {
	if (isAgain && state && allowed().personalization) return;
	const isDecided = !current && isOwnHost;
	state = isDecided ? document.getElementById('ew-state')?.textContent : '';
	current?.abort();
	current = new AbortController();
	const { signal } = current;
	waiting.pop();
	const askedAt = isDecided ? 0 : performance.now();
	const answer = new Promise<string>((resolve) => {
		if (isDecided) resolve(state ?? '');
		else if (allowed().analytics) waiting[0] = resolve;
	});
	const load = () => {
		import(/* @vite-ignore */ `${options.base}edits.js`)
			.then((executor: typeof import('./edits.ts')) => executor.show(answer, tracker.track, signal, askedAt))
			// Blocked or offline: the page stays as it is.
			.catch(() => {});
	};
	if (waiting[0] && attempt(() => sessionStorage[`ew.hide.${location.pathname}`])) load();
	else void answer.then((json) => (json.includes('"experienceId"') ? load() : undefined));
}
