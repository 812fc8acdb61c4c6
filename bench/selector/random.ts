/** Random numbers that a seed repeats (mulberry32), and what is drawn with them. */
export interface Random {
	/** At least 0, below 1. */
	next(): number;
	/** A whole number below `limit`. */
	below(limit: number): number;
	pick<Item>(items: readonly Item[]): Item;
	shuffled<Item>(items: readonly Item[]): Item[];
}

export function seeded(seed: number): Random {
	let state = seed >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
	const below = (limit: number) => Math.floor(next() * limit);
	return {
		next,
		below,
		pick(items) {
			const item = items[below(items.length)];
			if (item === undefined) throw new RangeError('There is nothing to pick from.');
			return item;
		},
		shuffled: (items) =>
			items
				.map((item) => ({ item, key: next() }))
				.sort((a, b) => a.key - b.key)
				.map(({ item }) => item),
	};
}
