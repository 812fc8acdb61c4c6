import type { HistoryEvent } from '../condition/types.ts';
import { type Interaction, interactionsOf } from './interactions.ts';
import type { Tallied, TalliedProduct } from './types.ts';

/** What is held at most: shards have little memory, and the products that count are met early. */
const most = { products: 5_000, pairs: 50_000, details: 5, ofOnePerson: 20 };
/** What one shard tells of, the most popular first. */
const told = { products: 1_000, pairs: 5_000, details: 3 };

interface Counted {
	people: number;
	score: number;
	readonly details: Map<string, number>;
}

/** Counts what people did with products, one person after the other. */
export class ProductTally {
	readonly #products = new Map<string, Counted>();
	readonly #pairs = new Map<string, number>();

	/** @param events all that one person did, in any order; those that tell of no product are passed over */
	addPerson(events: readonly HistoryEvent[]): void {
		const own = strongest(events.flatMap(interactionsOf));
		for (const { product, weight } of own) this.#count(product.product_id, weight, JSON.stringify(product));
		const ids = own.map(({ product }) => product.product_id).sort();
		for (const [i, id] of ids.entries()) for (const other of ids.slice(i + 1)) this.#pair(id, other);
	}

	tallied(): Tallied {
		const products = [...this.#products].map(([id, { people, score, details }]): TalliedProduct => {
			return { id, people, score, details: mostFrequent(details, told.details) };
		});
		return {
			products: products.sort(byScore).slice(0, told.products),
			pairs: mostFrequent(this.#pairs, told.pairs).map(([key, people]) => [...idsIn(key), people]),
		};
	}

	#count(id: string, weight: number, json: string): void {
		let counted = this.#products.get(id);
		if (!counted) {
			if (this.#products.size >= most.products) return;
			counted = { people: 0, score: 0, details: new Map() };
			this.#products.set(id, counted);
		}
		counted.people++;
		counted.score += weight;
		if (counted.details.has(json) || counted.details.size < most.details) bump(counted.details, json, 1);
	}

	#pair(id: string, other: string): void {
		const key = JSON.stringify([id, other]);
		if (this.#pairs.has(key) || this.#pairs.size < most.pairs) bump(this.#pairs, key, 1);
	}
}

/** What several shards have counted, as one. */
export function joinTallied(parts: readonly Tallied[]): Tallied {
	const products = new Map<string, Counted>();
	const pairs = new Map<string, number>();
	for (const { id, people, score, details } of parts.flatMap((part) => part.products)) {
		const counted = products.get(id) ?? { people: 0, score: 0, details: new Map() };
		counted.people += people;
		counted.score += score;
		for (const [json, by] of details) bump(counted.details, json, by);
		products.set(id, counted);
	}
	for (const [id, other, people] of parts.flatMap((part) => part.pairs)) {
		bump(pairs, JSON.stringify([id, other]), people);
	}
	return {
		products: [...products]
			.map(([id, { people, score, details }]) => ({ id, people, score, details: mostFrequent(details, told.details) }))
			.sort(byScore),
		pairs: [...pairs].map(([key, people]) => [...idsIn(key), people]),
	};
}

/** The strongest of each product, with what was said of it last; the latest products only. */
function strongest(interactions: readonly Interaction[]): Interaction[] {
	const own = new Map<string, Interaction>();
	for (const one of interactions.toSorted((a, b) => b.at - a.at)) {
		const id = one.product.product_id;
		const known = own.get(id);
		if (known) own.set(id, { ...known, weight: Math.max(known.weight, one.weight) });
		else if (own.size < most.ofOnePerson) own.set(id, one);
	}
	return [...own.values()];
}

function byScore(a: TalliedProduct, b: TalliedProduct): number {
	return b.score - a.score || (a.id < b.id ? -1 : 1);
}

function idsIn(key: string): readonly [string, string] {
	return JSON.parse(key);
}

function bump(counts: Map<string, number>, key: string, by: number): void {
	counts.set(key, (counts.get(key) ?? 0) + by);
}

function mostFrequent(counts: ReadonlyMap<string, number>, limit: number): [string, number][] {
	return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, limit);
}
