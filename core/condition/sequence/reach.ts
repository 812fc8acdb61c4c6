/** How far chains of events reach: each began at a moment, and may be followed until before another. Asked for later and later moments. */
export class Reach {
	/** Those that may still be the best: the later one ends, the earlier it began. */
	readonly #kept: { readonly beganAt: number; readonly before: number }[] = [];

	add(beganAt: number, before: number): void {
		const found = this.#kept.findIndex((other) => other.before >= before);
		const place = found === -1 ? this.#kept.length : found;
		const beyond = this.#kept[place];
		if (beyond && beyond.beganAt >= beganAt) return;
		let worse = place;
		while (worse > 0 && (this.#kept[worse - 1]?.beganAt ?? Number.POSITIVE_INFINITY) <= beganAt) worse--;
		const equal = beyond?.before === before ? 1 : 0;
		this.#kept.splice(worse, place - worse + equal, { beganAt, before });
	}

	/** When the latest began of those that reach beyond a moment; null when none does. */
	best(at: number): number | null {
		let over = 0;
		while ((this.#kept[over]?.before ?? Number.POSITIVE_INFINITY) <= at) over++;
		if (over > 0) this.#kept.splice(0, over);
		return this.#kept[0]?.beganAt ?? null;
	}
}
