const lifeSeconds = 400 * 24 * 60 * 60;

/** A cookie's value, or null: also where cookies are forbidden. */
export function readCookie(name: string): string | null {
	try {
		const found = document.cookie.split('; ').find((pair) => pair.startsWith(`${name}=`));
		return found ? decodeURIComponent(found.slice(name.length + 1)) : null;
	} catch {
		return null;
	}
}

/** Keeps a cookie on the site's host for the 400 days that browsers allow; `null` removes it. */
export function writeCookie(name: string, value: string | null): void {
	const age = value === null ? 0 : lifeSeconds;
	const secure = location.protocol === 'https:' ? '; Secure' : '';
	try {
		// biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser, nor on http.
		document.cookie = `${name}=${encode(value ?? '')}; Path=/; Max-Age=${age}; SameSite=Lax${secure}`;
	} catch {
		// A sandboxed frame has no cookies: the other places hold the value.
	}
}

/** Commas and colons are fine in a cookie, and readable there. */
function encode(value: string): string {
	return encodeURIComponent(value).replace(/%(2C|3A)/g, decodeURIComponent);
}
