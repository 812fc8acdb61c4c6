import { lookAtAct } from './automatic/acts.ts';
import { watchDataLayer } from './automatic/data-layer.ts';
import { lookAtPage, tellEngagement } from './automatic/engagement.ts';
import { lookAtError } from './automatic/errors.ts';
import { tellMissing, tellSearch } from './automatic/page-facts.ts';
import { tellVitals, watchVitals } from './automatic/vitals.ts';
import { watchTcf } from './consent-managers.ts';
import { setReferrer } from './context.ts';
import { flush, leave } from './deliver.ts';
import { arrive, signLink } from './link.ts';
import { listen } from './listen.ts';
import { isOff, setOptions } from './options.ts';
import { watchPages, whenShown } from './pages.ts';
import { tracker } from './tracker.ts';
import type { Tracker, TrackerOptions } from './types.ts';

/**
 * Puts the tag to work on this page. `onReady` gets it when the page is really shown: one that is rendered ahead may
 * never be.
 */
export function start(options: TrackerOptions, onReady: (tracker: Tracker) => void): void {
	setOptions(options);
	whenShown(async () => {
		await arrive();
		// Who manages consent is heard before anything is told.
		watchTcf();
		watchDataLayer();
		watchPages((previous) => {
			if (previous) {
				tellEngagement();
				setReferrer(previous);
			}
			if (!isOff('Page Viewed')) void tracker.page();
			tellSearch();
		});
		tellMissing();
		listen('pointerover focusin', signLink);
		listen('click auxclick submit playing ended', lookAtAct);
		listen('error unhandledrejection', lookAtError);
		watchVitals();
		listen('focus blur scroll', lookAtPage);
		lookAtPage();
		const go = () => {
			tellEngagement();
			tellVitals();
			leave();
		};
		// Also when it is shown again: then there is nothing to tell.
		listen('pagehide visibilitychange', go);
		listen('online', flush);
		onReady(tracker);
	});
}
