import type { ConsentMode, PrivacySignals } from '../../core/consent/types.ts';
import { type Event, isBag } from '../../core/event/index.ts';

/** What the browser says by itself with every request. */
export function signalsOf(request: Request): PrivacySignals {
	return { gpc: request.headers.get('sec-gpc') === '1', dnt: request.headers.get('dnt') === '1' };
}

/**
 * Whether a browser's event may be kept: what the tag says of the person's consent decides; where it says nothing,
 * the browser's own signals and then the site's rule do. Without consent no profile is kept.
 */
export function mayKeep(event: Event, mode: ConsentMode, signals: PrivacySignals): boolean {
	const said = analyticsConsent(event);
	if (said !== null) return said;
	if (signals.gpc || signals.dnt) return false;
	return mode === 'implied';
}

function analyticsConsent({ context }: Event): boolean | null {
	const consent = isBag(context.consent) ? context.consent : {};
	if (typeof consent.analytics === 'boolean') return consent.analytics;
	// Segment's form: { categoryPreferences: { analytics: true } }.
	const categories = isBag(consent.categoryPreferences) ? consent.categoryPreferences : {};
	return typeof categories.analytics === 'boolean' ? categories.analytics : null;
}
