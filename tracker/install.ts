import { watchPages, whenShown } from './pages.ts';
import { startPersonalization } from './personalize.ts';
import { createTracker } from './tracker.ts';
import type { Tracker, TrackerOptions } from './types.ts';

/**
 * Puts a tracker to work on this page: page views, personalisation, and delivery as the page goes. `onReady` gets it when
 * the page is really shown: a prerendered one may never be.
 */
export function install(options: TrackerOptions, onReady: (tracker: Tracker) => void): void {
	whenShown(() => {
		const tracker = createTracker(options);
		const personalize = startPersonalization(tracker);
		watchPages((change, previous) => {
			if (change === 'moved') tracker.setReferrer(previous);
			tracker.page();
			if (change !== 'back') personalize(change === 'first');
		});
		let personalizing = !!tracker.decideAs();
		tracker.on('consent', () => {
			const before = personalizing;
			personalizing = !!tracker.decideAs();
			if (personalizing !== before) personalize(false);
		});
		addEventListener('pagehide', () => tracker.leave());
		document.addEventListener('visibilitychange', () => {
			if (document.visibilityState === 'hidden') tracker.leave();
		});
		addEventListener('online', () => tracker.flush());
		onReady(tracker);
	});
}
