import type { Call, CallType } from './types.ts';

/** The ids and names that a call begins with. */
export const callNames: Readonly<Record<CallType, readonly string[]>> = {
	track: ['event'],
	page: ['category', 'name'],
	identify: ['userId'],
	group: ['groupId'],
	alias: ['userId', 'previousId'],
};

/**
 * Sorts out the arguments of analytics.js's calls: any of them may be left out from the middle, a function is the callback.
 * Null and undefined hold a place: `identify(null, traits)`. Whether all is there that the call needs, the edge says: it
 * shows what it refuses.
 */
export function readCall(type: CallType, given: readonly unknown[]): Call {
	const rest = given.filter((argument) => !isCallback(argument));
	let fields: Record<string, unknown> = {};
	for (const name of callNames[type]) {
		if (Object(rest[0]) !== rest[0]) fields[name] = rest.shift() ?? undefined;
	}
	// One string is the page's name.
	if (type === 'page' && !fields.name) fields = { name: fields.category };
	fields[/^[tp]/.test(type) ? 'properties' : 'traits'] = asBag(rest[0]);
	return { fields, options: asBag(rest[1]), callback: given.find(isCallback) };
}

function isCallback(argument: unknown): argument is NonNullable<Call['callback']> {
	return typeof argument === 'function';
}

/** A copy of an object; of anything else, an empty one. */
export function asBag(value: unknown): Record<string, unknown> {
	return typeof value === 'object' ? { ...value } : {};
}
