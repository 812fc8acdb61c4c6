import { mergeInOrder } from '../../core/lines/merge.ts';
import { compareLines, type LinePlace, placeOfLine } from '../../core/lines/place.ts';
import { splitLines } from '../../core/lines/split.ts';
import type { Env } from '../env.ts';
import { workspaceFolder } from './object-key.ts';
import { type ListedObject, readObject } from './storage.ts';

/** An archived event may have no more than this: 32 KB as it was sent, doubled by a batch's context, and escaped. */
export const lineMaxBytes = 512 * 1024;

const encoder = new TextEncoder();

/**
 * The events of objects as one stream of lines: shard by shard, and each shard's in the order in which they arrived. What
 * was archived together lies in several objects, one for each site and hour, and is put together again. Read as it is asked for.
 */
export async function* streamEvents(env: Env, objects: readonly ListedObject[]): AsyncGenerator<Uint8Array> {
	for (const together of archivedTogether(objects)) {
		const [only, ...more] = together;
		if (only && more.length === 0) yield* chunksOf(env, only);
		else yield* merged(env, together);
	}
}

/** Groups objects by the turn that wrote them, in the order of their logs. */
function archivedTogether(objects: readonly ListedObject[]): ListedObject[][] {
	const sorted = objects.toSorted((a, b) => compareLines(placeOf(a), placeOf(b)));
	return [...Map.groupBy(sorted, ({ log, first, last }) => `${log} ${first} ${last}`).values()];
}

function placeOf({ log, first, folder }: ListedObject): LinePlace {
	return { log, seq: first, isOwn: folder === workspaceFolder };
}

async function* chunksOf(env: Env, { key }: ListedObject): AsyncGenerator<Uint8Array> {
	const stream = await readObject(env, key);
	if (stream) yield* stream;
}

async function* merged(env: Env, together: readonly ListedObject[]): AsyncGenerator<Uint8Array> {
	const sequences = together.map((object) => ({
		first: { ...placeOf(object), text: '' },
		open: () => numberedLines(env, object),
	}));
	for await (const { text } of mergeInOrder(sequences, compareLines)) yield encoder.encode(`${text}\n`);
}

interface NumberedLine extends LinePlace {
	readonly text: string;
}

async function* numberedLines(env: Env, object: ListedObject): AsyncGenerator<NumberedLine> {
	for await (const text of splitLines(chunksOf(env, object), lineMaxBytes)) {
		if (text !== null) yield { ...(placeOfLine(text) ?? { ...placeOf(object), seq: object.last }), text };
	}
}

/** A stream of what a generator gives, which asks for no more than is read. */
export function streamOf(chunks: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
	return new ReadableStream({
		async pull(controller) {
			const { done, value } = await chunks.next();
			if (done) controller.close();
			else controller.enqueue(value);
		},
		async cancel() {
			await chunks.return(undefined);
		},
	});
}
