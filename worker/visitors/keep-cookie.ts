import { allows, parseConsent } from '../../core/consent/index.ts';
import type { ConsentChoices } from '../../core/consent/types.ts';
import { isHttps } from '../address-of.ts';
import { signalsOf } from '../collect/consent.ts';
import type { Env } from '../env.ts';
import { addressOf } from '../profiles/index.ts';
import type { Site } from '../sites/index.ts';
import { clearedCookies, readCookie, renewedCookies } from './cookies.ts';
import { isOnOwnHost } from './own-host.ts';

/** What the tag says of its visitor beside a batch. */
export interface ToldVisitor {
	/** The tag's anonymousId; null when it has been forgotten, undefined when the sender knows nothing of this. */
	readonly id: string | null | undefined;
	/** What the person has said, as far as the tag says it here. */
	readonly consent: ConsentChoices;
}

/**
 * `Set-Cookie` lines that bring the `ew_id` cookie in step with the tag, on the site's own host and nowhere else: kept
 * where consent allows it (renewed once a day), cleared where the tag has forgotten its visitor or consent is not there.
 * An id that we did not mint changes nothing.
 */
export function cookiesInStep(env: Env, request: Request, site: Site, { id, consent }: ToldVisitor): string[] {
	if (id === undefined || !isOnOwnHost(request, site)) return [];
	const isSecure = isHttps(request, env);
	const kept = readCookie(request, 'ew_id');
	if (id === null || !mayIdentify(request, site, consent)) return kept === null ? [] : clearedCookies(isSecure);
	if (addressOf(env, id) === null) return [];
	const isFresh = kept === id && readCookie(request, 'ew_kept') !== null;
	return isFresh ? [] : renewedCookies(id, isSecure);
}

/** The visitor's id in the cookie, if we minted it and consent allows to know it. */
export function knownId(env: Env, request: Request, site: Site): string | null {
	const id = readCookie(request, 'ew_id');
	if (id === null || addressOf(env, id) === null) return null;
	return mayIdentify(request, site, {}) ? id : null;
}

/** A no counts wherever it stands: a tab that was open before it was said still says yes. */
function mayIdentify(request: Request, site: Site, told: ConsentChoices): boolean {
	const kept = parseConsent(readCookie(request, 'ew_consent'));
	const analytics = kept.analytics === false ? false : (told.analytics ?? kept.analytics);
	const said = analytics === undefined ? {} : { analytics };
	return allows(said, 'analytics', site.consentMode, signalsOf(request));
}
