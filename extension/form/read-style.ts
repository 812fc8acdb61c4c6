/** The properties that the form has fields for; all others are written as lines. */
export const styleFields = [
	['color', 'Text colour'],
	['background-color', 'Background'],
	['font-size', 'Text size'],
	['font-weight', 'Weight'],
	['text-align', 'Alignment'],
	['padding', 'Padding'],
	['margin', 'Margin'],
	['border-radius', 'Corners'],
] as const;

export const colourProperties: ReadonlySet<string> = new Set(['color', 'background-color']);

type Properties = Readonly<Record<string, string | null>>;

/**
 * Lines of `property: value` as properties; one with no value is taken away (null). A line without a colon is a property with
 * no name that would be one, so that the edit's own check names it.
 */
export function readLines(lines: string): Properties {
	const declared = lines
		.split('\n')
		.map((line) => line.trim().replace(/;$/, ''))
		.filter((line) => line !== '')
		.map((line) => {
			const [, name = line, value = ''] = /^([^:]*):(.*)$/.exec(line) ?? [];
			return [line.includes(':') ? name.trim() : line, value.trim() || null] as const;
		});
	return Object.fromEntries(declared);
}

/** The same, as lines. */
export function writeLines(properties: Properties): string {
	return Object.entries(properties)
		.map(([name, value]) => `${name}: ${value ?? ''}`.trim())
		.join('\n');
}
