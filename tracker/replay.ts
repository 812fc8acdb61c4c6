import type { Tracker } from './types.ts';

/**
 * Makes the calls that a page queued before the tag had come: `edgewise.push(['track', 'Signed Up'])`. What is no call
 * of ours is passed over.
 */
export function replay(tracker: Tracker, queued: unknown): void {
	if (!Array.isArray(queued)) return;
	for (const entry of queued) call(tracker, entry);
}

/** Makes one queued call. */
export function call(tracker: Tracker, entry: unknown): void {
	const [name, ...args]: unknown[] = Array.isArray(entry) ? entry : [];
	if (typeof name !== 'string' || !Object.hasOwn(tracker, name)) return;
	const method: unknown = Reflect.get(tracker, name);
	try {
		if (typeof method === 'function') method.apply(tracker, args);
	} catch {
		// A queued call may be given anything.
	}
}
