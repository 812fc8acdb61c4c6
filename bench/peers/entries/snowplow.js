import { newTracker, trackPageView, trackStructEvent } from '@snowplow/browser-tracker';

window.snowplowTracker = { newTracker, trackPageView, trackStructEvent };
