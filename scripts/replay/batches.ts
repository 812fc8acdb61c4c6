/** The API takes 500 KB a body; the envelope around the events needs a little of it. */
const maxBytes = 480_000;
const maxEvents = 100;

/** Groups events as they come: up to 100, and never more than the API takes in one body. */
export async function* batches<Event>(events: AsyncIterable<Event>): AsyncGenerator<readonly Event[]> {
	let batch: Event[] = [];
	let bytes = 0;
	for await (const event of events) {
		const size = Buffer.byteLength(JSON.stringify(event)) + 1;
		if (batch.length === maxEvents || (batch.length > 0 && bytes + size > maxBytes)) {
			yield batch;
			[batch, bytes] = [[], 0];
		}
		batch.push(event);
		bytes += size;
	}
	if (batch.length > 0) yield batch;
}
