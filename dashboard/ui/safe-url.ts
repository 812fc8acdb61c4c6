/** Visitors choose URLs. Only http and https become links; everything else (javascript:, data:, broken) stays text. */
export function safeUrl(text: string | null | undefined): string | null {
	if (!text || !/^https?:\/\//i.test(text) || !URL.canParse(text)) return null;
	const url = new URL(text);
	return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null;
}

/** What to show of a URL: path and search for web addresses, everything as it is otherwise. */
export function shortUrl(text: string): string {
	const safe = safeUrl(text);
	if (!safe) return text;
	const url = new URL(safe);
	return url.pathname + url.search;
}
