import { Refusal } from '../refusal.ts';
import { copyBag, isBag } from './bag.ts';
import { batchMaxEvents } from './limits.ts';
import { readInstant } from './time.ts';
import type { Bag, Batch } from './types.ts';

/**
 * Opens a batch: `{ batch: [...], writeKey?, sentAt?, context? }`. The batch's context goes under each event's own,
 * key by key. Refuses what is no batch, and more than 2,500 events; events themselves are refused by `parseEvent`.
 */
export function parseBatch(body: unknown): Batch {
	if (!isBag(body) || !Array.isArray(body.batch)) {
		throw new Refusal('batch-shape', 'The body is not a batch.', {
			path: 'batch',
			hint: 'Send { "writeKey": "…", "batch": [ … ] }.',
		});
	}
	const items: readonly unknown[] = body.batch;
	if (items.length > batchMaxEvents) {
		throw new Refusal('batch-size', `The batch has ${items.length} events; at most ${batchMaxEvents} are taken.`, {
			status: 413,
			path: 'batch',
			hint: 'Send several batches.',
		});
	}
	const context = copyBag(body.context, 'context') ?? {};
	return {
		writeKey: typeof body.writeKey === 'string' && body.writeKey !== '' ? body.writeKey : null,
		sentAt: readInstant(body.sentAt),
		items: Object.keys(context).length === 0 ? items : items.map((item) => underContext(item, context)),
		context,
	};
}

/** What cannot take a context goes on as it is, to be refused with its own index and reason. */
function underContext(item: unknown, context: Bag): unknown {
	if (!isBag(item)) return item;
	const own = item.context ?? {};
	return isBag(own) ? { ...item, context: { ...context, ...own } } : item;
}
