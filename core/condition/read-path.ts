import { refuse } from './refuse.ts';

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
	return typeof value === 'object' && value !== null && Object.hasOwn(value, key);
}
