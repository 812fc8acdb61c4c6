/** Where to go after signing in. Only a path of this dashboard counts: anything else would be an open redirect. */
export function returnTo(wanted: string | undefined): string {
	if (!wanted?.startsWith('/')) return '/';
	const base = 'http://dashboard.invalid';
	if (!URL.canParse(wanted, base)) return '/';
	const url = new URL(wanted, base);
	// `//host`, `/\host` and tabs or newlines inside all parse as another origin.
	if (url.origin !== base || url.pathname.startsWith('//') || url.pathname === '/sign-in') return '/';
	return url.pathname + url.search + url.hash;
}

/** The sign-in page that leads back to `url`. */
export function signInPath(url: string): string {
	const target = returnTo(url);
	return target === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(target)}`;
}
