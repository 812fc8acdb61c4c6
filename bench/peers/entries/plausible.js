import { init, track } from '@plausible-analytics/tracker';

window.plausibleTracker = { init, track };
