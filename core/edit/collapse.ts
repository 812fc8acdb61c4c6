/** A text as `expect.text` is compared: white space collapsed, because pages are re-indented at will. */
export function collapse(text: string): string {
	return text.replace(/\s+/g, ' ').trim();
}
