/** Whether the edge finds what a browser finds with a selector, judged by the selector alone. */
export type SelectorVerdict = { readonly edge: true } | { readonly edge: false; readonly reason: string };

const identifier = String.raw`(?:-{0,2}(?:[_a-zA-Z\u0080-\uffff]|\\[^\n])(?:[-\w\u0080-\uffff]|\\[^\n])*)`;
const quoted = String.raw`(?:"(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*')`;
const attribute = String.raw`\[\s*${identifier}\s*(?:[~|^$*]?=\s*(?:${identifier}|${quoted})\s*(?:[iIsS]\s*)?)?\]`;
const simple = String.raw`(?:\*|[.#]?${identifier}|${attribute})`;
const steps = String.raw`(?:even|odd|[+-]?\d*n(?:\s*[+-]\s*\d+)?|[+-]?\d+)`;
const pseudo = String.raw`:(?:first-(?:child|of-type)(?![-\w(])|nth-(?:child|of-type)\(\s*${steps}\s*\)|not\(\s*${simple}\s*\))`;

const compoundPart = new RegExp(`(?:[.#]${identifier}|${attribute}|${pseudo})`, 'y');
const typePart = new RegExp(String.raw`(?:\*|${identifier})(?!\|)`, 'y');
const combinator = /\s*[>,]\s*|\s+(?![+~|])/y;

/**
 * Judges a CSS selector for the edge, which sees a page's tags as they stream by: it takes types, `*`, classes, ids, attributes,
 * `:first-child`, `:first-of-type`, `:nth-child(An+B)`, `:nth-of-type(An+B)`, `:not(` one simple selector `)`, descendants,
 * children and lists, as Cloudflare's HTMLRewriter does. Whether the page's markup lets it find the right ones is judged on the
 * page, at publish.
 */
export function checkEdgeSelector(selector: string): SelectorVerdict {
	const text = selector.trim();
	const stopped = readSelector(text);
	if (stopped !== text.length || text === '') return { edge: false, reason: explainStop(text, stopped) };
	return { edge: true };
}

/** Where reading ends: at the selector's length when the edge takes all of it. */
function readSelector(text: string): number {
	let at = 0;
	for (;;) {
		const start = at;
		at = skip(typePart, text, at);
		for (let next = skip(compoundPart, text, at); next !== at; next = skip(compoundPart, text, at)) at = next;
		if (at === start || at === text.length) return at === start ? Math.min(start, text.length - 1) : at;
		const after = skip(combinator, text, at);
		if (after === at) return at;
		at = after;
	}
}

function skip(pattern: RegExp, text: string, at: number): number {
	pattern.lastIndex = at;
	return pattern.test(text) ? pattern.lastIndex : at;
}

function explainStop(text: string, at: number): string {
	const rest = text.slice(Math.max(at, 0)).trim();
	const name = /^::?[-\w]+/.exec(rest)?.[0];
	if (name === ':not') return 'Within :not() the edge takes one simple selector.';
	if (name === ':nth-child' || name === ':nth-of-type') return `The edge takes ${name} with a plain An+B only.`;
	if (name) return `The edge does not know ${name}.`;
	if (/^[+~]/.test(rest)) return `The edge does not know the combinator ${rest.charAt(0)}.`;
	return 'This is not a CSS selector that the edge can read.';
}
