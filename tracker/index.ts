import { start } from './start.ts';
import { readTold } from './told.ts';
import { tracker } from './tracker.ts';
import type { LoadedTracker, LoadOptions, Tracker } from './types.ts';

export type {
	Bag,
	Callback,
	CallOptions,
	Consent,
	Handler,
	LoadedTracker,
	LoadOptions,
	SaidConsent,
	SentEvent,
	User,
} from './types.ts';

/** When the tag is at work; undefined before it was loaded. */
let working: Promise<Tracker> | undefined;

/**
 * The tracker for sites that bundle it themselves: starts it once, and answers the one that the page has. What is called before
 * the edge has told which visitor this is waits for it. Importing this does nothing, and on a server neither does calling it:
 * what is tracked there goes nowhere.
 * @example
 * import { load } from '@edgewise/tracker';
 * const edgewise = load({ key: 'ewp_…', base: 'https://edgewise.example/_ew/' });
 * edgewise.track('Plan Chosen', { plan: 'pro' });
 */
export function load(options: LoadOptions): LoadedTracker {
	if (typeof document === 'undefined') return nowhere;
	working ??= readTold(options.base).then((told) => new Promise((atWork) => start({ ...options, ...told }, atWork)));
	return loaded;
}

/** Calls reach the tag in their order, as soon as it is at work. */
const loaded: LoadedTracker = {
	track: async (...args) => (await working)?.track(...args),
	page: async (...args) => (await working)?.page(...args),
	identify: async (...args) => (await working)?.identify(...args),
	group: async (...args) => (await working)?.group(...args),
	alias: async (...args) => (await working)?.alias(...args),
	consent: async (said) => (await working)?.consent(said),
	reset: async () => (await working)?.reset(),
	ready: async (callback) => (await working)?.ready(callback),
	on: async (name, handler) => tracker.on(name, handler),
	off: async (name, handler) => tracker.off(name, handler),
	user: async () => (await working)?.user(),
	flush: async () => (await working)?.flush(),
};

const nothing = async () => undefined;

const nowhere: LoadedTracker = {
	track: nothing,
	page: nothing,
	identify: nothing,
	group: nothing,
	alias: nothing,
	consent: nothing,
	reset: nothing,
	ready: nothing,
	on: nothing,
	off: nothing,
	user: nothing,
	flush: nothing,
};
