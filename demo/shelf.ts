import type { Product } from './catalogue.ts';

/** What the browser's scripts know of a product: enough to show a line and to fill Segment's product properties. */
export interface ShelfItem {
	readonly id: string;
	readonly sku: string;
	readonly name: string;
	readonly category: string;
	readonly priceCents: number;
}

/** A page's data for its scripts: which list it shows, if it shows one, and the products on it. */
export interface PageData {
	readonly list: { readonly id: string; readonly category: string } | null;
	readonly products: readonly ShelfItem[];
}

/** Leaves out what only the page itself needs. */
export function shelve({ id, sku, name, category, priceCents }: Product): ShelfItem {
	return { id, sku, name, category, priceCents };
}
