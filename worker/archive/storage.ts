import { Refusal } from '../../core/refusal.ts';
import type { Env } from '../env.ts';
import { type ArchiveObject, hourPrefix, parseObjectKey } from './object-key.ts';

/** An object of the archive as the bucket lists it. */
export interface ListedObject extends ArchiveObject {
	readonly key: string;
	readonly events: number;
	/** Compressed. */
	readonly bytes: number;
}

/** Objects that one download reads; a request may make so many calls, and keys take memory. */
const objectsMax = 5_000;

/** Everyone who has anything in the archive: sites' ids, and `@workspace`. */
export async function archiveFolders(env: Env): Promise<string[]> {
	return (await prefixesUnder(env, 'events/')).map((prefix) => prefix.slice('events/'.length, -1));
}

/** Days of a folder, `2026-11-24`, the newest first. */
export async function archiveDays(env: Env, folder: string): Promise<string[]> {
	const prefix = `events/${folder}/`;
	return (await prefixesUnder(env, prefix)).map((day) => day.slice(prefix.length, -1)).reverse();
}

/** A day's objects, in the order of their hours. */
export async function objectsOfDay(env: Env, folder: string, day: string): Promise<ListedObject[]> {
	const found: ListedObject[] = [];
	for await (const object of objectsFrom(env, folder, `${day}T00`)) {
		if (!object.hour.startsWith(day)) break;
		found.push(object);
	}
	return found;
}

/** Objects of hours from `from` on and before `to`. Refuses more than one download may read. */
export async function objectsBetween(
	env: Env,
	folders: readonly string[],
	from: string,
	to: string,
): Promise<ListedObject[]> {
	const found: ListedObject[] = [];
	for (const folder of folders) {
		for await (const object of objectsFrom(env, folder, from)) {
			if (object.hour >= to) break;
			found.push(object);
			if (found.length <= objectsMax) continue;
			throw new Refusal('archive-range', `These hours have over ${objectsMax} objects.`, {
				status: 422,
				path: 'to',
				hint: 'Ask for fewer hours at a time.',
			});
		}
	}
	return found;
}

/** What an object holds, uncompressed; null when it is gone by now. */
export async function readObject(env: Env, key: string): Promise<ReadableStream<Uint8Array> | null> {
	const object = await env.ARCHIVE.get(key);
	return object?.body.pipeThrough(new DecompressionStream('gzip')) ?? null;
}

async function* objectsFrom(env: Env, folder: string, hour: string): AsyncGenerator<ListedObject> {
	yield* listObjects(env, `events/${folder}/`, hourPrefix(folder, hour));
}

/** Objects whose keys begin so, behind a key (empty for all), in the order of their keys. */
export async function* listObjects(env: Env, prefix: string, after: string): AsyncGenerator<ListedObject> {
	let startAfter = after;
	for (;;) {
		const from = startAfter === '' ? {} : { startAfter };
		const page = await env.ARCHIVE.list({ prefix, ...from, include: ['customMetadata'] });
		for (const { key, size, customMetadata } of page.objects) {
			const object = parseObjectKey(key);
			if (object) yield { ...object, key, bytes: size, events: Number(customMetadata?.events ?? 0) };
		}
		if (!page.truncated) return;
		startAfter = page.objects.at(-1)?.key ?? startAfter;
	}
}

async function prefixesUnder(env: Env, prefix: string): Promise<string[]> {
	const found: string[] = [];
	let cursor: string | undefined;
	do {
		const page = await env.ARCHIVE.list({ prefix, delimiter: '/', ...(cursor !== undefined && { cursor }) });
		found.push(...page.delimitedPrefixes);
		cursor = page.truncated ? page.cursor : undefined;
	} while (cursor !== undefined);
	return found;
}
