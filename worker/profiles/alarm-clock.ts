/**
 * The one alarm of a Durable Object, moved forward to the earliest moment that anyone asks for; never back, for ringing
 * too early only costs a look. Knows what is set, so that asking again costs nothing.
 */
export class AlarmClock {
	readonly #ctx: DurableObjectState;
	#setFor = Number.POSITIVE_INFINITY;

	constructor(ctx: DurableObjectState) {
		this.#ctx = ctx;
	}

	/** Reads what an earlier life of the object has set. One that is overdue may never ring: it counts as not set. */
	async restore(): Promise<void> {
		const set = await this.#ctx.storage.getAlarm();
		this.#setFor = set !== null && set > Date.now() ? set : Number.POSITIVE_INFINITY;
	}

	/** Rings at a moment (ms), or before. Infinity asks for nothing. */
	ringAt(atMs: number): void {
		if (atMs >= this.#setFor) return;
		this.#setFor = atMs;
		this.#ctx.waitUntil(this.#ctx.storage.setAlarm(Math.max(atMs, Date.now())));
	}

	/** It is ringing: nothing is set any more. */
	rang(): void {
		this.#setFor = Number.POSITIVE_INFINITY;
	}
}
