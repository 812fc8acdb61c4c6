import type { HistoryEvent } from '../condition/types.ts';
import { type Interaction, interactionsOf } from './interactions.ts';
import type { Catalog, Product, Recommendation } from './types.ts';

const recommendedMax = 12;
/** The latest products that a person had to do with, by which others are found. */
const seedsMax = 10;

/**
 * What a person may want to see: first what goes with the products that they looked at last, then what many look at. Never what
 * they ordered, nor what they are looking at.
 * @param events what they did; none for whom nothing is known
 * @param mayShow whether a product is to be shown where it is asked for
 */
export function recommend(
	{ products, related }: Catalog,
	events: readonly HistoryEvent[],
	mayShow: (product: Product) => boolean,
): Recommendation[] {
	const interactions = events.flatMap(interactionsOf).sort((a, b) => b.at - a.at);
	const ordered = new Set(interactions.filter(({ isOrder }) => isOrder).map(idOf));
	const seeds = [...new Set(interactions.map(idOf))].slice(0, seedsMax);
	const fit = new Map<string, number>();
	for (const [age, seed] of seeds.entries()) {
		for (const [id, likeness] of (Object.hasOwn(related, seed) ? related[seed] : undefined) ?? []) {
			fit.set(id, (fit.get(id) ?? 0) + likeness / (1 + age));
		}
	}
	const shown = products.filter((product) => !ordered.has(product.product_id) && mayShow(product));
	// Sorting is stable: of those that fit alike, and of those that do not, the more popular one comes first.
	return shown
		.map((product) => ({ product, fits: fit.get(product.product_id) ?? 0 }))
		.sort((a, b) => b.fits - a.fits)
		.slice(0, recommendedMax)
		.map(({ product, fits }) => ({ ...product, reason: fits > 0 ? 'related' : 'popular' }));
}

function idOf({ product }: Interaction): string {
	return product.product_id;
}
