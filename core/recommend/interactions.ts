import type { HistoryEvent } from '../condition/types.ts';
import { isBag } from '../event/index.ts';
import type { Product } from './types.ts';

/** What a person did with a product. */
export interface Interaction {
	readonly product: Product;
	readonly at: number;
	/** How much it says: a view 1, putting into a cart 3, an order 5. */
	readonly weight: number;
	readonly isOrder: boolean;
}

const weights: ReadonlyMap<string, number> = new Map([
	['Product Viewed', 1],
	['Product Added', 3],
	['Order Completed', 5],
]);

/** Names of the events that tell of products. */
export const productEvents: readonly string[] = [...weights.keys()];

/** How far back they are looked at, ms. */
export const productsBackMs = 30 * 86_400_000;

/** Products of one order that are looked at. */
const orderMax = 100;
const longestText = 200;
const longestUrl = 2_000;

/** What one event says of products; nothing where it names none. */
export function interactionsOf({ event, at, properties }: HistoryEvent): Interaction[] {
	const weight = weights.get(event);
	if (weight === undefined) return [];
	const isOrder = event === 'Order Completed';
	const said = isOrder && Array.isArray(properties.products) ? properties.products.slice(0, orderMax) : [properties];
	return said.flatMap((one) => {
		const product = isBag(one) ? readProduct(one) : null;
		return product ? [{ product, at, weight, isOrder }] : [];
	});
}

/** Events are anybody's word: what is no short text, no number and no web address is left out. */
function readProduct(said: Readonly<Record<string, unknown>>): Product | null {
	const id = idIn(said.product_id) ?? idIn(said.sku);
	if (id === null) return null;
	const { name, url, image_url: image, price, currency, category } = said;
	return {
		product_id: id,
		name: textIn(name),
		url: addressIn(url),
		image_url: addressIn(image),
		price: priceIn(price),
		currency: textIn(currency),
		category: textIn(category),
	};
}

function idIn(value: unknown): string | null {
	return typeof value === 'number' && Number.isFinite(value) ? String(value) : textIn(value);
}

function textIn(value: unknown): string | null {
	return typeof value === 'string' && value.trim() !== '' && value.length <= longestText ? value : null;
}

function priceIn(value: unknown): number | null {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	return typeof number === 'number' && Number.isFinite(number) && number >= 0 ? number : null;
}

/** An absolute address, or one from the site's root. */
function addressIn(value: unknown): string | null {
	if (typeof value !== 'string' || value.length > longestUrl) return null;
	if (value.startsWith('/')) return value.startsWith('//') || value.startsWith('/\\') ? null : value;
	const protocol = URL.parse(value)?.protocol;
	return protocol === 'https:' || protocol === 'http:' ? value : null;
}
