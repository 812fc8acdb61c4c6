import type { Env } from '../env.ts';
import { type Definitions, loadDefinitions } from './definitions.ts';

/** How long definitions are trusted before D1 is asked whether they changed; whoever changes them also calls `refresh`. */
const trustedMs = 5_000;

/** The definitions that a shard works with: read once, then from memory, and read again behind the answer when they age. */
export class HeldDefinitions {
	readonly #env: Env;
	/** Told each time they have been read. */
	readonly #onRead: (definitions: Definitions) => void;
	#held: Definitions | null = null;
	#heldAt = 0;
	#reading: Promise<Definitions> | null = null;

	constructor(env: Env, onRead: (definitions: Definitions) => void) {
		this.#env = env;
		this.#onRead = onRead;
	}

	/** Waits for D1 only when there are none yet. @param behind keeps the object alive for what is read behind the answer */
	async get(behind: (reading: Promise<unknown>) => void): Promise<Definitions> {
		if (!this.#held) return this.#read();
		if (Date.now() - this.#heldAt > trustedMs) {
			this.#heldAt = Date.now();
			behind(this.#read().catch((error: unknown) => console.error('definitions not refreshed', error)));
		}
		return this.#held;
	}

	/** Reads what is stored now. */
	async refresh(): Promise<void> {
		// A reading that is under way may have seen what was there before the change.
		if (this.#reading) await this.#reading.catch(() => undefined);
		await this.#read();
	}

	#read(): Promise<Definitions> {
		this.#reading ??= loadDefinitions(this.#env)
			.then((definitions) => {
				this.#held = definitions;
				this.#heldAt = Date.now();
				this.#onRead(definitions);
				return definitions;
			})
			.finally(() => {
				this.#reading = null;
			});
		return this.#reading;
	}
}
