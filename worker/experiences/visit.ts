import { allows, parseConsent } from '../../core/consent/index.ts';
import { placeOf } from '../collect/attributes.ts';
import { signalsOf } from '../collect/consent.ts';
import { regionOf } from '../collect/region.ts';
import type { Env } from '../env.ts';
import { mintProfileId } from '../profiles/index.ts';
import type { Site } from '../sites/index.ts';
import { readCookie } from './cookies.ts';

/** Who asks for a page, as far as consent lets us know. */
export interface Visit {
	/** What experiments hash: the anonymousId. Null when no identifier may be used. */
	readonly id: string | null;
	/** The id was minted for this request, so nothing is known of it. */
	readonly isNew: boolean;
	readonly personalization: boolean;
}

const longestId = 200;

/**
 * Reads the visitor off a request's cookies and headers. Whoever has no `ew_id` gets one, on the shard of where they
 * are. A value that we did not mint is another SDK's, or hostile: it is left in the browser and serves as what
 * experiments hash, but never addresses an object (see `addressOf`).
 */
export function readVisit(request: Request, env: Env, site: Site): Visit {
	const consent = parseConsent(readCookie(request, 'ew_consent'));
	const signals = signalsOf(request);
	const personalization = allows(consent, 'personalization', site.consentMode, signals);
	if (!allows(consent, 'analytics', site.consentMode, signals)) return { id: null, isNew: false, personalization };
	const known = readCookie(request, 'ew_id');
	if (known !== null) return { id: known.length <= longestId ? known : null, isNew: false, personalization };
	return { id: mintProfileId(env, regionOf(placeOf(request))), isNew: true, personalization };
}
