import type { Bag, Call, Callback, CallOptions, CallType } from './types.ts';

/**
 * Sorts out the arguments of analytics.js's calls: any of them may be left out from the middle, a function at the end is
 * the callback. Answers null when what the call cannot do without is missing (track's event name, group's and alias's id).
 */
export function readCall(type: CallType, given: readonly unknown[]): Call | null {
	const callback = given.find(isCallback);
	const rest = given.filter((argument) => typeof argument !== 'function');
	const strings = leadingStrings(type, rest);
	const [bag, options] = rest.slice(strings.length).map(asBag);
	const fields = readers[type](strings, bag ?? {});
	return fields && { type, fields, options: asOptions(options), callback };
}

const readers: Record<CallType, (strings: readonly (string | undefined)[], bag: Bag) => Bag | null> = {
	track: ([event], properties) => (event ? { event, properties } : null),
	page: ([category, name], properties) =>
		name === undefined ? { name: category, properties } : { category, name, properties },
	identify: ([userId], traits) => ({ userId, traits }),
	group: ([groupId], traits) => (groupId ? { groupId, traits } : null),
	alias: ([userId, previousId]) => (userId ? { userId, previousId } : null),
};

const mostStrings: Record<CallType, number> = { track: 1, page: 2, identify: 1, group: 1, alias: 2 };

/** The ids and names that come first. Null and undefined hold a place: `identify(null, traits)`. */
function leadingStrings(type: CallType, given: readonly unknown[]): (string | undefined)[] {
	const strings: (string | undefined)[] = [];
	for (const argument of given.slice(0, mostStrings[type])) {
		if (typeof argument === 'object' && argument !== null) break;
		strings.push(argument === undefined || argument === null ? undefined : String(argument));
	}
	return strings;
}

function asBag(value: unknown): Bag | undefined {
	return typeof value === 'object' && value !== null ? { ...value } : undefined;
}

function asOptions(bag: Bag = {}): CallOptions {
	const context = asBag(bag.context);
	const { timestamp } = bag;
	const known = typeof timestamp === 'string' || typeof timestamp === 'number' || timestamp instanceof Date;
	return { ...(context && { context }), ...(known && { timestamp }) };
}

function isCallback(value: unknown): value is Callback {
	return typeof value === 'function';
}
