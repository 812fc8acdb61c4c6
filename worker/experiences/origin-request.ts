/** RFC 9110, section 7.6.1: they speak of one connection only, and so do those that `Connection` names. */
const hopByHop =
	'connection keep-alive proxy-authenticate proxy-authorization proxy-connection te trailer transfer-encoding'.split(
		' ',
	);
/** With them the origin could answer with a piece of a page, or with none. */
const conditional = ['if-none-match', 'if-modified-since', 'if-match', 'if-unmodified-since', 'if-range', 'range'];

/**
 * The request as the site's origin gets it: same path, query, method, body and cookies (`ew_id` and `ew_consent`
 * included: the origin may want them), the visitor's host in `X-Forwarded-Host`.
 * @param url the visitor's address of the page, without our own parameters
 * @param isPage it may be personalised: the answer must be whole, and in an encoding that we can read
 */
export function originRequest(request: Request, url: string, origin: string, isPage: boolean): Request {
	const visible = new URL(url);
	const headers = new Headers(request.headers);
	const isUpgrade = headers.get('upgrade')?.toLowerCase() === 'websocket';
	const named = (headers.get('connection') ?? '').split(',').map((name) => name.trim().toLowerCase());
	for (const name of [...hopByHop, ...named])
		if (isHeaderName(name) && !(isUpgrade && name === 'upgrade')) headers.delete(name);
	if (!isUpgrade) headers.delete('upgrade');
	headers.delete('host');
	headers.set('x-forwarded-host', visible.host);
	headers.set('x-forwarded-proto', visible.protocol.slice(0, -1));
	if (isPage) askForWholePage(headers);
	return new Request(`${origin}${visible.pathname}${visible.search}`, {
		method: request.method,
		headers,
		body: request.body,
		redirect: 'manual',
	});
}

/** Only what both the visitor and this runtime can decode: the page may pass through as it comes, or be read here. */
function askForWholePage(headers: Headers): void {
	for (const name of conditional) headers.delete(name);
	const accepted = (headers.get('accept-encoding') ?? '').split(',').map((coding) => coding.trim().toLowerCase());
	const readable = ['gzip', 'br'].filter((coding) =>
		accepted.some((each) => each === coding || each.startsWith(`${coding};`)),
	);
	headers.set('accept-encoding', readable.join(', ') || 'identity');
}

function isHeaderName(name: string): boolean {
	return /^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(name);
}
