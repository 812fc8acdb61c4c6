import type { Env } from '../env.ts';
import { type Definitions, loadDefinitions } from './definitions.ts';

/** How long definitions are trusted before D1 is asked whether they changed; whoever changes them also calls `refresh`. */
const trustedMs = 5_000;

/**
 * What a shard of this isolate has read last. Shards share what was read, never the reading: an object that waits for another one's
 * would go on in the other one's place.
 */
let shared: { readonly definitions: Definitions; readonly readAt: number } | null = null;
/** Raised when they change: what began to be read before is not shared any more. */
let changes = 0;

/** The next shard that asks waits for what is stored now. */
export function forgetDefinitions(): void {
	shared = null;
	changes++;
}

/** The definitions that a shard works with: read once, then from memory, and read again behind the answer when they age. */
export class HeldDefinitions {
	readonly #env: Env;
	/** Told of those that the shard has not worked with yet. */
	readonly #onNew: (definitions: Definitions) => void;
	#held: Definitions | null = null;
	#heldAt = 0;
	#reading: Promise<Definitions> | null = null;

	constructor(env: Env, onNew: (definitions: Definitions) => void) {
		this.#env = env;
		this.#onNew = onNew;
	}

	/** Waits for D1 only when the isolate has none that are new enough. @param behind keeps the object alive for what is read behind the answer */
	async get(behind: (reading: Promise<unknown>) => void): Promise<Definitions> {
		if (this.#isFresh(this.#heldAt) && this.#held) return this.#held;
		if (shared && this.#isFresh(shared.readAt)) return this.#hold(shared.definitions, shared.readAt);
		if (!this.#held) return this.#read();
		this.#heldAt = Date.now();
		behind(this.#read().catch((error: unknown) => console.error('definitions not refreshed', error)));
		return this.#held;
	}

	/** Reads what is stored now. */
	async refresh(): Promise<void> {
		forgetDefinitions();
		// A reading that is under way may have seen what was there before the change.
		if (this.#reading) await this.#reading.catch(() => undefined);
		await this.#read();
	}

	#isFresh(readAt: number): boolean {
		return Date.now() - readAt <= trustedMs;
	}

	#hold(definitions: Definitions, readAt: number): Definitions {
		const isNew = definitions !== this.#held;
		this.#held = definitions;
		this.#heldAt = readAt;
		if (isNew) this.#onNew(definitions);
		return definitions;
	}

	#read(): Promise<Definitions> {
		const begunAt = Date.now();
		const begunIn = changes;
		this.#reading ??= loadDefinitions(this.#env)
			.then((definitions) => {
				if (begunIn === changes) shared = { definitions, readAt: begunAt };
				return this.#hold(definitions, begunAt);
			})
			.finally(() => {
				this.#reading = null;
			});
		return this.#reading;
	}
}
