/** A product as events tell of it, by Segment's e-commerce names. What was not said is null. */
export interface Product {
	readonly product_id: string;
	readonly name: string | null;
	readonly url: string | null;
	readonly image_url: string | null;
	readonly price: number | null;
	readonly currency: string | null;
	readonly category: string | null;
}

/** What many people did with products, counted: of each product how many people, and of two how many the same. */
export interface Tallied {
	readonly products: readonly TalliedProduct[];
	/** Two ids in their order, and how many people had to do with both. */
	readonly pairs: readonly (readonly [id: string, other: string, people: number])[];
}

export interface TalliedProduct {
	readonly id: string;
	readonly people: number;
	/** A view counts 1, putting into a cart 3, an order 5: the most that each person did. */
	readonly score: number;
	/** What was said of it, as JSON, and by how many people, the most frequent first. */
	readonly details: readonly (readonly [json: string, people: number])[];
}

/** What can be recommended, the most popular first, and what goes with what. */
export interface Catalog {
	readonly products: readonly Product[];
	/** Ids that go with an id, the best first, and how well: 1 where the same people always had to do with both. */
	readonly related: Readonly<Record<string, readonly (readonly [id: string, likeness: number])[]>>;
}

export interface Recommendation extends Product {
	/** It goes with what the person looked at; or many look at it. */
	readonly reason: 'related' | 'popular';
}
