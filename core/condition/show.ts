import { asJson, asText } from './coerce.ts';

const longest = 60;
const mostItems = 5;

/** A value as a sentence shows it to a person: quoted text, "unset" for nothing, the first items of a list. */
export function show(value: unknown): string {
	if (value === null || value === undefined) return 'unset';
	if (typeof value === 'string') return `"${shorten(value)}"`;
	if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `[${showList(value, ', ')}]`;
	if (typeof value === 'object') return shorten(asJson(value) ?? 'an object');
	return shorten(asText(value));
}

/** "a", "b" or "c"; the rest of a long list is counted: "a", "b", … and 20 more. */
export function showList(values: readonly unknown[], last = ' or '): string {
	const shown = values.slice(0, mostItems).map(show);
	const rest = values.length - shown.length;
	if (rest > 0) return `${shown.join(', ')} and ${rest} more`;
	const end = shown.pop();
	return shown.length === 0 ? (end ?? 'nothing') : `${shown.join(', ')}${last}${end}`;
}

/** A path as a person reads it: `traits.plan` is "plan", `context.page.path` "page path", `account.traits.plan` "account plan". */
export function showPath(path: string): string {
	const [root, ...rest] = path.split('.');
	if (root === 'account' && rest.length > 1) return ['account', ...rest.slice(1)].join(' ');
	const implied = root === 'traits' || root === 'properties' || root === 'context';
	return implied && rest.length > 0 ? rest.join(' ') : path.replaceAll('.', ' ');
}

function shorten(text: string): string {
	return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
