import type { Store } from './store.ts';

const leaseKey = 'ew.lease';
const leaseMs = 15_000;

/**
 * Runs work while no other tab of this site does: tabs share the outbox, and what two send at once arrives twice.
 * Answers false when it did not run because another tab is at it.
 */
export type Exclusively = (work: () => Promise<void>) => Promise<boolean>;

/** Web Locks where the browser has them (secure pages), else a lease in the store, which is good enough: the server dedupes. */
export function exclusiveIn(store: Store, owner: string, now: () => number): Exclusively {
	const { locks } = navigator;
	// A frame that may not lock may still send.
	if (locks)
		return (work) =>
			locks
				.request('ew', work)
				.catch(work)
				.then(() => true);
	return async (work) => {
		const [holder, until] = (store.get(leaseKey) ?? '').split(' ');
		const left = Number(until) - now();
		// A lease from further in the future than any lease lasts is a clock that was set back.
		if (holder !== owner && left > 0 && left <= leaseMs) return false;
		store.set(leaseKey, `${owner} ${now() + leaseMs}`);
		try {
			await work();
		} finally {
			store.remove(leaseKey);
		}
		return true;
	};
}
