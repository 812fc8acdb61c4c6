import { backoffMs } from './backoff.ts';
import { exclusiveIn } from './exclusive.ts';
import type { Outbox } from './outbox.ts';
import { beacon, outlives, type Posted, post } from './post.ts';
import type { Store } from './store.ts';

/** When the server asked to be left alone, as ms since 1970: every page and tab heeds it. */
const pauseKey = 'ew.pause';
const longestPauseMs = 60 * 60_000;
const busyMs = 1_000;

/** Brings the outbox to the server: in time, once when all goes well, and again until it has arrived. */
export interface Delivery {
	/** Sends within `delayMs`; an earlier appointment stands. */
	schedule(delayMs: number): void;
	/** Sends all that can be sent now. */
	flush(): Promise<void>;
	/** Sends what is not on its way yet, without waiting: the page may be going. */
	leave(): void;
}

/** Starts delivering an outbox to a URL. `allowed` is asked before each request. */
export function startDelivery(
	options: { outbox: Outbox; store: Store; url: string; writeKey: string; pageId: string },
	allowed: () => boolean,
): Delivery {
	const { outbox, store, url, writeKey, pageId } = options;
	const exclusively = exclusiveIn(store, pageId, Date.now);
	const underWay = new Set<string>();
	let timer: ReturnType<typeof setTimeout> | undefined;
	let dueAt = Number.POSITIVE_INFINITY;
	let attempt = 0;

	const pauseLeft = () => {
		const left = Number(store.get(pauseKey)) - Date.now();
		return left > 0 && left <= longestPauseMs ? left : 0;
	};
	const body = (batch: ReadonlyMap<string, string>) =>
		`{"writeKey":${JSON.stringify(writeKey)},"sentAt":"${new Date().toISOString()}","batch":[${[...batch.values()].join()}]}`;
	const schedule = (delayMs: number) => {
		if (Date.now() + delayMs >= dueAt) return;
		clearTimeout(timer);
		dueAt = Date.now() + delayMs;
		timer = setTimeout(flush, delayMs);
	};
	const settle = (posted: Posted, ids: Iterable<string>) => {
		if (posted.status === 'done') {
			attempt = 0;
			store.remove(pauseKey);
			outbox.remove(ids);
			return true;
		}
		const waitMs = Math.max(backoffMs(++attempt, Math.random()), posted.waitMs ?? 0);
		// Only the server's own word binds other pages: a network that was gone may be back with the next one.
		if (posted.waitMs) store.set(pauseKey, String(Date.now() + waitMs));
		schedule(waitMs);
		return false;
	};
	const send = async (batch: ReadonlyMap<string, string>) => {
		const ids = [...batch.keys()];
		for (const id of ids) underWay.add(id);
		const arrived = settle(await post(url, body(batch)), ids);
		for (const id of ids) underWay.delete(id);
		return arrived;
	};
	const sendAll = async () => {
		for (let going = true; going && allowed() && !pauseLeft(); ) {
			const batch = outbox.next(underWay);
			going = batch.size > 0 && (await send(batch));
		}
	};
	const flush = async () => {
		clearTimeout(timer);
		dueAt = Number.POSITIVE_INFINITY;
		const pause = pauseLeft();
		if (pause) schedule(pause);
		else if (!(await exclusively(sendAll).catch(() => true))) schedule(busyMs);
	};
	const leave = () => {
		if (!allowed() || pauseLeft()) return;
		const batch = outbox.next(underWay);
		if (!batch.size) return;
		// What a beacon takes stays in the outbox: the next page sends it again, and the server counts it once.
		if (outlives()) void send(batch);
		else beacon(url, body(batch));
	};
	return { schedule, flush, leave };
}
