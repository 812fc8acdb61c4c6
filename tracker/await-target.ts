import { observe, whenStill } from './apply/watch.ts';
import { attempt } from './attempt.ts';
import type { Targets } from './decisions.ts';

/**
 * Calls `onSeen` once, when the page has been complete for the time in which a framework may take it over, one of the targets (the page itself, where
 * there are none to wait for) has been there, and the browser has drawn the page; where they have to be visible, when half of it, or half of the screen
 * full of it, has been on the screen. What has not come when the page has settled is not waited for any longer. Every variant of an experiment waits for
 * the same, whatever becomes of its edits meanwhile, so that the same people count in each.
 */
export function awaitTarget(
	document: Document,
	{ selectors, isVisible }: Targets,
	signal: AbortSignal,
	onSeen: () => void,
): void {
	const still = new Promise<void>((resolve) => whenStill(document, signal, resolve));
	// The browser tells of every element once, wherever it is: so this is how one hears that it was drawn, too.
	const screen = new IntersectionObserver(
		(entries) => {
			if (isVisible && !entries.some(isInView)) return;
			stop();
			void still.then(onSeen);
		},
		// Of a tall element half is never on the screen.
		{ threshold: [0.1, 0.3, 0.5] },
	);
	const look = () => {
		if (document.readyState === 'loading') return;
		for (const selector of selectors.length ? selectors : [':root']) {
			attempt(() => {
				for (const element of document.querySelectorAll(selector)) screen.observe(element);
			});
		}
	};
	const stopLooking = observe(document, look, () => stopLooking());
	const stop = () => {
		stopLooking();
		screen.disconnect();
	};
	signal.addEventListener('abort', stop);
	look();
}

function isInView({ intersectionRatio, intersectionRect }: IntersectionObserverEntry): boolean {
	return intersectionRatio >= 0.5 || intersectionRect.height >= innerHeight / 2;
}
