import { attempt } from './attempt.ts';
import { awaitConsent } from './consent.ts';
import { consent } from './tracker.ts';

/**
 * Listens to the page's consent manager, if it speaks the IAB's TCF v2: analytics is purposes 1 (storing) and 8 (measuring),
 * personalization 1 and 6 (choosing content by profile).
 * https://github.com/InteractiveAdvertisingBureau/GDPR-Transparency-and-Consent-Framework
 */
export function watchTcf(): void {
	attempt(() =>
		window.__tcfapi?.('addEventListener', 2, ({ gdprApplies, eventStatus, purpose }) => {
			const { 1: store, 6: choose, 8: measure } = purpose?.consents ?? {};
			if (eventStatus === 'cmpuishown') awaitConsent();
			else if (gdprApplies) consent({ analytics: !!(store && measure), personalization: !!(store && choose) });
		}),
	);
}

/** https://developers.google.com/tag-platform/security/guides/consent */
export function hearConsentMode(command: unknown, storage: Record<string, unknown>): void {
	const { analytics_storage: analytics, personalization_storage: personalization } = storage;
	if (command !== 'default') consent({ analytics: granted(analytics), personalization: granted(personalization) });
	else if (analytics === 'denied') awaitConsent();
}

function granted(answer: unknown): boolean | undefined {
	return answer ? answer === 'granted' : undefined;
}
