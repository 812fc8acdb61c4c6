import { parseId } from '../../core/id/id.ts';
import { keyedHash, sameText } from '../keyed-hash.ts';

/** Whose browser a link's token is for. */
export interface LinkBearer {
	readonly siteId: string;
	readonly userAgent: string;
}

const lifetimeMs = 120_000;

/**
 * A token that brings a visitor's id from one of a site's hosts to another: the id, when it expires (two minutes from now),
 * and an HMAC over both, the site and the browser's user agent, so that a link that is passed on melts no two people.
 * Null for a browser that does not say what it is: its token would be anybody's.
 */
export async function makeLink(secret: string, id: string, bearer: LinkBearer, nowMs: number): Promise<string | null> {
	if (bearer.userAgent === '') return null;
	const expires = (nowMs + lifetimeMs).toString(36);
	return `${id}.${expires}.${await sign(secret, id, expires, bearer)}`;
}

/** The id that a token brings; null when it is forged, expired, another site's or another browser's. */
export async function readLink(
	secret: string,
	token: string,
	bearer: LinkBearer,
	nowMs: number,
): Promise<string | null> {
	const [id = '', expires = '', signature = '', ...more] = token.split('.');
	if (more.length > 0 || parseId(id) === null || !/^[\da-z]{1,12}$/.test(expires) || bearer.userAgent === '')
		return null;
	if (!sameText(signature, await sign(secret, id, expires, bearer))) return null;
	return nowMs < Number.parseInt(expires, 36) ? id : null;
}

function sign(secret: string, id: string, expires: string, { siteId, userAgent }: LinkBearer): Promise<string> {
	return keyedHash(secret, 'link', [id, expires, siteId, userAgent].join('\n'));
}
