import { splitLines } from '../../core/lines/split.ts';
import type { Env } from '../env.ts';
import { GzipText } from './gzip-text.ts';
import { type ListedObject, listObjects, readObject } from './storage.ts';
import { lineMaxBytes } from './stream-events.ts';
import { isMeant, type Within } from './within.ts';

export interface ErasedLines {
	/** Objects that were looked into, and those that were written again. */
	readonly read: number;
	readonly objects: number;
	readonly lines: number;
	/** Where to go on; null when all of them are done. */
	readonly after: string | null;
}

/** Keys that are passed over before others have their turn. */
const keysMax = 5_000;

/**
 * Writes objects again without somebody's lines, each under its own key, which nobody else ever writes: it stays what it was for
 * everybody else. An object that held nobody else is deleted. Repeatable.
 */
export async function eraseLines(
	env: Env,
	within: Within,
	isTheirs: (line: string) => boolean,
	limit: number,
): Promise<ErasedLines> {
	let [read, objects, lines, keys] = [0, 0, 0, 0];
	for await (const object of listObjects(env, within.prefix, within.after)) {
		keys++;
		if (isMeant(object, within)) {
			read++;
			const erased = await eraseFrom(env, object, isTheirs);
			if (erased > 0) objects++;
			lines += erased;
		}
		if (read >= limit || keys >= keysMax) return { read, objects, lines, after: object.key };
	}
	return { read, objects, lines, after: null };
}

async function eraseFrom(env: Env, object: ListedObject, isTheirs: (line: string) => boolean): Promise<number> {
	const stream = await readObject(env, object.key);
	if (!stream) return 0;
	const kept = new GzipText();
	let [erased, others] = [0, 0];
	for await (const line of splitLines(stream, lineMaxBytes)) {
		if (line === null) throw new Error(`a line of ${object.key} is too long to be kept`);
		if (line === '') continue;
		if (isTheirs(line)) erased++;
		else {
			others++;
			await kept.write(`${line}\n`);
		}
	}
	if (erased === 0) return 0;
	if (others === 0) await env.ARCHIVE.delete(object.key);
	else {
		await env.ARCHIVE.put(object.key, await kept.end(), {
			httpMetadata: { contentType: 'application/gzip' },
			customMetadata: { events: String(others) },
		});
	}
	return erased;
}
