import type { Bag } from './types.ts';

/**
 * The web vitals that the tag tells, in ms from when somebody asked for the page. Browsers measure from when they began to load it;
 * one that was rendered ahead (https://wicg.github.io/nav-speculation/prerendering.html) was shown `activationStart` ms later,
 * and what was there by then took no time at all. What comes without a number there stays as it is.
 */
export function sinceActivation(told: Bag): Bag {
	const { activationStart, ...vitals }: Record<string, unknown> = told;
	if (typeof activationStart !== 'number') return told;
	for (const name of ['lcp', 'ttfb']) {
		const at = vitals[name];
		if (typeof at === 'number') vitals[name] = Math.max(0, at - activationStart);
	}
	return vitals;
}
