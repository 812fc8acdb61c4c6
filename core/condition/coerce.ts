/**
 * JavaScript's coercions, as GrowthBook's evaluator relies on them, made safe for hostile data: an object such as
 * `{ "toString": 1, "valueOf": 1 }` or one without prototype would make the language's own conversions throw.
 */

/** The value as text: what `value + ''` gives. */
export function asText(value: unknown): string {
	if (typeof value === 'string') return value;
	try {
		return String(value);
	} catch {
		return '[object Object]';
	}
}

/** The value as a number: what `value * 1` gives. Null is 0; what is no number is NaN. */
export function asNumber(value: unknown): number {
	switch (typeof value) {
		case 'number':
			return value;
		case 'object':
			return value === null ? 0 : Number(asText(value));
		case 'function':
		case 'symbol':
			return Number.NaN;
		default:
			return Number(value);
	}
}

/**
 * How `value` stands to `operand` under JavaScript's `<` and `>`: below 0, 0, above 0, or NaN when they cannot be
 * compared. Two texts compare by code unit, anything else as numbers.
 */
export function compare(value: unknown, operand: string | number): number {
	if (typeof operand === 'string') {
		const text = typeof value === 'object' && value !== null ? asText(value) : value;
		if (typeof text === 'string') return text < operand ? -1 : text > operand ? 1 : 0;
	}
	return sign(asNumber(value), Number(operand));
}

/** Not a subtraction: Infinity - Infinity is NaN, yet the two are equal. */
function sign(left: number, right: number): number {
	if (left < right) return -1;
	if (left > right) return 1;
	return left === right ? 0 : Number.NaN;
}

/** The value as JSON, or null when it has none: circular, too deep, or holding what JSON cannot. */
export function asJson(value: unknown): string | null {
	try {
		return JSON.stringify(value) ?? null;
	} catch {
		return null;
	}
}
