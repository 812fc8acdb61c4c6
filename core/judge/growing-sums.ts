import type { Measurement } from '../goal/index.ts';
import type { Sums } from './types.ts';
import { Values } from './values.ts';

const nothing = {
	...{ sum: 0, sumSquares: 0, per: 0, perSquares: 0, sumPer: 0 },
	...{ before: 0, beforeSquares: 0, sumBefore: 0 },
	...{ perBefore: 0, perBeforeSquares: 0, beforePerBefore: 0, sumPerBefore: 0, perAndBefore: 0, perPerBefore: 0 },
};

/** The sums of nobody. */
export const noSums: Sums = { n: 0, ...nothing, values: null };

/** One goal's sums while they grow. */
export class GrowingSums {
	#n = 0;
	readonly #sums = { ...nothing };
	readonly #values: Values | null;

	constructor(hasValues: boolean) {
		this.#values = hasValues ? new Values() : null;
	}

	add({ value, per, before, perBefore }: Measurement): void {
		this.#n++;
		const past = before ?? 0;
		const sums = this.#sums;
		sums.sum += value;
		sums.sumSquares += value * value;
		sums.per += per;
		sums.perSquares += per * per;
		sums.sumPer += value * per;
		sums.before += past;
		sums.beforeSquares += past * past;
		sums.sumBefore += value * past;
		sums.perBefore += perBefore;
		sums.perBeforeSquares += perBefore * perBefore;
		sums.beforePerBefore += past * perBefore;
		sums.sumPerBefore += value * perBefore;
		sums.perAndBefore += per * past;
		sums.perPerBefore += per * perBefore;
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
