import type { ConsentMode, PrivacySignals } from '../../core/consent/types.ts';
import { type Event, isBag } from '../../core/event/index.ts';
import { parseId } from '../../core/id/id.ts';

/** What the browser says by itself with every request. */
export function signalsOf(request: Request): PrivacySignals {
	return { gpc: request.headers.get('sec-gpc') === '1', dnt: request.headers.get('dnt') === '1' };
}

/**
 * Whether a browser's event may be kept: what the tag says of the person's consent decides; where it says nothing,
 * the browser's own signals and then the site's rule do. Without consent no profile is kept.
 */
export function mayKeep(event: Event, mode: ConsentMode, signals: PrivacySignals): boolean {
	if (isConsentStatement(event)) return true;
	const said = analyticsConsent(event);
	if (said !== null) return said;
	if (signals.gpc || signals.dnt) return false;
	return mode === 'implied';
}

/**
 * A refusal is itself worth keeping, as proof, where there is a profile to note it on (the shard makes none for it).
 * Not with a foreign id: finding whose it is would mean to store it.
 */
function isConsentStatement({ event, anonymousId }: Event): boolean {
	return event === 'Consent Updated' && anonymousId !== null && parseId(anonymousId) !== null;
}

function analyticsConsent({ context }: Event): boolean | null {
	const consent = isBag(context.consent) ? context.consent : {};
	if (typeof consent.analytics === 'boolean') return consent.analytics;
	// Segment's form: { categoryPreferences: { analytics: true } }.
	const categories = isBag(consent.categoryPreferences) ? consent.categoryPreferences : {};
	return typeof categories.analytics === 'boolean' ? categories.analytics : null;
}
