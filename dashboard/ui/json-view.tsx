import type { ComponentChildren } from 'preact';

const token = /("(?:\\.|[^"\\])*")(\s*:)?|\b(true|false|null)\b|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/gi;

/** JSON with colours, built from text nodes only: nothing in it can become markup. */
export function JsonView({ value }: { value: unknown }) {
	return <pre class="json">{paint(JSON.stringify(value, null, 2) ?? 'undefined')}</pre>;
}

function paint(text: string): ComponentChildren[] {
	const parts: ComponentChildren[] = [];
	let end = 0;
	for (const match of text.matchAll(token)) {
		const [whole, quoted, colon, literal] = match;
		const kind = quoted ? (colon ? 'key' : 'string') : literal ? 'literal' : 'number';
		parts.push(text.slice(end, match.index), <span class={kind}>{whole}</span>);
		end = match.index + whole.length;
	}
	parts.push(text.slice(end));
	return parts;
}
