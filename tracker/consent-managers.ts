import { attempt } from './attempt.ts';
import { awaitConsent } from './consent.ts';
import { options } from './options.ts';
import { consent, goOn } from './tracker.ts';

/**
 * Listens to the page's consent manager, if it speaks the IAB's TCF v2: analytics is purposes 1 (storing) and 8 (measuring),
 * personalization 1 and 6 (choosing content by profile). Until it has answered nothing is implied; where the GDPR does not
 * apply, the site's own rule does.
 * https://github.com/InteractiveAdvertisingBureau/GDPR-Transparency-and-Consent-Framework
 */
export function watchTcf(): void {
	const rule = options.consent;
	const hear: TcfListener = ({ gdprApplies, eventStatus, purpose }) => {
		const { 1: store, 6: choose, 8: measure } = purpose?.consents ?? {};
		if (gdprApplies === false) {
			options.consent = rule;
			goOn();
		} else if (gdprApplies && eventStatus !== 'cmpuishown')
			consent({ analytics: !!(store && measure), personalization: !!(store && choose) });
	};
	attempt(() => {
		if (window.__tcfapi) awaitConsent();
		// When something goes wrong there, it tells of nothing.
		window.__tcfapi?.('addEventListener', 2, (data) => attempt(() => hear(data)));
	});
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
