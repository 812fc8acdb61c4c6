import { whenStill } from './apply/keep.ts';
import type { ShownDecision } from './decisions.ts';

/**
 * Calls `onSeen` once, when the page has been complete for the time in which a framework may take it over, one of the targets (the page itself, where
 * there are none to wait for) has been there, and the browser has drawn the page; where they have to be visible, when half of it, or half of the screen
 * full of it, has been on the screen. Every variant of an experiment waits for the same, whatever becomes of its edits meanwhile, so that the same
 * people count in each. Answers what is to be called when more may have come to `seen`.
 */
export function awaitTarget(
	document: Document,
	{ targets, isVisible }: Pick<ShownDecision, 'targets' | 'isVisible'>,
	seen: ReadonlySet<Element>,
	signal: AbortSignal,
	onSeen: () => void,
): () => void {
	const still = new Promise<void>((resolve) => whenStill(document, signal, resolve));
	let isSeen = false;
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
	const stop = () => {
		isSeen = true;
		screen.disconnect();
	};
	signal.addEventListener('abort', stop);
	return () => {
		if (isSeen || document.readyState === 'loading') return;
		for (const element of targets?.length ? seen : [document.documentElement]) screen.observe(element);
	};
}

function isInView({ intersectionRatio, intersectionRect }: IntersectionObserverEntry): boolean {
	return intersectionRatio >= 0.5 || intersectionRect.height >= innerHeight / 2;
}
