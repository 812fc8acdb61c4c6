/** A tracker on trial: how its page is made, and how a page view of it looks on the wire. */
export interface Contestant {
	readonly name: string;
	/**
	 * What stands in the head of its page. Afterwards `window.track(name)` tracks an event of that name, and
	 * `data-ready` on the root says that it is at work.
	 */
	head(collector: string): string;
	/** The text of a script that it loads from the collector, or null when that is none of its. */
	script(path: string): string | null;
	/** What the collector answers, where it needs more than `{}`. */
	answer?(path: string): unknown;
	/** Matches a page view, once each, in what it sends. Global. */
	readonly pageView: RegExp;
}
