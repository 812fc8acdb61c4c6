import type { Amount, Subject } from '../../core/condition/index.ts';

const numbersMax = 5000;
const valuesMax = 200;

/** Somebody, or an account, that a computed trait is worked out for. */
export interface Counted {
	readonly id: string;
	readonly subject: Subject;
}

/** How a computed trait is spread over the people, or the accounts, of one shard. */
export interface Spread {
	readonly people: number;
	readonly withValue: number;
	/** The values that are numbers; of very many, every second one, or every fourth … */
	readonly numbers: readonly number[];
	/** How often each value occurs, by its JSON: of the first few hundred that were met. */
	readonly values: readonly (readonly [json: string, people: number])[];
	readonly examples: readonly { readonly id: string; readonly value: unknown }[];
}

/** Works out a computed trait for everyone of a shard, or all its accounts, page by page, and keeps nothing. */
export async function spreadOf(
	everyone: AsyncIterable<Iterable<Counted>>,
	amount: Amount,
	examplesMax: number,
	now: number,
): Promise<Spread> {
	const values = new Map<string, number>();
	const examples: { id: string; value: unknown }[] = [];
	const numbers = new Sample();
	let [people, withValue] = [0, 0];
	for await (const page of everyone) {
		for (const { id, subject } of page) {
			people++;
			const { value } = amount.of(subject, now);
			if (value === null || value === 0) continue;
			withValue++;
			if (typeof value === 'number') numbers.add(value);
			const json = JSON.stringify(value);
			if (values.has(json) || values.size < valuesMax) values.set(json, (values.get(json) ?? 0) + 1);
			if (examples.length < examplesMax) examples.push({ id, value });
		}
	}
	return { people, withValue, numbers: numbers.taken, values: [...values], examples };
}

/** Every so many of a stream of numbers, so that no more than `numbersMax` are held. */
class Sample {
	taken: number[] = [];
	#every = 1;
	#seen = 0;

	add(value: number): void {
		if (this.#seen++ % this.#every !== 0) return;
		this.taken.push(value);
		if (this.taken.length < numbersMax) return;
		this.taken = this.taken.filter((_, i) => i % 2 === 0);
		this.#every *= 2;
	}
}
