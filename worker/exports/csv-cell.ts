/** What spreadsheets take for the beginning of a formula, the wide signs of East Asia among it. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/;
const plainNumber = /^[-+]?\d+([.,]\d+)?$/;

/**
 * A value as a cell of a CSV (RFC 4180). Text that a spreadsheet would run as a formula gets an apostrophe, which makes it text
 * there: whatever visitors say of themselves ends up here.
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function csvCell(value: unknown): string {
	if (value === null || value === undefined) return '';
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	const text = typeof value === 'string' ? value : JSON.stringify(value);
	const harmless = formula.test(text) && !plainNumber.test(text) ? `'${text}` : text;
	return /[",\r\n]|^\s|\s$/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** A row of a CSV, with its line end. */
export function csvRow(values: readonly unknown[]): string {
	return `${values.map(csvCell).join(',')}\r\n`;
}
