import { start } from './start.ts';
import { tracker } from './tracker.ts';
import type { Tracker, TrackerOptions } from './types.ts';

export type {
	Bag,
	Callback,
	CallOptions,
	Consent,
	Handler,
	SaidConsent,
	SentEvent,
	Tracker,
	TrackerOptions,
	User,
} from './types.ts';

let isStarted = false;

/**
 * The tracker for sites that bundle it themselves: starts it once, and answers the one that the page has. Importing this
 * does nothing, and on a server neither does calling it: what is tracked there goes nowhere.
 * @example
 * import { load } from '@edgewise/tracker';
 * const edgewise = load({ key: 'ewp_…', base: 'https://edgewise.example/_ew/' });
 * edgewise.track('Plan Chosen', { plan: 'pro' });
 */
export function load(options: TrackerOptions): Tracker {
	if (typeof document === 'undefined') return nowhere;
	if (!isStarted) start({ ...options }, () => {});
	isStarted = true;
	return tracker;
}

const nothing = async () => undefined;

const nowhere: Tracker = {
	track: nothing,
	page: nothing,
	identify: nothing,
	group: nothing,
	alias: nothing,
	consent: () => ({ analytics: false, personalization: false }),
	reset() {},
	ready: nothing,
	on() {},
	off() {},
	user: () => ({ id: () => null, anonymousId: () => null, traits: () => undefined }),
	flush: nothing,
};
