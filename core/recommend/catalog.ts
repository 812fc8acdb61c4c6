import type { Catalog, Product, Tallied, TalliedProduct } from './types.ts';

/** Anybody can say that there is a product: one that fewer people had to do with is shown to nobody. */
export const fewestPeople = 3;
const mostProducts = 300;
const mostRelated = 8;

/** What can be recommended, of all that was counted. What most people said of a product is what it is. */
export function catalogOf({ products, pairs }: Tallied): Catalog {
	const known = products.filter(({ people }) => people >= fewestPeople).slice(0, mostProducts);
	const people = new Map(known.map((product) => [product.id, product.people]));
	const related = new Map<string, [string, number][]>();
	for (const [id, other, both] of pairs) {
		const [ofOne, ofOther] = [people.get(id), people.get(other)];
		if (ofOne === undefined || ofOther === undefined || both < fewestPeople) continue;
		const likeness = both / Math.sqrt(ofOne * ofOther);
		related.set(id, [...(related.get(id) ?? []), [other, likeness]]);
		related.set(other, [...(related.get(other) ?? []), [id, likeness]]);
	}
	return {
		products: known.flatMap(agreedOn),
		related: Object.fromEntries(
			[...related].map(([id, list]) => [id, list.sort((a, b) => b[1] - a[1]).slice(0, mostRelated)]),
		),
	};
}

/** As enough people agree on what it is; one liar's word is not enough. */
function agreedOn({ details }: TalliedProduct): Product[] {
	const [first] = details;
	return first && first[1] >= fewestPeople ? [JSON.parse(first[0])] : [];
}
