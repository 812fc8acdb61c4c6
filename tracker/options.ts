import type { TrackerOptions } from './types.ts';

/**
 * What this page's tag was told. A page has one tag, so its state is its modules': a tracker object handed from function to
 * function would be a quarter of the bytes that every visitor pays.
 */
export let options: TrackerOptions;

/** Whether pages and edge are of one host, where the edge keeps the id in a cookie that no script can read. */
export let isOwnHost: boolean;

/** Whether the site switched something automatic off, by the name of its event: `data-off="Web Vitals, Page Engaged"`. */
export function isOff(event: string): boolean | undefined {
	return options.off?.includes(event);
}

/** The one assignment, before anything else of the tag runs. */
export function setOptions(given: TrackerOptions): void {
	options = given;
	isOwnHost = given.base.startsWith(`${location.origin}/`);
}
