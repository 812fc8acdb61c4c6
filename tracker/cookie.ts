const lifeSeconds = 400 * 24 * 60 * 60;

/** A cookie's value as it stands, or null: also where cookies are forbidden. */
export function readCookie(name: string): string | null {
	try {
		return new RegExp(`(?:^|; )${name}=([^;]*)`).exec(document.cookie)?.[1] ?? null;
	} catch {
		return null;
	}
}

/**
 * Keeps a cookie on the site's host for the 400 days that browsers allow; an empty value removes it. Ours hold only
 * characters that need no escape.
 */
export function writeCookie(name: string, value: string): void {
	const secure = location.protocol === 'https:' ? '; Secure' : '';
	try {
		// biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser, nor on http.
		document.cookie = `${name}=${value}; Path=/; Max-Age=${value ? lifeSeconds : 0}; SameSite=Lax${secure}`;
	} catch {
		// A sandboxed frame has no cookies: the other places hold the value.
	}
}
