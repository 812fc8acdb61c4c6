import { inCookies, writeCookie } from './cookie.ts';
import { options } from './options.ts';
import type { Consent, SaidConsent } from './types.ts';

/** Where cookies are forbidden, what was said holds for this page. */
let spoken = '';

function cookieText(): string {
	return inCookies(/\bew_consent=([^;]+)/) ?? spoken;
}

/** What the person said here of a purpose: `1` or `0`, or undefined. The edge reads the same cookie. */
function said(purpose: string): string | undefined {
	return new RegExp(`${purpose}:([01])`).exec(cookieText())?.[1];
}

/**
 * Whether something may be done: what the person said, else what the browser says for them (Global Privacy Control, Do Not
 * Track), else the site's rule. The same as `core/consent`'s `allows`, to which a test holds it.
 */
function allows(purpose: string): boolean {
	const answer = said(purpose);
	if (answer) return answer > '0';
	const { globalPrivacyControl, doNotTrack } = navigator;
	return !options.consent && !globalPrivacyControl && !((doNotTrack ?? '') > '0');
}

/** What holds now. */
export function allowed(): Consent {
	return { analytics: allows('analytics'), personalization: allows('personalization') };
}

/** Whether the person has yet to say whether they may be counted. */
export function isUnsaid(): boolean {
	return !said('analytics');
}

/** Keeps what was said for the edge and for later pages. Answers whether any of it is new. */
export function say(choices: SaidConsent): boolean {
	const before = cookieText();
	const answers: string[] = [];
	for (const purpose of ['analytics', 'personalization', 'email', 'sms', 'push', 'onsite']) {
		const answer = choices[purpose] ?? said(purpose);
		if (answer !== undefined) answers.push(`${purpose}:${+answer}`);
	}
	spoken = answers.join();
	writeCookie('ew_consent', spoken);
	return spoken !== before;
}

/** A consent manager waits for an answer: from now on nothing is implied on this page. */
export function awaitConsent(): void {
	options.consent ||= 'required';
}
