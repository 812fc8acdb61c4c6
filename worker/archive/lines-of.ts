import { splitLines } from '../../core/lines/split.ts';
import type { Env } from '../env.ts';
import { isOf } from './is-of.ts';
import { listObjects, readObject } from './storage.ts';
import { lineMaxBytes } from './stream-events.ts';
import { isMeant, type Within } from './within.ts';

/** A person's lines in some of the archive's objects. */
export async function* linesOf(env: Env, within: Within, profileId: string): AsyncGenerator<string> {
	for await (const object of listObjects(env, within.prefix, within.after)) {
		const stream = isMeant(object, within) ? await readObject(env, object.key) : null;
		if (!stream) continue;
		for await (const line of splitLines(stream, lineMaxBytes)) if (line && isOf(line, profileId)) yield line;
	}
}
