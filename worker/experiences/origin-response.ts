/**
 * An origin's answer as the visitor gets it: the same object, unless it redirects within the origin, which the visitor
 * knows by the site's host only.
 */
export function passThrough(response: Response, originUrl: string, siteUrl: string): Response {
	const location = response.headers.get('location');
	if (location === null || response.status < 300 || response.status > 399) return response;
	const target = URL.parse(location);
	if (target?.origin !== new URL(originUrl).origin) return response;
	const site = new URL(siteUrl);
	const moved = new Response(response.body, response);
	moved.headers.set('location', `${site.origin}${target.pathname}${target.search}${target.hash}`);
	return moved;
}

/**
 * The content type under which a page is read; null for an answer that is not to be touched. An answer to HEAD
 * says what one to GET would, without a body.
 */
export function readableAs(response: Response, method = 'GET'): string | null {
	const { status, body, headers } = response;
	if (status !== 200 || (!body && method !== 'HEAD')) return null;
	const encoding = headers.get('content-encoding')?.trim().toLowerCase() ?? 'identity';
	if (!['identity', 'gzip', 'br', ''].includes(encoding)) return null;
	if (/\bno-transform\b/i.test(headers.get('cache-control') ?? '')) return null;
	if (/^\s*attachment/i.test(headers.get('content-disposition') ?? '')) return null;
	return readingType(headers.get('content-type') ?? '');
}

/**
 * A page that does not say its charset is read as windows-1252, in which every byte is a character and comes out as it
 * went in. What we write is ASCII, so it means the same whatever the charset turns out to be.
 */
export function readingType(contentType: string): string | null {
	if (!/^\s*text\/html\s*(?:;|$)/i.test(contentType)) return null;
	const charset = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(contentType)?.[1];
	return `text/html; charset=${charset ?? 'windows-1252'}`;
}

/** The origin could not be asked. */
export function originUnreachable(): Response {
	const text = 'This site cannot be reached right now. Please try again in a moment.';
	const html = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Not reachable</title><h1>502: Not reachable</h1><p>${text}</p></html>`;
	return new Response(html, {
		status: 502,
		headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
	});
}
