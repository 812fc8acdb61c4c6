/** A declaration, whole: semicolons in quotes, brackets and comments end none. */
const declaration =
	/(?:"(?:[^"\\]|\\[\s\S])*"?|'(?:[^'\\]|\\[\s\S])*'?|\((?:"[^"]*"|'[^']*'|[^)])*\)?|\/\*[\s\S]*?(?:\*\/|$)|[^;])+/g;

/**
 * A style attribute's text with these properties set, at its end, or taken out (null); what it said of them before goes.
 * Properties that are not about anything set keep their spelling. Empty when nothing is left.
 */
export function withProperties(style: string | null, properties: Readonly<Record<string, string | null>>): string {
	const names = new Set(Object.keys(properties).map(propertyName));
	const kept = (style?.match(declaration) ?? [])
		.map((text) => text.trim())
		.filter(
			(text) => text && !names.has(propertyName(/^[^:]*/.exec(text.replace(/\/\*[\s\S]*?\*\//g, ''))?.[0] ?? '')),
		);
	const set = Object.entries(properties).flatMap(([name, value]) =>
		value === null ? [] : [`${propertyName(name)}: ${value.trim()}`],
	);
	const all = [...kept, ...set];
	return all.length ? `${all.join('; ')};` : '';
}

/** In lower case, but for custom properties, whose case counts. */
function propertyName(name: string): string {
	const trimmed = name.trim();
	return trimmed.startsWith('--') ? trimmed : trimmed.toLowerCase();
}
