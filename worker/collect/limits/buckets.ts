import { type Bucket, type Limit, take, waitMs } from './token-bucket.ts';

/**
 * Buckets by name, in bounded memory whatever names come: at most `most`. When half of them were touched, the other half
 * is forgotten, so a name loses its past only after that many others came. A forgotten bucket is a full one.
 */
export class Buckets {
	readonly #half: number;
	#recent = new Map<string, Bucket>();
	#before = new Map<string, Bucket>();

	constructor(most: number) {
		this.#half = Math.max(1, Math.floor(most / 2));
	}

	get size(): number {
		return this.#recent.size + this.#before.size;
	}

	/** How long a request has to wait, in ms; 0 when it may go. Takes nothing. */
	waitMs(name: string, cost: number, limit: Limit, nowMs: number): number {
		return waitMs(this.#find(name), cost, limit, nowMs);
	}

	/** Takes the cost from the bucket, whether or not it is there. */
	take(name: string, cost: number, limit: Limit, nowMs: number): void {
		const bucket = take(this.#find(name), cost, limit, nowMs);
		if (this.#recent.size >= this.#half && !this.#recent.has(name)) {
			this.#before = this.#recent;
			this.#recent = new Map();
		}
		this.#before.delete(name);
		this.#recent.set(name, bucket);
	}

	#find(name: string): Bucket | undefined {
		return this.#recent.get(name) ?? this.#before.get(name);
	}
}
