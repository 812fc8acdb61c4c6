/** Escaping for the places where a value lands. Text from visitors and marketers passes one of these before it is HTML. */

const entities: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

/** For text between tags (not within script or style, where nothing can be escaped). */
export function escapeText(text: string): string {
	return text.replace(/[&<>]/g, (character) => entities[character] ?? character);
}

/** For an attribute's value between quotes of either kind. */
export function escapeAttribute(value: string): string {
	return value.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/**
 * For JSON text within a script element: no `</script>` or `<!--` can end or hide it, and it stays the same JSON.
 * The line separators are legal in JSON but end a line in older scripts.
 */
export function escapeJsonForScript(json: string): string {
	return json.replace(
		/[<>&\u2028\u2029]/g,
		(character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
}
