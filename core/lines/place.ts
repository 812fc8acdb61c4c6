/** Where an archived line stands: in which shard's log, and at which row of it. */
export interface LinePlace {
	readonly log: string;
	readonly seq: number;
	/** What Edgewise tells of a row's events follows them, and lies in a file of its own. */
	readonly isOwn: boolean;
}

const beginning = /^\{"log":"([a-z0-9-]{1,40})","seq":(\d{1,15}),(?:"profileId":"[^"]{0,100}",("siteId":null))?/;

/** Read off the line's beginning, without reading the rest; null for lines that nobody archived. */
export function placeOfLine(line: string): LinePlace | null {
	const [, log, seq, isOwn] = beginning.exec(line) ?? [];
	return log === undefined ? null : { log, seq: Number(seq), isOwn: isOwn !== undefined };
}

/** The order of archived lines: each log's as its events arrived, one log after the other. */
export function compareLines(a: LinePlace, b: LinePlace): number {
	if (a.log === b.log) return a.seq - b.seq || Number(a.isOwn) - Number(b.isOwn);
	return a.log < b.log ? -1 : 1;
}
