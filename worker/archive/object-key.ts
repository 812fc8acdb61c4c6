/** Where Edgewise's own events are filed, which belong to no site. No site can have this id. */
export const workspaceFolder = '@workspace';

/** What one object of the archive holds: rows of one shard's log, of one site, received within one hour. */
export interface ArchiveObject {
	/** A site's id, or `@workspace`. */
	readonly folder: string;
	/** `2026-11-24T09`: the hour of receipt, UTC. */
	readonly hour: string;
	/** The name of the shard's log. */
	readonly log: string;
	/** First and last row of the log that were archived together; other sites' and hours' lie between them. */
	readonly first: number;
	readonly last: number;
}

const digits = 12;
const parsed = /^events\/([^/]{1,60})\/(\d{4}-\d\d-\d\d)\/(\d\d)\/([a-z0-9]+-[a-z0-9]+)-(\d{12})-(\d{12})\.ndjson\.gz$/;

/**
 * `events/shop/2026-11-24/09/weur07-k3j5ab-000000000001-000000000480.ndjson.gz`: by site and hour in the order of a
 * listing, and always the same for the same rows, so that writing them again changes nothing.
 */
export function objectKey({ folder, hour, log, first, last }: ArchiveObject): string {
	return `${hourPrefix(folder, hour)}${log}-${padded(first)}-${padded(last)}.ndjson.gz`;
}

/** What `objectKey` was given; null for anything else that somebody put into the bucket. */
export function parseObjectKey(key: string): ArchiveObject | null {
	const [, folder, day, hour, log, first, last] = parsed.exec(key) ?? [];
	if (folder === undefined || log === undefined) return null;
	return { folder, hour: `${day}T${hour}`, log, first: Number(first), last: Number(last) };
}

/** The beginning of the keys of one hour. */
export function hourPrefix(folder: string, hour: string): string {
	return `events/${folder}/${hour.slice(0, 10)}/${hour.slice(11, 13)}/`;
}

/** The hour of a moment (ms), UTC. */
export function hourOf(ms: number): string {
	return new Date(ms).toISOString().slice(0, 13);
}

function padded(seq: number): string {
	return String(seq).padStart(digits, '0');
}
