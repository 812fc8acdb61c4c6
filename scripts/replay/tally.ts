import { type SkipKind, skipKinds } from './classify.ts';

/** What became of a replay so far. */
export interface Tally {
	lines: number;
	pageViews: number;
	readonly skipped: Record<SkipKind, number>;
	accepted: number;
	duplicates: number;
	bots: number;
	/** How many events were refused, by the refusal's code. */
	readonly refused: Map<string, number>;
	retries: number;
}

export function newTally(): Tally {
	const none = { asset: 0, feed: 0, method: 0, error: 0, malformed: 0 } satisfies Record<SkipKind, number>;
	return { lines: 0, pageViews: 0, skipped: none, accepted: 0, duplicates: 0, bots: 0, refused: new Map(), retries: 0 };
}

export function countRefused(tally: Tally, code: string, events: number): void {
	tally.refused.set(code, (tally.refused.get(code) ?? 0) + events);
}

const kindNames: Readonly<Record<SkipKind, string>> = {
	asset: 'images, styles, scripts, downloads',
	feed: 'feeds, robots.txt, site maps',
	method: 'other methods than GET',
	error: 'redirects and errors',
	malformed: 'malformed',
};

/** The tally as lines of text for a terminal. */
export function sayTally(tally: Tally): string {
	const rows: (readonly [string, number])[] = [
		['Lines read', tally.lines],
		...skipKinds.map((kind) => [`  ${kindNames[kind]}`, tally.skipped[kind]] as const),
		['  page views', tally.pageViews],
		['Events accepted', tally.accepted],
		['Duplicates, known already', tally.duplicates],
		['Bots, by their user agent', tally.bots],
		['Refused', [...tally.refused.values()].reduce((sum, count) => sum + count, 0)],
		...[...tally.refused].map(([code, count]) => [`  ${code}`, count] as const),
	];
	if (tally.retries > 0) rows.push(['Requests tried again', tally.retries]);
	return rows.map(([name, count]) => `${name.padEnd(40)}${count.toLocaleString('en').padStart(10)}`).join('\n');
}
