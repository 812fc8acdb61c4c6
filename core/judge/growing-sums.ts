import type { Measurement } from '../goal/index.ts';
import type { Sums } from './types.ts';
import { Values } from './values.ts';

/** One goal's sums while they grow. */
export class GrowingSums {
	#n = 0;
	#sums = { sum: 0, sumSquares: 0, per: 0, perSquares: 0, sumPer: 0, before: 0, beforeSquares: 0, sumBefore: 0 };
	readonly #values: Values | null;

	constructor(hasValues: boolean) {
		this.#values = hasValues ? new Values() : null;
	}

	add({ value, per, before }: Measurement): void {
		this.#n++;
		const past = before ?? 0;
		this.#sums.sum += value;
		this.#sums.sumSquares += value * value;
		this.#sums.per += per;
		this.#sums.perSquares += per * per;
		this.#sums.sumPer += value * per;
		this.#sums.before += past;
		this.#sums.beforeSquares += past * past;
		this.#sums.sumBefore += value * past;
		this.#values?.add(value, 1);
	}

	join({ n, values, ...sums }: Sums): void {
		this.#n += n;
		for (const key of Object.keys(this.#sums) as (keyof typeof sums)[]) this.#sums[key] += sums[key];
		for (const [value, count] of values ?? []) this.#values?.add(value, count);
	}

	sums(): Sums {
		return { n: this.#n, ...this.#sums, values: this.#values?.counts ?? null };
	}
}
