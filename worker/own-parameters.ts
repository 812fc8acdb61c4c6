/** Query parameters that are ours: a visitor's id on its way from another host, and a preview. */
export const linkParameter = '_ew';
export const previewParameter = '_ew_preview';

/** The URL without our parameters, all else in it byte for byte as it was: what the origin, decisions and events see. */
export function withoutOwnParameters(url: string): string {
	const [address = '', ...query] = url.split('?');
	if (query.length === 0) return url;
	const [asked = '', ...fragment] = query.join('?').split('#');
	const kept = asked.split('&').filter((pair) => !isOwn(pair.split('=')[0]));
	return [kept.length === 0 ? address : `${address}?${kept.join('&')}`, ...fragment].join('#');
}

function isOwn(name: string | undefined): boolean {
	return name === linkParameter || name === previewParameter;
}
