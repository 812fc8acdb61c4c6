import type { PageRule } from '../release/types.ts';
import { type PatternParts, parsePattern } from './page.ts';

/**
 * Whether some page may be for both rules. Says yes where it cannot tell: conditions are not compared, and an exclude only
 * counts against a pattern that it covers as a whole. Refuses broken patterns.
 */
export function pagesOverlap(a: PageRule, b: PageRule): boolean {
	const [left, right] = [patternsOf(a, b.exclude), patternsOf(b, a.exclude)];
	return left.some((one) => right.some((other) => meet(one, other)));
}

/** The patterns of a rule's pages of which the other rule does not exclude all. */
function patternsOf({ include }: PageRule, excluded: readonly string[]): PatternParts[] {
	const patterns = include.length === 0 ? [parsePattern('/*')] : include.map(parsePattern);
	return patterns.filter((pattern) => !isCovered(pattern, excluded));
}

function meet(a: PatternParts, b: PatternParts): boolean {
	return (
		(a.protocol === '*' || b.protocol === '*' || a.protocol === b.protocol) &&
		(a.port === '*' || b.port === '*' || a.port === b.port) &&
		globsMeet(a.hostname, b.hostname, false) &&
		globsMeet(a.path, b.path, true) &&
		(a.search === null || b.search === null || globsMeet(a.search, b.search, false))
	);
}

/** Whether all that a pattern matches is excluded: by itself, or by what ends in the one `*` and begins it. */
function isCovered(pattern: PatternParts, excludes: readonly string[]): boolean {
	return excludes.map(parsePattern).some((exclude) => {
		const isSameOrigin =
			(exclude.protocol === '*' || exclude.protocol === pattern.protocol) &&
			(exclude.port === '*' || exclude.port === pattern.port) &&
			(exclude.hostname === '*' || exclude.hostname === pattern.hostname);
		const isSameSearch = exclude.search === null || exclude.search === pattern.search;
		return isSameOrigin && isSameSearch && (exclude.path === pattern.path || isWithin(pattern.path, exclude.path));
	});
}

function isWithin(path: string, exclude: string): boolean {
	const start = exclude.slice(0, -1);
	return exclude.endsWith('*') && !/[*]|\/:/.test(start) && path.startsWith(start);
}

/** One place of a glob: a character, or any characters. */
interface Step {
	/** Null for any. */
	readonly char: string | null;
	readonly isSlashToo: boolean;
	readonly repeats: boolean;
}

/** Beyond this many pairs of places two globs count as meeting, so that nobody can keep a publisher busy. */
const mostPairs = 4_000_000;

/** Whether some text fits both globs: both are walked at once, each pair of places at most once. */
export function globsMeet(a: string, b: string, names: boolean): boolean {
	const [left, right] = [stepsOf(a, names), stepsOf(b, names)];
	const width = right.length + 1;
	if ((left.length + 1) * width > mostPairs) return true;
	const seen = new Uint8Array((left.length + 1) * width);
	const waiting = [0];
	const visit = (i: number, j: number) => {
		const at = i * width + j;
		if (seen[at]) return;
		seen[at] = 1;
		waiting.push(at);
	};
	for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
		const [i, j] = [Math.floor(at / width), at % width];
		const [one, other] = [left[i], right[j]];
		if (!one && !other) return true;
		if (one?.repeats) visit(i + 1, j);
		if (other?.repeats) visit(i, j + 1);
		if (one && other && shareChar(one, other)) visit(one.repeats ? i : i + 1, other.repeats ? j : j + 1);
	}
	return false;
}

function shareChar(one: Step, other: Step): boolean {
	if (one.char === null && other.char === null) return true;
	if (one.char === null) return one.isSlashToo || other.char !== '/';
	if (other.char === null) return other.isSlashToo || one.char !== '/';
	return one.char === other.char;
}

function stepsOf(glob: string, names: boolean): Step[] {
	const parts = glob.split(names ? /(\*+|:[A-Za-z_]\w*)/ : /(\*+)/);
	return parts.flatMap((part, index): Step[] => {
		if (index % 2 === 0) return [...part].map((char) => ({ char, isSlashToo: false, repeats: false }));
		if (part.startsWith('*')) return [{ char: null, isSlashToo: true, repeats: true }];
		const segment = { char: null, isSlashToo: false };
		return [
			{ ...segment, repeats: false },
			{ ...segment, repeats: true },
		];
	});
}
