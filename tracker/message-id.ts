import { letters } from './random.ts';

let page: string | undefined;
let lastMs = 0;

/**
 * Names an event once and for all, so that sending it again counts once: the time in base 36, and a random name of the page
 * that made it. No two events of a page have the same time, so their ids sort as they were made.
 */
export function mintMessageId(): string {
	page ??= letters(14);
	lastMs = Math.max(lastMs + 1, Date.now());
	return `${lastMs.toString(36)}-${page}`;
}

/** Whether this page made it. */
export function isOwn(messageId: string): boolean {
	return messageId.endsWith(`-${page}`);
}
