import type { Bag } from '../event/index.ts';

/** An event of somebody on a site, as far as sessions and touches depend on it. */
export interface Visit {
	/** Tells visits of one moment apart. */
	readonly messageId: string;
	/** ms since 1970 */
	readonly at: number;
	readonly isPage: boolean;
	/** The page's URL; null when it told none. */
	readonly url: string | null;
	/** The URL that led here from another host; null when there is none. */
	readonly referrer: string | null;
	/** The campaign that led here, in Segment's words, and click ids; null when there is none. */
	readonly campaign: Bag | null;
}

/** Visits with no longer pause between them than `sessionGapMs`, and of one campaign. All moments are ms since 1970. */
export interface Session {
	readonly startedAt: number;
	readonly lastAt: number;
	readonly events: number;
	readonly pages: number;
	/** The URL with which it began; null when it told none. */
	readonly landing: string | null;
	/** What led into it; null when nothing did. */
	readonly campaign: Bag | null;
}

/** All sessions of a person: how many there were, and the last of them. */
export interface Sessions {
	readonly count: number;
	readonly last: Session;
}

/** How somebody came here at one time. */
export type Touch = Omit<Visit, 'isPage'>;

/** The first page that somebody ever viewed, and the last time that another place led them here. */
export interface Touches {
	readonly first?: Touch;
	readonly last?: Touch;
}
