import { backoffMs, retryAfterMs } from './backoff.ts';
import { options } from './options.ts';
import { nextEvents, underWay } from './outbox.ts';
import { waiting } from './personalize.ts';
import { post } from './post.ts';
import { drop, get, set } from './store.ts';
import { knownId } from './visitor.ts';

/** When the server asked to be left alone, as ms since 1970: every page and tab heeds it. */
const pauseKey = 'ew.pause';
const longestPauseMs = 60 * 60_000;

/** When to see whether another tab has sent what is there from all of them. */
const againMs = 10_000;

type Batch = ReadonlyMap<string, string>;

let timer: ReturnType<typeof setTimeout> | undefined;
let dueAt = Number.POSITIVE_INFINITY;
let failures = 0;
let sending = Promise.resolve();

/** Sends within `delayMs`; an earlier appointment stands. */
export function schedule(delayMs: number): void {
	const at = Date.now() + delayMs;
	if (at >= dueAt) return;
	clearTimeout(timer);
	dueAt = at;
	timer = setTimeout(flush, delayMs);
}

/** Sends all that can be sent now, after what is being sent already; resolves when that has been tried. */
export function flush(): Promise<void> {
	clearTimeout(timer);
	dueAt = Number.POSITIVE_INFINITY;
	sending = sending.then(takeTurn, takeTurn);
	return sending;
}

/**
 * Tabs share the outbox, and what two of them send at once arrives twice: who has the lock sends everything, all others what is
 * their own. Nobody waits for it, since it may be with a tab that is frozen, or in the back/forward cache. A frame that may not
 * lock may still send.
 */
async function takeTurn(): Promise<void> {
	const pause = pauseLeft();
	if (pause) return schedule(pause);
	const sendAll = async (lock?: unknown) => {
		// Who has it may go before everything is sent.
		if (lock === null) schedule(againMs);
		while (await send(nextEvents(lock === null)));
	};
	await (navigator.locks?.request('ew', { ifAvailable: true }, sendAll).catch(sendAll) ?? sendAll());
}

/** Sends this page's own events that are not on their way yet, without waiting: the page may be going. */
export function leave(): void {
	const batch = nextEvents(true);
	if (batch.size && !pauseLeft()) void send(batch);
}

/** Says that there is no id any more: the edge may keep it in a cookie. */
export function tellForgotten(): void {
	void post('batch', bodyOf(new Map()));
}

/** Whether the batch arrived, and there may be more. */
async function send(batch: Batch): Promise<boolean> {
	const onAnswer = waiting.pop();
	if (!batch.size && !onAnswer) return false;
	const keys = [...batch.keys()];
	for (const key of keys) underWay.add(key);
	const response = await post('batch', bodyOf(batch, onAnswer && location.href));
	const isAnswered = response?.ok;
	// Refused for good: sending the same again would be refused again. (A pattern reads a number as text.)
	const isDone = isAnswered || /40[01]|413/.test(response?.status as unknown as string);
	if (isDone) {
		failures = 0;
		keys.forEach(drop);
	} else {
		const asked = retryAfterMs(response?.headers.get('Retry-After'));
		const waitMs = Math.max(backoffMs(++failures, Math.random()), asked);
		// Only the server's own word binds other pages: a network that was gone may be back with the next one.
		if (asked) set(pauseKey, `${Date.now() + waitMs}`);
		schedule(waitMs);
	}
	for (const key of keys) underWay.delete(key);
	onAnswer?.(isAnswered ? await response.text() : '');
	return isDone;
}

function pauseLeft(): number {
	const left = +(get(pauseKey) as string) - Date.now();
	return left > 0 && left <= longestPauseMs ? left : 0;
}

/** The body of a batch, which says whose it is, and asks for the decisions of a page. */
function bodyOf(batch: Batch, decide?: string): string {
	const head = JSON.stringify({ writeKey: options.key, sentAt: new Date(), id: knownId(), decide });
	return `${head.slice(0, -1)},"batch":[${[...batch.values()]}]}`;
}
