import { type Purpose, purposes } from './purposes.ts';
import type { ConsentChoices } from './types.ts';

/** Far above all six purposes once: whatever is longer was not written by us. */
const longest = 100;

/**
 * The choices in a consent cookie's value, `analytics:1,personalization:0`. All or nothing: a value with anything else
 * in it, or with a purpose twice, was tampered with or cut off, and says nothing.
 */
export function parseConsent(cookieValue: string | null | undefined): ConsentChoices {
	if (!cookieValue || cookieValue.length > longest) return {};
	const choices: { [P in Purpose]?: boolean } = {};
	for (const part of cookieValue.split(',')) {
		const purpose = purposes.find((name) => part === `${name}:1` || part === `${name}:0`);
		if (!purpose || choices[purpose] !== undefined) return {};
		choices[purpose] = part.endsWith('1');
	}
	return choices;
}

/** The cookie's value for some choices: `analytics:1,personalization:0`; empty when nothing was said. */
export function formatConsent(choices: ConsentChoices): string {
	return purposes
		.filter((purpose) => choices[purpose] !== undefined)
		.map((purpose) => `${purpose}:${choices[purpose] ? 1 : 0}`)
		.join(',');
}
