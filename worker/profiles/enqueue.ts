import type { Env } from '../env.ts';
import { requeueAfterMs } from './delivery.ts';
import type { Tables } from './tables.ts';

/** Messages that one call to the queue takes. */
const sendBatchMax = 100;

/**
 * Sends what is due to the deliveries queue. The queue may lose or double a ticket: the delivery stays here until it is
 * settled, goes again when nobody settles it, and a claim lets only one sender through.
 */
export async function enqueueDue(env: Env, tables: Tables, now: number): Promise<void> {
	for (;;) {
		const due = tables.deliveries.due(now, sendBatchMax);
		if (due.length === 0) return;
		await env.DELIVERIES.sendBatch(due.map(({ id, profileId }) => ({ body: { deliveryId: id, profileId } })));
		for (const { id } of due) {
			// Read again: it may have been settled while the queue took it.
			const delivery = tables.deliveries.read(id);
			if (!delivery || delivery.state === 'sent' || delivery.state === 'failed' || delivery.state === 'refused')
				continue;
			const state = delivery.state === 'due' ? 'queued' : delivery.state;
			tables.deliveries.save({ ...delivery, state, updatedAt: now }, now + requeueAfterMs);
		}
	}
}
