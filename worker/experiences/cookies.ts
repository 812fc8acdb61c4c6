/** The value of the first cookie of that name; null when there is none or it is empty. Values are taken as they stand. */
export function readCookie(request: Request, name: string): string | null {
	for (const pair of (request.headers.get('cookie') ?? '').split(';')) {
		const equals = pair.indexOf('=');
		if (equals !== -1 && pair.slice(0, equals).trim() === name) return pair.slice(equals + 1).trim() || null;
	}
	return null;
}

const fourHundredDays = 400 * 86_400;

/** `Set-Cookie` for a visitor's anonymousId: readable by the tag, kept as long as browsers keep anything. */
export function identifierCookie(id: string, isSecure: boolean): string {
	return `ew_id=${id}; Path=/; Max-Age=${fourHundredDays}; SameSite=Lax${isSecure ? '; Secure' : ''}`;
}
