/** What the edge writes into the tag: a shard for who is new, the visitor's id, and the site's other hosts with commas between. */
export type TagValues = readonly [shard: string, id: string, links: string];

/** Stands in the built tag for them. */
const placeholder = '__EW__';

/** The built tag in two parts, taken apart once. */
export type TagTemplate = readonly string[];

export function takeApart(script: string): TagTemplate {
	return script.split(placeholder);
}

/** The script with its values in place, with blanks between: none of them has any. */
export function fillIn(template: TagTemplate, values: TagValues): string {
	return template.join(values.join(' '));
}
