import { broken, type Check, type Finding } from './check.ts';
import { hasFormat } from './formats.ts';
import { compilePattern } from './read-keyword.ts';
import type { Schema } from './types.ts';

/** `minLength`, `maxLength`, `pattern` and `format`. */
export function textChecks({ minLength, maxLength, pattern, format }: Schema): Check[] {
	const checks: ((text: string, found: Finding[]) => void)[] = [];
	if (minLength !== undefined || maxLength !== undefined) checks.push(lengthCheck(minLength ?? 0, maxLength));
	if (pattern !== undefined) {
		const matches = compilePattern(pattern, 'pattern');
		const message = `Should match ${pattern.slice(0, 120)}.`;
		checks.push((text, found) => {
			if (!matches(text)) broken(found, 'pattern', message);
		});
	}
	if (format !== undefined) {
		checks.push((text, found) => {
			if (!hasFormat(format, text)) broken(found, 'format', `Should have the format ${format}.`);
		});
	}
	return checks.map((check) => (value, found) => {
		if (typeof value === 'string') check(value, found);
	});
}

/** Code points are counted only where code units, of which they take one or two, do not decide. */
function lengthCheck(min: number, max = Number.POSITIVE_INFINITY): (text: string, found: Finding[]) => void {
	return (text, found) => {
		if (text.length <= max && text.length >= 2 * min) return;
		const length = text.length > 2 * max ? text.length : codePoints(text);
		if (length < min) broken(found, 'minLength', `Should have at least ${min} characters, has ${length}.`);
		if (length > max) broken(found, 'maxLength', `Should have at most ${max} characters, has more.`);
	};
}

function codePoints(text: string): number {
	let count = 0;
	for (const _ of text) count++;
	return count;
}
