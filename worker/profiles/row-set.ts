/** Rows of one stretch: 4 KB, and none where there is none of them. */
const stretch = 32_768;

/** A set of rows, by their numbers: a bit for each. */
export class RowSet {
	readonly #stretches: (Uint32Array | undefined)[] = [];

	add(row: number): void {
		const place = Math.floor(row / stretch);
		this.#stretches[place] ??= new Uint32Array(stretch / 32);
		const words = this.#stretches[place];
		const word = (row % stretch) >>> 5;
		words[word] = (words[word] ?? 0) | (1 << (row & 31));
	}

	delete(row: number): void {
		const words = this.#stretches[Math.floor(row / stretch)];
		const word = (row % stretch) >>> 5;
		if (words) words[word] = (words[word] ?? 0) & ~(1 << (row & 31));
	}

	has(row: number): boolean {
		const words = this.#stretches[Math.floor(row / stretch)];
		return (((words?.[(row % stretch) >>> 5] ?? 0) >>> (row & 31)) & 1) === 1;
	}

	get size(): number {
		return this.countIn(this);
	}

	/** How many of them are in another set too. */
	countIn(other: RowSet): number {
		let count = 0;
		for (const [place, words] of this.#stretches.entries()) {
			const others = other.#stretches[place];
			if (!words || !others) continue;
			for (let i = 0; i < words.length; i++) count += bitsIn((words[i] ?? 0) & (others[i] ?? 0));
		}
		return count;
	}

	/** What it takes of memory. */
	get bytes(): number {
		return this.#stretches.reduce((sum, words) => sum + (words?.byteLength ?? 0), 0);
	}
}

/** How many bits of 32 are set: pairs, nibbles and bytes are summed side by side. */
function bitsIn(word: number): number {
	const pairs = word - ((word >>> 1) & 0x55555555);
	const nibbles = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
	return (((nibbles + (nibbles >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
