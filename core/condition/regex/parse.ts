/** A regular expression as a tree. A `unit` is the source of what matches one UTF-16 code unit: `a`, `\d`, `[a-z]`, `.` */
export type Regex =
	| { readonly kind: 'unit'; readonly source: string }
	| { readonly kind: 'assertion'; readonly source: '^' | '$' | '\\b' | '\\B' }
	| { readonly kind: 'sequence'; readonly parts: readonly Regex[] }
	| { readonly kind: 'choice'; readonly branches: readonly Regex[] }
	| { readonly kind: 'repeat'; readonly body: Regex; readonly min: number; readonly max: number };

/** What the parser cannot accept, in words for the person who wrote it. */
export class Unsupported extends Error {}

const deepest = 20;
const quantifier = /(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})\??/y;
const assertion = /\^|\$|\\[bB]/y;
const group = /\((?:\?:|\?<[A-Za-z_$][\w$]*>|(?!\?))/y;
const characterClass = /\[(?:\\.|[^\]\\])*\]/sy;
const escaped = /\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|c[A-Za-z]|0(?!\d)|[^0-9ckpP])/y;
const literal = /[^\\()[|*+?]/y;

/**
 * Parses a regular expression that `new RegExp(source)` accepts. Throws `Unsupported` for what cannot be matched in one
 * pass over the text: back references and lookaround; and for `\p`, which means nothing without the `u` flag.
 */
export function parseRegex(source: string): Regex {
	let at = 0;

	function take(pattern: RegExp): RegExpExecArray | null {
		pattern.lastIndex = at;
		const match = pattern.exec(source);
		if (match) at = pattern.lastIndex;
		return match;
	}

	function choice(depth: number): Regex {
		const branches = [sequence(depth)];
		while (source[at] === '|') {
			at++;
			branches.push(sequence(depth));
		}
		const [only, ...others] = branches;
		return only && others.length === 0 ? only : { kind: 'choice', branches };
	}

	function sequence(depth: number): Regex {
		const parts: Regex[] = [];
		while (at < source.length && source[at] !== '|' && source[at] !== ')') parts.push(term(depth));
		return { kind: 'sequence', parts };
	}

	function term(depth: number): Regex {
		const [asserted] = take(assertion) ?? [];
		if (asserted === '^' || asserted === '$' || asserted === '\\b' || asserted === '\\B') {
			return { kind: 'assertion', source: asserted };
		}
		return repeated(take(group) ? inner(depth + 1) : unit());
	}

	function inner(depth: number): Regex {
		if (depth > deepest) throw new Unsupported(`Groups nest deeper than ${deepest}.`);
		const body = choice(depth);
		at++;
		return body;
	}

	function repeated(body: Regex): Regex {
		const match = take(quantifier);
		if (!match) return body;
		const [, sign, least, comma, most] = match;
		if (sign)
			return { kind: 'repeat', body, min: sign === '+' ? 1 : 0, max: sign === '?' ? 1 : Number.POSITIVE_INFINITY };
		const max = comma ? (most ? Number(most) : Number.POSITIVE_INFINITY) : Number(least);
		return { kind: 'repeat', body, min: Number(least), max };
	}

	function unit(): Regex {
		const [found] = take(characterClass) ?? take(escaped) ?? take(literal) ?? [];
		if (found !== undefined) return { kind: 'unit', source: found };
		throw new Unsupported(
			source[at] === '('
				? 'Lookahead and lookbehind, (?=…) and alike, are not supported.'
				: 'Back references, octal escapes and \\p are not supported.',
		);
	}

	return choice(0);
}
