/** What a page's Content-Security-Policy lets us write into it. */
export interface PagePolicy {
	/** The nonce of scripts; null when the page names none. */
	readonly scriptNonce: string | null;
	/** The nonce that a style element needs, or '' when it needs none; null when no style element is let through. */
	readonly styleNonce: string | null;
	readonly allowsStyleAttributes: boolean;
}

type Directives = ReadonlyMap<string, readonly string[]>;

/** Reads the header (CSP 3, of which each policy has to agree); a page without one allows all. Policies in `<meta>` are not looked for. */
export function readPolicy(headers: Headers): PagePolicy {
	const policies = (headers.get('content-security-policy') ?? '').split(',').map(readDirectives);
	const sources = (...names: string[]) =>
		policies.flatMap((policy) => {
			const name = names.find((one) => policy.has(one));
			return name === undefined ? [] : [policy.get(name) ?? []];
		});
	const [scriptNonce = null] = sources('script-src-elem', 'script-src', 'default-src').flatMap(noncesOf);
	const elements = sources('style-src-elem', 'style-src', 'default-src');
	const attributes = sources('style-src-attr', 'style-src', 'default-src');
	return {
		scriptNonce,
		styleNonce: styleNonce(elements.filter((list) => !allowsInline(list))),
		allowsStyleAttributes: attributes.every(allowsInline),
	};
}

/** For lists that let nothing inline through but what has their nonce. */
function styleNonce(strict: readonly (readonly string[])[]): string | null {
	const [nonce = ''] = strict.flatMap(noncesOf);
	return strict.every((list) => noncesOf(list).includes(nonce)) ? nonce : null;
}

function readDirectives(policy: string): Directives {
	const directives = policy.split(';').map((text) => text.trim().split(/\s+/));
	return new Map(directives.map(([name = '', ...values]) => [name.toLowerCase(), values]));
}

function noncesOf(sources: readonly string[]): string[] {
	return sources.flatMap((source) => /^'nonce-([\w+/=-]+)'$/i.exec(source)?.[1] ?? []);
}

/** `'unsafe-inline'` counts only beside no nonce and no hash. */
function allowsInline(sources: readonly string[]): boolean {
	const isOverruled = sources.some((source) => /^'(?:nonce-|sha\d+-)/i.test(source));
	return !isOverruled && sources.some((source) => source.toLowerCase() === "'unsafe-inline'");
}
