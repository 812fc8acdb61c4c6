import { Refusal } from '../../../core/refusal.ts';

/** What somebody may do so much of. */
const words = {
	events: ['too-many-events', 'sends more events than it may', 'Send them again'],
	questions: ['too-many-questions', 'asks more often than it may', 'Ask again'],
} as const;

/** Too much at once: 429, and when to come again. Every client that is listed in docs/events.md waits so long and loses nothing. */
export class TooMany extends Refusal {
	readonly retryAfterSeconds: number;

	constructor(who: string, waitMs: number, of: keyof typeof words) {
		const seconds = Math.max(1, Math.ceil(waitMs / 1000));
		const [code, does, again] = words[of];
		super(code, `${who} ${does}.`, { status: 429, hint: `${again} in ${seconds} s, and fewer at a time.` });
		this.retryAfterSeconds = seconds;
	}
}
