/** The value of the first cookie of that name; null when there is none or it is empty. Values are taken as they stand. */
export function readCookie(request: Request, name: string): string | null {
	for (const pair of (request.headers.get('cookie') ?? '').split(';')) {
		const equals = pair.indexOf('=');
		if (equals !== -1 && pair.slice(0, equals).trim() === name) return pair.slice(equals + 1).trim() || null;
	}
	return null;
}

/** All cookies by name; the first of a name stands. Values are taken as they stand. */
export function readCookies(request: Request): Readonly<Record<string, string>> {
	const pairs = (request.headers.get('cookie') ?? '').split(';').flatMap((pair): [string, string][] => {
		const equals = pair.indexOf('=');
		return equals === -1 ? [] : [[pair.slice(0, equals).trim(), pair.slice(equals + 1).trim()]];
	});
	return Object.fromEntries(pairs.reverse());
}

const daySeconds = 86_400;
/** As long as browsers keep anything. */
const keptSeconds = 400 * daySeconds;

/**
 * `Set-Cookie` for a visitor's anonymousId. Scripts cannot read it, so browsers keep it as long as it says, where they let
 * go of what scripts keep after a week.
 */
export function identifierCookie(id: string, isSecure: boolean): string {
	return cookie('ew_id', id, keptSeconds, isSecure);
}

/** `Set-Cookie` lines that keep an anonymousId for another 400 days, and remember for a day that this was done. */
export function renewedCookies(id: string, isSecure: boolean): string[] {
	return [identifierCookie(id, isSecure), cookie('ew_kept', '1', daySeconds, isSecure)];
}

/** `Set-Cookie` lines that take the anonymousId from the browser. */
export function clearedCookies(isSecure: boolean): string[] {
	return ['ew_id', 'ew_kept'].map((name) => cookie(name, '', 0, isSecure));
}

function cookie(name: string, value: string, seconds: number, isSecure: boolean): string {
	return `${name}=${value}; Path=/; Max-Age=${seconds}; SameSite=Lax; HttpOnly${isSecure ? '; Secure' : ''}`;
}
