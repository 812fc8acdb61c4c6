import type { ConsentChoices } from '../../core/consent/types.ts';
import { isBag } from '../../core/event/index.ts';

/** What a sender says of consent to the two uses of data; whatever is no yes or no was not said. */
export function saidConsent(sent: unknown): ConsentChoices {
	const { analytics, personalization } = isBag(sent) ? sent : {};
	return {
		...(typeof analytics === 'boolean' && { analytics }),
		...(typeof personalization === 'boolean' && { personalization }),
	};
}
