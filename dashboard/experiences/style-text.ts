/** A style's properties as people type them: `color: red`, a line each; a line without a value takes the property away. */
export function styleText(properties: Readonly<Record<string, string | null>>): string {
	return Object.entries(properties)
		.map(([name, value]) => (value === null ? `${name}:` : `${name}: ${value}`))
		.join('\n');
}

/** What was typed, as properties. A semicolon at a line's end is not minded. */
export function readStyleText(text: string): Record<string, string | null> {
	const lines = text.split('\n').flatMap((line) => {
		const [, name = '', value = ''] = /^\s*([^:\s]+)\s*:?\s*(.*?)\s*;?\s*$/.exec(line) ?? [];
		return name === '' ? [] : [[name, value || null] as const];
	});
	return Object.fromEntries(lines);
}
