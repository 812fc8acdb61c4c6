import type { Bag } from '../../core/event/index.ts';
import type { Profile } from './profile.ts';

/** Distinct traits that one profile may have. */
const traitsMax = 1000;
/**
 * Characters of JSON that all traits of one profile may take. A profile is one row, of which storage takes 2 MB, and
 * the shard holds hundreds of them in memory.
 */
const charactersMax = 64 * 1024;

/** What room a profile has for traits, while the events of one batch are let in. */
export class TraitRoom {
	readonly #sizes = new Map<string, number>();
	#total = 0;

	constructor(traits: Profile['traits']) {
		for (const [key, { value }] of Object.entries(traits)) this.#set(key, sizeOf(key, value));
	}

	/** Lets an event's traits in, all of them or none. Says whether it did. */
	take(said: Bag): boolean {
		// Which of two values wins is decided later, so the larger one counts.
		const sizes = Object.entries(said).map(
			([key, value]) => [key, Math.max(sizeOf(key, value), this.#sizes.get(key) ?? 0)] as const,
		);
		const added = sizes.reduce((sum, [key, size]) => sum + size - (this.#sizes.get(key) ?? 0), 0);
		const keys = this.#sizes.size + sizes.filter(([key]) => !this.#sizes.has(key)).length;
		if (keys > traitsMax || (added > 0 && this.#total + added > charactersMax)) return false;
		for (const [key, size] of sizes) this.#set(key, size);
		return true;
	}

	#set(key: string, size: number): void {
		this.#total += size - (this.#sizes.get(key) ?? 0);
		this.#sizes.set(key, size);
	}
}

function sizeOf(key: string, value: unknown): number {
	return key.length + (JSON.stringify(value) ?? '').length;
}
