import type { Regex } from './parse.ts';

/**
 * The longest text, up to `longest`, on which a backtracking engine tries at most `mostAttempts` ways before it gives up.
 * More text never means fewer attempts, so halving finds it.
 */
export function longestQuickText(regex: Regex, mostAttempts: number, longest: number): number {
	let quick = 0;
	for (let size = longest; size >= 1; size = Math.floor(size / 2)) {
		while (quick + size <= longest && attempts(regex, quick + size) <= mostAttempts) quick += size;
	}
	return quick;
}

/** The product over what the engine can choose, from each place where it can start. */
function attempts(regex: Regex, textLength: number): number {
	return ways(regex, textLength) * (isAnchored(regex) ? 1 : textLength);
}

function ways(regex: Regex, textLength: number): number {
	switch (regex.kind) {
		case 'sequence':
			return regex.parts.reduce((product, part) => product * ways(part, textLength), 1);
		case 'choice':
			return regex.branches.reduce((sum, branch) => sum + ways(branch, textLength), 0);
		case 'repeat':
			return repeats(regex.min, Math.min(regex.max, textLength), ways(regex.body, textLength));
		default:
			return 1;
	}
}

/** One way for each count that it may stop at; where the body has choices, each time multiplies them. */
function repeats(min: number, max: number, body: number): number {
	const counts = Math.max(1, max - min + 1);
	return body === 1 ? counts : counts * body ** max;
}

/** Does it begin with `^`, so that every start but the first fails at once? */
function isAnchored(regex: Regex): boolean {
	const [first] = regex.kind === 'sequence' ? regex.parts : [];
	return first?.kind === 'assertion' && first.source === '^';
}
