import { observe } from './apply/watch.ts';
import { attempt } from './attempt.ts';

/**
 * Calls `onSeen` once, when the document is parsed and one of the selectors matches; at once where there are none to wait for. What has not come
 * when the page has settled is not waited for any longer. Every variant of an experiment waits for the same, so that the same people count in each.
 */
export function awaitTarget(
	document: Document,
	selectors: readonly string[],
	signal: AbortSignal,
	onSeen: () => void,
): void {
	const isThere = () =>
		document.readyState !== 'loading' &&
		(selectors.length === 0 || selectors.some((selector) => attempt(() => document.querySelector(selector))));
	if (signal.aborted) return;
	if (isThere()) {
		onSeen();
		return;
	}
	const look = () => {
		if (!isThere()) return;
		stop();
		onSeen();
	};
	const stop = observe(
		document,
		look,
		() => {},
		() => stop(),
	);
	signal.addEventListener('abort', () => stop());
}
