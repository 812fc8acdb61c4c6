/** What the edge writes into the tag, by the placeholder that stands for it there. */
export type TagValues = Readonly<Record<'REGION' | 'SHARDS' | 'ID' | 'LINKS', string>>;

/** A script with placeholders, taken apart once: text and placeholders in turn. */
export type TagTemplate = readonly string[];

const placeholder = /__EW_(REGION|SHARDS|ID|LINKS)__/;

export function takeApart(script: string): TagTemplate {
	return script.split(placeholder);
}

/** The script with its values in place; a placeholder that it does not have is not missed. */
export function fillIn(template: TagTemplate, values: TagValues): string {
	const named = new Map(Object.entries(values));
	// `split` puts what a group caught at every second place.
	return template.map((part, place) => (place % 2 === 1 ? (named.get(part) ?? '') : part)).join('');
}
