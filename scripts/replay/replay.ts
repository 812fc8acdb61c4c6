import { batches } from './batches.ts';
import { classify } from './classify.ts';
import { eachAtMost } from './each-at-most.ts';
import { parseLine } from './parse-line.ts';
import { readLines } from './read-lines.ts';
import { sendBatch, type Target } from './send-batch.ts';
import { countRefused, newTally, type Tally } from './tally.ts';
import { type PageEvent, toEvent } from './to-event.ts';

const inFlight = 4;

/**
 * Replays a log: reads it as it comes, sends its page views, and answers what became of them.
 * `onProgress` is told how many bytes have been read. Throws `ReplayStopped` when no batch can succeed.
 */
export async function replay(
	chunks: AsyncIterable<Uint8Array>,
	options: { target: Target; origin: string; onProgress: (bytes: number) => void },
): Promise<Tally> {
	const tally = newTally();
	const onRetry = () => {
		tally.retries += 1;
	};
	const events = pageViews(chunks, options.origin, tally, options.onProgress);
	await eachAtMost(inFlight, batches(events), async (batch) => {
		const outcome = await sendBatch(batch, { ...options.target, onRetry });
		tally.accepted += outcome.accepted;
		tally.duplicates += outcome.duplicates;
		tally.bots += outcome.bots;
		for (const code of outcome.refused) countRefused(tally, code, 1);
	});
	return tally;
}

async function* pageViews(
	chunks: AsyncIterable<Uint8Array>,
	origin: string,
	tally: Tally,
	onProgress: (bytes: number) => void,
): AsyncGenerator<PageEvent> {
	for await (const { text, bytes } of readLines(chunks)) {
		tally.lines += 1;
		onProgress(bytes);
		const line = text === null ? null : parseLine(text);
		const kind = line === null ? 'malformed' : classify(line);
		const event = line !== null && text !== null && kind === 'page' ? toEvent(line, text, origin) : null;
		if (event) {
			tally.pageViews += 1;
			yield event;
		} else tally.skipped[kind === 'page' ? 'malformed' : kind] += 1;
	}
}
