import { refuse } from './refuse.ts';
import { UnreadEvent } from './unread-event.ts';

/**
 * Reads a dot path: null when any part is missing. Own properties only, so that `constructor` and `__proto__` lead nowhere.
 */
export function reader(attribute: string, path: string): (root: unknown) => unknown {
	const parts = attribute.split('.');
	if (parts.includes(''))
		refuse(path, `${JSON.stringify(attribute)} has an empty part.`, 'Write a path such as traits.plan.');
	return (root) => {
		let current: unknown = root;
		for (const part of parts) {
			if (!hasOwn(current, part)) return null;
			current = current[part];
		}
		return current;
	};
}

/** An own property: what every object inherits is nobody's data. */
export function hasOwn(value: unknown, key: string): value is Record<string, unknown> {
	if (typeof value !== 'object' || value === null) return false;
	return Object.hasOwn(value, key) || (isUnread(key) && value instanceof UnreadEvent);
}

/** What an event reads when it is asked for. */
function isUnread(key: string): boolean {
	return key === 'properties' || key === 'context';
}
