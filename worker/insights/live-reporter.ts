import type { LiveItem } from '../../core/live/types.ts';
import type { Env } from '../env.ts';
import { reportLive, stillWatched } from './live.ts';

/**
 * A shard's side of the live view: reports events while somebody watches. The feed tells the shards that it knows; a
 * shard that has just begun to live, or was not listed yet, asks by itself, and what happens until the answer waits for it.
 */
export class LiveReporter {
	readonly #ctx: DurableObjectState;
	readonly #env: Env;
	#watchedUntil = 0;
	#asking: Promise<void> | null = null;

	constructor(ctx: DurableObjectState, env: Env) {
		this.#ctx = ctx;
		this.#env = env;
	}

	/** Asks the feed whether somebody watches. */
	ask(): void {
		const asking = stillWatched(this.#env)
			// The feed may have told us meanwhile: the later moment is the true one.
			.then((untilMs) => this.watch(untilMs))
			.catch((error: unknown) => console.error('the live feed did not answer', error))
			.finally(() => {
				if (this.#asking === asking) this.#asking = null;
			});
		this.#asking = asking;
		this.#ctx.waitUntil(asking);
	}

	/** Somebody watches until then, ms. */
	watch(untilMs: number): void {
		this.#watchedUntil = Math.max(this.#watchedUntil, untilMs);
	}

	/** Reports, if somebody watches. `items` is only asked then. */
	report(items: () => readonly LiveItem[]): void {
		if (this.#asking) this.#ctx.waitUntil(this.#asking.then(() => this.#send(items)));
		else if (this.#watchedUntil > Date.now()) this.#ctx.waitUntil(this.#send(items));
	}

	async #send(items: () => readonly LiveItem[]): Promise<void> {
		if (this.#watchedUntil <= Date.now()) return;
		await reportLive(this.#env, items()).catch((error: unknown) => console.error('not reported live', error));
	}
}
