import { allows, parseConsent } from '../../core/consent/index.ts';
import { placeOf } from '../collect/attributes.ts';
import { signalsOf } from '../collect/consent.ts';
import { regionOf } from '../collect/region.ts';
import type { Env } from '../env.ts';
import { mintProfileId, type ProfileView } from '../profiles/index.ts';
import type { Site } from '../sites/index.ts';
import { readCookie } from '../visitors/cookies.ts';

/** Who asks for a page, as far as consent lets us know. */
export interface Visit {
	/** What experiments hash: the anonymousId. Null when no identifier may be used. */
	readonly id: string | null;
	/** The id was minted for this request, so nothing is known of it. */
	readonly isNew: boolean;
	/** The browser has the id already; else the page brings the cookie. */
	readonly isKept: boolean;
	readonly personalization: boolean;
}

const longestId = 200;

/**
 * Reads the visitor off a request's cookies and headers. Whoever has no `ew_id` gets one, on the shard of where they
 * are. A value that we did not mint is another SDK's, or hostile: it is left in the browser and serves as what
 * experiments hash, but never addresses an object (see `addressOf`).
 * @param linked the id that the visitor brings from another of the site's hosts, for who has none here
 */
export function readVisit(request: Request, env: Env, site: Site, linked: string | null = null): Visit {
	const consent = parseConsent(readCookie(request, 'ew_consent'));
	const signals = signalsOf(request);
	const personalization = allows(consent, 'personalization', site.consentMode, signals);
	const kept = { isNew: false, isKept: true, personalization };
	if (!allows(consent, 'analytics', site.consentMode, signals)) return { id: null, ...kept };
	const known = readCookie(request, 'ew_id');
	if (known !== null) return { id: known.length <= longestId ? known : null, ...kept };
	if (linked !== null) return { id: linked, ...kept, isKept: false };
	return { id: mintProfileId(env, regionOf(placeOf(request))), isNew: true, isKept: false, personalization };
}

/** The visit as that of the profile that the visitor's has become, if it has: the browser gets that one's id. */
export function atHome(visit: Visit, view: Pick<ProfileView, 'id'> | null): Visit {
	return view === null || view.id === visit.id ? visit : { ...visit, id: view.id, isKept: false };
}
