import type { ConsentChoices, PrivacySignals } from '../../core/consent/types.ts';
import { isBag } from '../../core/event/index.ts';
import type { Site } from '../sites/index.ts';

/** What is counted of people without consent: nothing, what they viewed, or also how many they are. */
export type Counting = 'nothing' | 'views' | 'visitors';

/**
 * What a site counts of a browser that sends events without an identifier. Who said no is not counted at all, and under
 * `implied` whoever does not consent has said so. Who only has a browser that signals a refusal is a view among others: no
 * hash is made of them. Who has said nothing yet is a visitor.
 * @param said what the person said here, as far as a cookie tells
 */
export function countingOf(
	{ beforeConsent, consentMode }: Pick<Site, 'beforeConsent' | 'consentMode'>,
	said: ConsentChoices,
	signals: PrivacySignals,
): Counting {
	if (beforeConsent === 'nothing' || said.analytics === false) return 'nothing';
	if (signals.gpc || signals.dnt) return 'views';
	return consentMode === 'required' ? 'visitors' : 'nothing';
}

/** Whether a raw event is one to be counted only: a page view or track call that names nobody and says that there is no consent. */
export function isAnonymous(item: unknown): boolean {
	if (!isBag(item) || !isBag(item.context) || !isBag(item.context.consent)) return false;
	return item.context.consent.analytics === false && isNobody(item.anonymousId) && isNobody(item.userId);
}

function isNobody(id: unknown): boolean {
	return id === undefined || id === null || id === '';
}
