/** Where an archived line stands: in which shard's log, and at which row of it. */
export interface LinePlace {
	readonly log: string;
	readonly seq: number;
}

/** Read off the line's beginning, without reading the rest; null for lines that nobody archived. */
export function placeOfLine(line: string): LinePlace | null {
	const [, log, seq] = /^\{"log":"([a-z0-9-]{1,40})","seq":(\d{1,15}),/.exec(line) ?? [];
	return log === undefined ? null : { log, seq: Number(seq) };
}

/** The order of archived lines: each log's as its events arrived, one log after the other. */
export function compareLines(a: LinePlace, b: LinePlace): number {
	if (a.log === b.log) return a.seq - b.seq;
	return a.log < b.log ? -1 : 1;
}
