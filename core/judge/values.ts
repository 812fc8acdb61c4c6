/** Different numbers that are told apart exactly; with more of them three digits of each have to do. */
const differentMax = 5_000;

/** How often numbers occur, of which there may be many. */
export class Values {
	#counts = new Map<number, number>();
	#isRough = false;

	add(value: number, count: number): void {
		const key = this.#isRough ? Number(value.toPrecision(3)) : value;
		this.#counts.set(key, (this.#counts.get(key) ?? 0) + count);
		if (this.#isRough || this.#counts.size <= differentMax) return;
		const exact = this.#counts;
		this.#isRough = true;
		this.#counts = new Map();
		for (const [one, times] of exact) this.add(one, times);
	}

	get counts(): [value: number, count: number][] {
		return [...this.#counts];
	}
}
