import type { Env } from '../env.ts';
import { archiveDays, archiveFolders, type ListedObject, objectsOfDay } from './storage.ts';

/** What the archive has: of an hour, or of all of a day's. */
interface Amount {
	readonly objects: number;
	readonly events: number;
	/** As stored, compressed. */
	readonly bytes: number;
}

export interface ArchiveDay extends Amount {
	/** `2026-11-24`, UTC. */
	readonly day: string;
	readonly hours: readonly (Amount & { readonly hour: number })[];
}

/** Each day costs a listing of its objects. */
const pageSize = 14;

/**
 * Days of which the archive has events, the newest first, with their hours.
 * @param folder a site's id or `@workspace`; null for everything. @param before where the last page ended.
 */
export async function listDays(
	env: Env,
	folder: string | null,
	before: string | null,
): Promise<{ items: ArchiveDay[]; cursor: string | null }> {
	const folders = folder === null ? await archiveFolders(env) : [folder];
	const daysOf = await Promise.all(folders.map(async (one) => ({ one, days: new Set(await archiveDays(env, one)) })));
	const days = [...new Set(daysOf.flatMap(({ days }) => [...days]))].sort().reverse();
	const rest = before === null ? days : days.filter((day) => day < before);
	const page = rest.slice(0, pageSize);
	const items: ArchiveDay[] = [];
	for (const day of page) {
		const having = daysOf.filter(({ days }) => days.has(day));
		const objects = await Promise.all(having.map(({ one }) => objectsOfDay(env, one, day)));
		items.push(sumOf(day, objects.flat()));
	}
	return { items, cursor: rest.length > page.length ? (page.at(-1) ?? null) : null };
}

function sumOf(day: string, objects: readonly ListedObject[]): ArchiveDay {
	const hours = [...Map.groupBy(objects, ({ hour }) => hour)].sort(([a], [b]) => (a < b ? -1 : 1));
	return {
		day,
		...amountOf(objects),
		hours: hours.map(([hour, own]) => ({ hour: Number(hour.slice(11)), ...amountOf(own) })),
	};
}

function amountOf(objects: readonly ListedObject[]): Amount {
	return {
		objects: objects.length,
		events: objects.reduce((sum, { events }) => sum + events, 0),
		bytes: objects.reduce((sum, { bytes }) => sum + bytes, 0),
	};
}
