import type { Touch, Touches, Visit } from './types.ts';

/** Touches with one more visit, whatever the order of arrival: the first is the earliest page, the last the latest that came from elsewhere. */
export function addTouch(touches: Touches, { isPage, ...touch }: Visit): Touches {
	if (!isPage) return touches;
	const first = !touches.first || inOrder(touch, touches.first) < 0 ? touch : touches.first;
	const last = cameFromElsewhere(touch) && (!touches.last || inOrder(touch, touches.last) > 0) ? touch : touches.last;
	if (first === touches.first && last === touches.last) return touches;
	return { first, ...(last && { last }) };
}

/** Whoever only typed the address, or reloads, leaves the last touch as it was. */
function cameFromElsewhere({ referrer, campaign }: Touch): boolean {
	return referrer !== null || campaign !== null;
}

/** By time; of one moment, by messageId. */
function inOrder(a: Touch, b: Touch): number {
	return a.at - b.at || (a.messageId < b.messageId ? -1 : 1);
}
