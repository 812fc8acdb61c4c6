import { waitUntil } from 'cloudflare:workers';
import type { Env } from './env.ts';

/** A value of D1 that every request of this isolate shares. */
export interface Snapshot<T> {
	get(env: Env): Promise<T>;
	/** Forget it: the next `get` waits for what is stored now. */
	invalidate(): void;
}

/** A load that is older than this died with the request that began it. */
const ABANDONED_MS = 10_000;

/**
 * Keeps what `load` answers in isolate memory: `get` answers at once from memory and, when that is older than
 * `freshMs`, loads again behind the answer. Only the first `get` waits. At most one load is under way at a time,
 * and one that began before `invalidate` never overwrites what was asked for after it.
 */
export function snapshot<T>(load: (env: Env) => Promise<T>, { freshMs = 1000 } = {}): Snapshot<T> {
	let kept: { readonly value: T; readonly atMs: number } | null = null;
	let loading: { readonly promise: Promise<T>; readonly sinceMs: number } | null = null;

	function begin(env: Env): Promise<T> {
		const nowMs = Date.now();
		if (loading && nowMs - loading.sinceMs < ABANDONED_MS) return loading.promise;
		const mine = { promise: load(env), sinceMs: nowMs };
		loading = mine;
		const settled = mine.promise.then(
			(value) => {
				if (loading !== mine) return;
				kept = { value, atMs: Date.now() };
				loading = null;
			},
			(error) => {
				if (loading === mine) loading = null;
				console.error('reading configuration failed', error);
			},
		);
		// The load serves other requests too, so it must outlive the one that happened to begin it.
		waitUntil(settled);
		return mine.promise;
	}

	return {
		async get(env) {
			if (!kept) return begin(env);
			// Nothing is chained to the load here: this request may be over when it ends.
			if (Date.now() - kept.atMs >= freshMs) void begin(env);
			return kept.value;
		},
		invalidate() {
			kept = null;
			loading = null;
		},
	};
}
