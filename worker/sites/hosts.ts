/**
 * A host as sites are compared by: lower case, punycode, no default port, no trailing dot. Null for what is no host
 * (anything with a scheme, credentials, path, query or blanks).
 */
export function normalizeHost(text: string): string | null {
	if (!/^[^\s/?#@\\]+$/.test(text)) return null;
	const url = URL.parse(`http://${text}`);
	if (url?.pathname !== '/' || url.hostname === '') return null;
	const hostname = url.hostname.replace(/\.$/, '');
	return url.port === '' || url.port === '443' ? hostname : `${hostname}:${url.port}`;
}

/** The host without its port; an IPv6 address keeps its brackets. */
export function withoutPort(host: string): string {
	return host.replace(/:\d+$/, '');
}

/** Whether a site's hostname answers for a request's host: the same, or the same without port when none is given. */
export function hostMatches(hostname: string, host: string): boolean {
	return hostname === host || hostname === withoutPort(host);
}

/** An origin as browsers send it, `https://shop.example:8443`; null for what is no http(s) origin, or has a path. */
export function normalizeOrigin(text: string): string | null {
	const url = URL.parse(text);
	if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) return null;
	const bare =
		url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '' && url.password === '';
	return bare ? url.origin : null;
}
