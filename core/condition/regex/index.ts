import { refuse } from '../refuse.ts';
import { longestQuickText } from './cost.ts';
import { finder } from './find.ts';
import { parseRegex, type Regex, Unsupported } from './parse.ts';
import { compileProgram } from './program.ts';

/** How long a regular expression may be, and how much of a text it looks at, in UTF-16 code units. */
const longestSource = 1_000;
const longestText = 2_048;

/** How much a backtracking engine may try: less than a millisecond's work. */
const mostAttempts = 200_000;

/**
 * Compiles a regular expression (JavaScript's, without flags) into a test that cannot run away, whatever the text:
 * - refused at `path` are what does not parse, back references, lookaround, quantifiers within repeated groups, as in
 *   `(a+)+`, more than 1,000 characters, and what repeats or lists more than a pass over a text can bear;
 * - the engine's own matcher runs only where it must decide quickly; otherwise one pass over the text does;
 * - only the first 2,048 code units of a text are tested, as if it ended there.
 */
export function compileRegex(source: string, path: string, ignoreCase: boolean): (text: string) => boolean {
	const hint = 'Match less, and combine several tests with $and, $or or $not.';
	if (source.length > longestSource)
		refuse(path, `A regular expression has at most ${longestSource} characters.`, hint);
	const native = compileNative(source, path, ignoreCase);
	try {
		const find = chooseMatcher(parseRegex(source), native, ignoreCase);
		return (text) => find(text.length > longestText ? text.slice(0, longestText) : text);
	} catch (error) {
		if (error instanceof Unsupported) refuse(path, error.message, hint);
		throw error;
	}
}

function compileNative(source: string, path: string, ignoreCase: boolean): RegExp {
	try {
		return new RegExp(source, ignoreCase ? 'i' : '');
	} catch {
		refuse(
			path,
			'This is not a regular expression.',
			'Put \\ before signs such as ( ) [ ? * + that are meant as text.',
		);
	}
}

/** The engine's own matcher for texts so short that it must be quick, one pass for longer ones. */
function chooseMatcher(regex: Regex, native: RegExp, ignoreCase: boolean): (text: string) => boolean {
	checkNesting(regex, false);
	const find = finder(compileProgram(regex, ignoreCase));
	const quick = longestQuickText(regex, mostAttempts, longestText);
	return (text) => (text.length <= quick ? native.test(text) : find(text));
}

/** Refuses a quantifier within a group that may itself come several times. */
function checkNesting(regex: Regex, repeating: boolean): void {
	switch (regex.kind) {
		case 'sequence':
			for (const part of regex.parts) checkNesting(part, repeating);
			return;
		case 'choice':
			for (const branch of regex.branches) checkNesting(branch, repeating);
			return;
		case 'repeat':
			if (repeating) throw new Unsupported('A quantifier stands within a repeated group, as in (a+)+.');
			checkNesting(regex.body, regex.max > 1);
	}
}
