import { Refusal } from '../refusal.ts';

/** Whether a text fits: `*` stands for anything, `:name` (in paths) for one segment. */
export type Glob = (text: string) => boolean;

/** What stands between two `*`: literals, and `null` for a named segment. */
type Piece = readonly (string | null)[];

/**
 * Compiles a pattern into string comparisons. Between two `*` the first place that fits is taken and never
 * reconsidered, which is right because a later place never ends earlier; so matching takes no more than
 * pattern times text, whatever a visitor's URL looks like, where a regular expression could explode.
 */
export function compileGlob(pattern: string, names: boolean): Glob {
	const pieces = pattern.split(/\*+/).map((part): Piece => (names ? splitNames(part) : [part]));
	const [first = [''], ...rest] = pieces;
	const last = rest.pop();
	if (!last) return (text) => endsAt(first, text, 0) === text.length;
	return (text) => {
		let at = endsAt(first, text, 0);
		for (const piece of rest) {
			if (at === -1) return false;
			at = firstEnd(piece, text, at);
		}
		return at !== -1 && endsLast(last, text, at);
	};
}

/** `null` stands for a named segment. */
function splitNames(part: string): Piece {
	return part.split(/(:[A-Za-z_]\w*)/).map((text, index) => (index % 2 === 1 ? null : text));
}

function endsAt(piece: Piece, text: string, from: number): number {
	let at = from;
	for (const part of piece) {
		if (part === null) {
			const slash = text.indexOf('/', at);
			const end = slash === -1 ? text.length : slash;
			if (end === at) return -1;
			at = end;
		} else {
			if (!text.startsWith(part, at)) return -1;
			at += part.length;
		}
	}
	return at;
}

function firstEnd(piece: Piece, text: string, from: number): number {
	const [literal] = piece;
	if (piece.length === 1 && typeof literal === 'string') {
		const found = text.indexOf(literal, from);
		return found === -1 ? -1 : found + literal.length;
	}
	for (let at = from; at <= text.length; at++) {
		const end = endsAt(piece, text, at);
		if (end !== -1) return end;
	}
	return -1;
}

/** The last piece must end with the text; a piece of one literal is compared at the end at once. */
function endsLast(piece: Piece, text: string, from: number): boolean {
	const [literal] = piece;
	if (piece.length === 1 && typeof literal === 'string') {
		return text.length - literal.length >= from && text.endsWith(literal);
	}
	for (let at = from; at <= text.length; at++) {
		if (endsAt(piece, text, at) === text.length) return true;
	}
	return false;
}

/** Refuses the parts of URLPattern that are not taken here. */
export function checkPatternSyntax(pattern: string): void {
	const complaint = syntaxComplaint(pattern);
	if (complaint === null) return;
	throw new Refusal('page-pattern', `The page pattern ${JSON.stringify(pattern.slice(0, 200))} ${complaint}.`, {
		hint: 'Write a path such as /products/* or /products/:id, or a whole address such as https://*.example.com/*.',
	});
}

function syntaxComplaint(pattern: string): string | null {
	if (pattern.length > 2_000) return 'is longer than 2,000 characters';
	if (/[\s\\{}()|<>^`"]/.test(pattern)) return 'has spaces, groups or a regular expression, which are not taken';
	if (pattern.includes('#')) return 'has a fragment (#…), which never reaches the edge';
	if (/:[A-Za-z_]\w*[?+*]/.test(pattern)) return 'has a modifier after a name, which is not taken';
	if (/(?<!\/):[A-Za-z_]|:[A-Za-z_]\w*[^/?\w]/.test(pattern.replace(/^[a-z*]+:\/\/[^/?]*/i, ''))) {
		return 'has a name that is not a whole segment';
	}
	return null;
}
