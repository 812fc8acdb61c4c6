import { type Bag, isBag } from '../../core/event/index.ts';

/**
 * What a browser says of itself beside its user agent, which Chromium froze: it says Windows 10 and Android 10 for ever.
 * @see https://wicg.github.io/ua-client-hints/
 */
export interface ClientHints {
	/** Names and versions, one of them made up so that nobody relies on the list. */
	readonly brands: readonly { readonly brand: string; readonly version: string }[];
	readonly mobile: boolean | null;
	readonly platform: string | null;
	readonly platformVersion: string | null;
}

/** The hints in a request's headers; null when there are none. Without being asked, browsers send brands, mobile and platform. */
export function hintsOf({ headers }: Request): ClientHints | null {
	const brands = headers.get('sec-ch-ua');
	if (brands === null) return null;
	const mobile = headers.get('sec-ch-ua-mobile');
	return {
		brands: brandsIn(brands.slice(0, textMax)),
		mobile: mobile === null ? null : mobile.trim() === '?1',
		platform: unquoted(headers.get('sec-ch-ua-platform')),
		platformVersion: unquoted(headers.get('sec-ch-ua-platform-version')),
	};
}

/** The hints that Segment's browser client puts into `context.userAgentData`, as `navigator.userAgentData` has them. */
export function hintsIn(userAgentData: unknown): ClientHints | null {
	if (!isBag(userAgentData) || !Array.isArray(userAgentData.brands)) return null;
	const brands: readonly unknown[] = userAgentData.brands.slice(0, brandsMax);
	return {
		brands: brands
			.filter(isBag)
			.map(({ brand, version }) => ({ brand: text(brand) ?? '', version: text(version) ?? '' })),
		mobile: typeof userAgentData.mobile === 'boolean' ? userAgentData.mobile : null,
		platform: text(userAgentData.platform),
		platformVersion: text(userAgentData.platformVersion),
	};
}

const textMax = 300;
const brandsMax = 10;

/** `"Google Chrome";v="150", "Not_A Brand";v="24"`: a list of quoted names, which may hold commas. */
function brandsIn(header: string): ClientHints['brands'] {
	const brands = [...header.matchAll(/"((?:[^"\\]|\\.)*)"\s*;\s*v\s*=\s*"([^"]*)"/g)];
	return brands.slice(0, brandsMax).map(([, brand = '', version = '']) => ({ brand, version }));
}

function unquoted(header: string | null): string | null {
	const inner = header?.trim().replace(/^"(.*)"$/, '$1');
	return inner ? inner.slice(0, textMax) : null;
}

function text(value: Bag[string]): string | null {
	return typeof value === 'string' && value !== '' ? value.slice(0, textMax) : null;
}
