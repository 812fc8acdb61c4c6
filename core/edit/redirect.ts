/**
 * Where a redirect leads from a page: an absolute URL, with the page's query and fragment kept unless the target has its
 * own of that name. Null when the visitor is there already, and for what is no web address.
 * @param to absolute, or relative to the page
 */
export function redirectTarget(to: string, page: string): string | null {
	const from = new URL(page);
	const target = URL.parse(to, page);
	if (!target || !/^https?:$/.test(target.protocol)) return null;
	const own = [...target.searchParams];
	const isHere = target.origin === from.origin && plainPath(target) === plainPath(from);
	if (isHere && own.every(([name, value]) => from.searchParams.getAll(name).includes(value))) return null;
	const names = new Set(own.map(([name]) => name));
	const kept = [...from.searchParams].filter(([name]) => !names.has(name));
	// Both spelled as they came: a query that is parsed and written again is not always the same one.
	if (own.length === 0) target.search = from.search;
	else for (const [name, value] of kept) target.searchParams.append(name, value);
	target.hash ||= from.hash;
	return target.href;
}

/** `/gold` and `/gold/` are one page. */
function plainPath({ pathname }: URL): string {
	return pathname.replace(/\/$/, '');
}
