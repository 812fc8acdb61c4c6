import type { ConditionJson } from '../condition/types.ts';

/** What is wrong with a condition that asks about a cookie where the edge sees none, and where in it. */
export interface UnseenCookie {
	/** As the compiler's refusals have it: `$or[1].cookie.seen`. */
	readonly path: string;
	readonly message: string;
	readonly hint: string;
}

/** The first place of a condition that compiles at which it asks about a cookie; null when it asks about none. */
export function unseenCookie(condition: ConditionJson): UnseenCookie | null {
	const path = cookieIn(condition, '');
	return path === null
		? null
		: {
				path,
				message: 'It asks about a cookie, and the tag sends none: this site has nothing else on its pages.',
				hint: 'Give the site an origin, so that the Worker stands in front of its pages, or ask about something else.',
			};
}

function cookieIn(json: unknown, path: string): string | null {
	if (typeof json !== 'object' || json === null) return null;
	for (const [key, value] of Object.entries(json)) {
		const here = Array.isArray(json) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;
		if (/^cookie(?:\.|$)/.test(key)) return here;
		// What is compared with is nothing that is asked about.
		const found = /^\$(?:and|or|nor|not)$/.test(key) || Array.isArray(json) ? cookieIn(value, here) : null;
		if (found !== null) return found;
	}
	return null;
}
