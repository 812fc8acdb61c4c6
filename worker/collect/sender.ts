import { geoOf } from './attributes.ts';
import { hintsOf } from './client-hints.ts';
import type { Sender } from './enrich.ts';
import { isPrefetch } from './robots/robot-of.ts';

/**
 * The browser behind a request, null when a server sent it: its user agent, place and language are its own and not the
 * person's. Only browsers send an Origin, say how they fetch, or post plain text; and who has the secret key is a server.
 */
export function senderOf(request: Request, secret: boolean): Sender | null {
	const { headers } = request;
	const fromPage =
		!secret &&
		(headers.has('origin') ||
			headers.has('sec-fetch-site') ||
			headers.get('content-type')?.startsWith('text/plain') === true);
	if (!fromPage) return null;
	return {
		userAgent: headers.get('user-agent') ?? '',
		hints: hintsOf(request),
		prefetch: isPrefetch(request),
		geo: geoOf(request),
		locale: /^[a-z\d-]{2,35}/i.exec(headers.get('accept-language') ?? '')?.[0] ?? null,
	};
}
