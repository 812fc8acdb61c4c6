/** For caches between us and the visitor that follow their own headers. */
const sharedCacheHeaders = ['surrogate-control', 'cdn-cache-control', 'cloudflare-cdn-cache-control', 'expires'];

/** They speak of the origin's bytes, which are not the page's any more. */
const ofTheBytes = `content-length content-encoding content-md5 content-digest repr-digest digest accept-ranges etag
	last-modified`.split(/\s+/);

/** A page made for one visitor: kept by nobody, and no validator stands for it. Its bytes are not the origin's any more. */
export function markPersonalised(headers: Headers): void {
	if (!/\bno-store\b/i.test(headers.get('cache-control') ?? '')) headers.set('cache-control', 'private, no-store');
	for (const name of [...ofTheBytes, ...sharedCacheHeaders]) headers.delete(name);
	varyByCookie(headers);
}

/**
 * The origin's page, given to one visitor with an identifier, or where the next visit may get another page: browsers
 * may keep it but must ask again, and nobody shares it. Its validators stay true.
 */
export function markPrivate(headers: Headers): void {
	if (!/\bno-store\b/i.test(headers.get('cache-control') ?? '')) headers.set('cache-control', 'private, no-cache');
	for (const name of sharedCacheHeaders) headers.delete(name);
	varyByCookie(headers);
}

/** A preview is for who asked for it, and for no search engine. */
export function markPreview(headers: Headers): void {
	headers.set('cache-control', 'private, no-store');
	headers.set('x-robots-tag', 'noindex');
}

function varyByCookie(headers: Headers): void {
	const vary = headers.get('vary');
	if (vary?.split(',').some((name) => ['cookie', '*'].includes(name.trim().toLowerCase()))) return;
	headers.append('vary', 'Cookie');
}
