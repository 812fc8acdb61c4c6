import { attempt } from './attempt.ts';
import { isOwn } from './message-id.ts';
import { drop, get, keys, set } from './store.ts';

/**
 * Events that no server has acknowledged yet. Each stands under its own key, because tabs share the store: adding and
 * removing one never overwrites another tab's. Keys sort by time, since message ids do.
 */
const prefix = 'ew.event.';
/** Keys of events that this page is sending. */
export const underWay = new Set<string>();
const mostEvents = 1_000;
const keptMs = 7 * 24 * 60 * 60_000;
/** Characters of events in one request, so that with its head it is carried on when the page goes. */
const mostCharacters = 19_000;

/** Keys of those that wait, oldest first. */
function waiting(): string[] {
	return keys()
		.filter((key) => key.startsWith(prefix))
		.sort();
}

/** Keeps an event until it has arrived: at most 1,000, for 7 days; beyond that the oldest are let go. */
export function addEvent(messageId: string, json: string, briefly?: boolean): void {
	set(prefix + messageId, json, briefly);
	waiting().slice(0, -mostEvents).forEach(drop);
}

/** The oldest events that fit in one request and are not on their way, of this page or of all, as JSON by key; keys end with the message id. */
export function nextEvents(isOwnOnly: boolean): Map<string, string> {
	const batch = new Map<string, string>();
	let room = mostCharacters;
	const oldest = prefix + (Date.now() - keptMs).toString(36);
	for (const key of waiting().filter((key) => !underWay.has(key) && (isOwn(key) || !isOwnOnly))) {
		const json = get(key) ?? '';
		room -= json.length;
		// Clocks are set back, too: what seems to come from the future is kept. And other scripts can write here.
		if (key < oldest || !attempt(() => JSON.parse(json).type)) drop(key);
		else if (room > 0 || !batch.size) batch.set(key, json);
		else break;
	}
	return batch;
}

/** Lets go of all of them. */
export function clearOutbox(): void {
	waiting().forEach(drop);
}
