import { observe } from './apply/watch.ts';
import { attempt } from './attempt.ts';
import type { Targets } from './decisions.ts';

/** Parts of an element on the screen at which the browser is to tell: of a tall one half never is. */
const parts = [0.1, 0.3, 0.5];

/**
 * Calls `onSeen` once, when the document is parsed and one of the targets is there, or, where they have to be visible, half of it or half of the
 * screen full of it is on the screen; at once where there are none to wait for. What has not come when the page has settled is not waited for any longer.
 * Every variant of an experiment waits for the same, so that the same people count in each.
 */
export function awaitTarget(
	document: Document,
	{ selectors, isVisible }: Targets,
	signal: AbortSignal,
	onSeen: () => void,
): void {
	if (signal.aborted) return;
	let isSeen = false;
	let stopLooking = () => {};
	const seen = () => {
		if (isSeen) return;
		isSeen = true;
		stopLooking();
		screen?.disconnect();
		onSeen();
	};
	const screen =
		isVisible && selectors.length > 0
			? new IntersectionObserver((entries) => entries.some(isInView) && seen(), { threshold: parts })
			: null;
	const look = () => {
		if (document.readyState === 'loading') return;
		const found = selectors.flatMap((selector) => attempt(() => [...document.querySelectorAll(selector)]) ?? []);
		if (screen) for (const element of found) screen.observe(element);
		else if (found.length > 0 || selectors.length === 0) seen();
	};
	look();
	if (isSeen) return;
	stopLooking = observe(
		document,
		look,
		() => {},
		() => stopLooking(),
	);
	signal.addEventListener('abort', () => {
		stopLooking();
		screen?.disconnect();
	});
}

function isInView({ intersectionRatio, intersectionRect }: IntersectionObserverEntry): boolean {
	return intersectionRatio >= 0.5 || intersectionRect.height >= innerHeight / 2;
}
