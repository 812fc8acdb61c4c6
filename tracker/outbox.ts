import { mintedAt } from './message-id.ts';
import type { Store } from './store.ts';
import type { SentEvent } from './types.ts';

const prefix = 'ew.event.';
const mostEvents = 1_000;
const keptMs = 7 * 24 * 60 * 60_000;
/** Characters in one request: well under the 64 KiB that browsers carry for a page that is gone. */
const mostCharacters = 30_000;

/**
 * Events that no server has acknowledged yet. Each stands under its own key, because tabs share the store: adding and
 * removing one never overwrites another tab's. Keys sort by time, since message ids do.
 */
export interface Outbox {
	add(event: SentEvent): void;
	/** The oldest events that fit in one request, as JSON by message id, without those `taken`. */
	next(taken: ReadonlySet<string>): Map<string, string>;
	remove(messageIds: Iterable<string>): void;
	clear(): void;
}

/** Opens the outbox of a store. Holds 1,000 events for 7 days; beyond that the oldest are let go. */
export function openOutbox(store: Store, now: () => number): Outbox {
	const ids = () =>
		store
			.keys()
			.filter((key) => key.startsWith(prefix))
			.map((key) => key.slice(prefix.length))
			.sort();
	const remove = (messageIds: Iterable<string>) => {
		for (const id of messageIds) store.remove(prefix + id);
	};
	return {
		add(event) {
			store.set(prefix + event.messageId, JSON.stringify(event));
			remove(ids().slice(0, -mostEvents));
		},
		next(taken) {
			const batch = new Map<string, string>();
			let room = mostCharacters;
			for (const id of ids()) {
				if (taken.has(id)) continue;
				const json = store.get(prefix + id);
				if (!isFresh(id, now()) || !isJson(json)) {
					remove([id]);
					continue;
				}
				room -= json.length;
				if (room < 0 && batch.size) break;
				batch.set(id, json);
			}
			return batch;
		},
		remove,
		clear: () => remove(ids()),
	};
}

/** Clocks are set back, too: what seems to come from the future is kept. */
function isFresh(messageId: string, nowMs: number): boolean {
	return mintedAt(messageId) > nowMs - keptMs;
}

/** Other scripts can write here: one broken entry must not spoil the batch it is in. */
function isJson(json: string | null): json is string {
	try {
		return typeof JSON.parse(json ?? '') === 'object';
	} catch {
		return false;
	}
}
