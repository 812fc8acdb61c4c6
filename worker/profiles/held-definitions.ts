import type { Env } from '../env.ts';
import { snapshot } from '../snapshot.ts';
import { type Definitions, loadDefinitions } from './definitions.ts';

/** How long definitions are trusted before D1 is asked whether they changed; whoever changes them also calls `refresh`. */
const trustedMs = 5_000;

/** Shards of one isolate work with the same, and read and compile them once. */
const shared = snapshot(loadDefinitions, { freshMs: trustedMs });

/** The next shard that asks waits for what is stored now. */
export function forgetDefinitions(): void {
	shared.invalidate();
}

/** The definitions that a shard works with: from memory, and read again behind the answer when they age. */
export class HeldDefinitions {
	readonly #env: Env;
	/** Told of those that the shard has not worked with yet. */
	readonly #onNew: (definitions: Definitions) => void;
	#held: Definitions | null = null;

	constructor(env: Env, onNew: (definitions: Definitions) => void) {
		this.#env = env;
		this.#onNew = onNew;
	}

	/** Waits for D1 only when the isolate has none yet. */
	async get(): Promise<Definitions> {
		const definitions = await shared.get(this.#env);
		if (definitions === this.#held) return definitions;
		this.#held = definitions;
		this.#onNew(definitions);
		return definitions;
	}

	/** Reads what is stored now. */
	async refresh(): Promise<void> {
		forgetDefinitions();
		await this.get();
	}
}
