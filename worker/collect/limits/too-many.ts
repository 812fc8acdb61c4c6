import { Refusal } from '../../../core/refusal.ts';

/** Too much at once: 429, and when to come again. Every client that is listed in docs/events.md waits so long and loses nothing. */
export class TooMany extends Refusal {
	readonly retryAfterSeconds: number;

	constructor(what: string, waitMs: number) {
		const seconds = Math.max(1, Math.ceil(waitMs / 1000));
		super('too-many-events', `${what} sends more events than it may.`, {
			status: 429,
			hint: `Send them again in ${seconds} s, and fewer at a time.`,
		});
		this.retryAfterSeconds = seconds;
	}
}
