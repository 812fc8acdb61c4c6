import { refuse } from './refuse.ts';

/** How large a condition may be as JSON, in bytes. */
export const maxBytes = 64 * 1024;
/** How deeply objects and arrays may nest: far beyond what a person writes, far below what overflows the stack. */
export const maxDepth = 32;

/** Refuses a condition that is too large or too deep, before anything recurses into it. */
export function checkLimits(json: unknown): void {
	if (deeperThan(json, maxDepth)) {
		refuse(
			'',
			`The condition nests deeper than ${maxDepth} levels.`,
			'Split it into segments and combine them with $segment.',
		);
	}
	if (bytesOf(json) > maxBytes) {
		refuse('', 'The condition is larger than 64 KB.', 'Keep long lists in a saved group and test them with $inGroup.');
	}
}

function deeperThan(value: unknown, levels: number): boolean {
	if (typeof value !== 'object' || value === null) return false;
	if (levels === 0) return true;
	return Object.values(value).some((child) => deeperThan(child, levels - 1));
}

function bytesOf(json: unknown): number {
	try {
		return new TextEncoder().encode(JSON.stringify(json) ?? '').length;
	} catch {
		refuse(
			'',
			'The condition is not JSON.',
			'Only objects, lists, text, numbers, true, false and null can stand in it.',
		);
	}
}
