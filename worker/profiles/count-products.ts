import { ProductTally, productEvents, productsBackMs, type Tallied } from '../../core/recommend/index.ts';
import { eventsOnly, everyone } from './everyone.ts';
import type { Tables } from './tables.ts';

/** Counts what everyone of a shard did with products lately. `pause` lets others go first. */
export async function countProducts(tables: Tables, now: number, pause: () => Promise<unknown>): Promise<Tallied> {
	const tally = new ProductTally();
	const lookBackMs = new Map(productEvents.map((name) => [name, productsBackMs]));
	for await (const people of everyone(tables, { lookBackMs, ...eventsOnly }, now, pause)) {
		for (const { events } of people) {
			tally.addPerson(productEvents.flatMap((name) => events.query(name, now - productsBackMs, now)));
		}
	}
	return tally.tallied();
}
