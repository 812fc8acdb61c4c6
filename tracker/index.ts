/** The tracker for sites that bundle it themselves. Importing it does nothing. */
export { install } from './install.ts';
export { createTracker } from './tracker.ts';
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
