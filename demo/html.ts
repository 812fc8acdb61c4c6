/** Markup that is ready to send: what `html` made, never a visitor's string. */
export class Html {
	readonly text: string;

	constructor(text: string) {
		this.text = text;
	}
}

type Value = string | number | Html | readonly Html[] | null;

const entities: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

/** Escapes text for element content and for quoted attribute values. */
export function escapeHtml(text: string): string {
	return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** A template tag: every value is escaped unless it is `Html` already; `null` leaves nothing. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
	return new Html(strings.reduce((text, string, i) => text + render(values[i - 1] ?? null) + string));
}

/** A JSON data block that scripts read. `<` is written as an escape, so that no value can end the element. */
export function dataBlock(id: string, data: unknown): Html {
	const json = JSON.stringify(data).replaceAll('<', '\\u003c');
	return html`<script type="application/json" id="${id}">${new Html(json)}</script>`;
}

function render(value: Value): string {
	if (value === null) return '';
	if (value instanceof Html) return value.text;
	if (typeof value === 'object') return value.map((part) => part.text).join('');
	return escapeHtml(String(value));
}
