/** Whether two values are the same JSON, whatever the order of their keys: storage and servers write keys as they like. */
export function sameJson(a: unknown, b: unknown): boolean {
	if (a === b) return true;
	if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
	if (Array.isArray(a) !== Array.isArray(b)) return false;
	const left = new Map(Object.entries(a));
	const right = Object.entries(b);
	return left.size === right.length && right.every(([key, value]) => left.has(key) && sameJson(left.get(key), value));
}
