/** The whole install: one script tag. `origin` is the Worker's own. */
export function installSnippet(origin: string, writeKey: string): string {
	return `<script async src="${origin}/_ew/ew.js" data-key="${escapeAttribute(writeKey)}"></script>`;
}

function escapeAttribute(value: string): string {
	return value.replace(/[&"<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}
