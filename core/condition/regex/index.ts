import { refuse } from '../refuse.ts';
import { parseRegex, type Regex, Unsupported } from './parse.ts';

/** How long a regular expression may be, and how much of a text it looks at, in UTF-16 code units. */
const longestSource = 1_000;
const longestText = 2_048;

/**
 * Compiles a regular expression into a test that cannot run away, whatever the text. Refuses at `path` what does not parse,
 * back references, lookaround, and quantifiers within repeated groups, as in `(a+)+`. Only the first 2,048 code units of a text
 * are tested.
 */
export function compileRegex(source: string, path: string, ignoreCase: boolean): (text: string) => boolean {
	if (source.length > longestSource) refuse(path, `A regular expression has at most ${longestSource} characters.`);
	const native = compileNative(source, path, ignoreCase);
	checkNesting(parse(source, path), path, false);
	return (text) => native.test(text.length > longestText ? text.slice(0, longestText) : text);
}

function compileNative(source: string, path: string, ignoreCase: boolean): RegExp {
	try {
		return new RegExp(source, ignoreCase ? 'i' : '');
	} catch {
		refuse(
			path,
			'This is not a regular expression.',
			'Check brackets, and put \\ before signs such as ( ) [ ? * + meant as text.',
		);
	}
}

function parse(source: string, path: string): Regex {
	try {
		return parseRegex(source);
	} catch (error) {
		if (error instanceof Unsupported)
			refuse(path, error.message, 'Match the text itself, and combine tests with $and or $not.');
		throw error;
	}
}

/** Refuses a quantifier within a group that may itself come several times. */
function checkNesting(regex: Regex, path: string, repeating: boolean): void {
	switch (regex.kind) {
		case 'sequence':
			for (const part of regex.parts) checkNesting(part, path, repeating);
			return;
		case 'choice':
			for (const branch of regex.branches) checkNesting(branch, path, repeating);
			return;
		case 'repeat':
			if (repeating)
				refuse(path, 'A quantifier stands within a repeated group, as in (a+)+.', 'Repeat one part only: a+.');
			checkNesting(regex.body, path, regex.max > 1);
	}
}
