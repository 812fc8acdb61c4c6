import type { Event } from '../../core/event/index.ts';

/** Who refuses analytics is noted where they are known, and is not made known by it: no profile, no identity. */
export function refusesAnalytics({ event, properties }: Event): boolean {
	return event === 'Consent Updated' && properties.analytics === false;
}
