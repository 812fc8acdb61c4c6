import { allows } from '../core/consent/allows.ts';
import { formatConsent, parseConsent } from '../core/consent/cookie.ts';
import type { ConsentChoices, ConsentMode } from '../core/consent/types.ts';
import { readCookie, writeCookie } from './cookie.ts';
import type { Store } from './store.ts';
import type { Consent } from './types.ts';

const cookieName = 'ew_consent';
const key = 'ew.consent';

/** What the person said here, kept where the edge sees it too, and what that allows now. */
export interface ConsentKeeper {
	said(): ConsentChoices;
	/** Keeps what was said about some purposes; the others stay as they were. */
	say(choices: ConsentChoices): void;
	allowed(): Consent;
}

/** Opens the consent of this browser under the site's rule. */
export function openConsent(store: Store, mode: ConsentMode): ConsentKeeper {
	const said = () => parseConsent(readCookie(cookieName) ?? store.get(key));
	const signals = { gpc: hasSignal('globalPrivacyControl', true), dnt: hasSignal('doNotTrack', '1') };
	return {
		said,
		say(choices) {
			const value = formatConsent({ ...said(), ...choices });
			writeCookie(cookieName, value);
			store.set(key, value);
		},
		allowed: () => ({
			analytics: allows(said(), 'analytics', mode, signals),
			personalization: allows(said(), 'personalization', mode, signals),
		}),
	};
}

/** Not every browser has the signals, and not every type library knows them. */
function hasSignal(name: string, yes: unknown): boolean {
	return Reflect.get(navigator, name) === yes;
}
