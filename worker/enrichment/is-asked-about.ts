import type { Subject } from '../../core/condition/types.ts';
import { allows } from '../../core/consent/index.ts';
import type { ConsentMode, ConsentState } from '../../core/consent/types.ts';
import { digest } from '../../core/hash/digest.ts';
import type { Profile } from '../profiles/profile.ts';
import type { Enriched } from '../profiles/tables/enriched.ts';
import { inputOf } from './input-of.ts';
import type { LiveEnrichment } from './live-enrichment.ts';

/** Nobody is asked about twice in less time, unless more is known of them, ms. */
const againAfterMs = 3_600_000;

/** Whether anything may be found out about somebody: not without consent to analytics and to personalisation. */
export function mayEnrich(consent: ConsentState, mode: ConsentMode): boolean {
	return allows(consent, 'analytics', mode) && allows(consent, 'personalization', mode);
}

/** Whether somebody is whom an endpoint is asked about. */
export function isMeant(
	{ condition }: Pick<LiveEnrichment, 'condition'>,
	{ consent }: Pick<Profile, 'consent'>,
	subject: Subject,
	mode: ConsentMode,
	now: number,
): boolean {
	return mayEnrich(consent, mode) && condition.evaluate(subject, now).matches;
}

/** A hash of what is known of somebody that would be sent; null when that is nothing. */
export function knownOf({ meaning, sends }: LiveEnrichment, profile: Profile): string | null {
	const traits = Object.fromEntries(Object.entries(profile.traits).map(([key, { value }]) => [key, value]));
	const input = inputOf({ ...sends, identities: [] }, traits, {});
	if (input === null && sends.identities.length === 0) return null;
	return digest(JSON.stringify([meaning, input, sends.identities.length > 0 && profile.userId])).slice(0, 32);
}

/** Whether a question that stands already is the one that would be asked. */
export function isAsked(
	{ cacheSeconds }: Pick<LiveEnrichment, 'cacheSeconds'>,
	asked: Enriched | null,
	known: string,
	now: number,
): boolean {
	if (asked?.known !== known) return false;
	return asked.dueAt !== null || asked.at + Math.max(againAfterMs, cacheSeconds * 1000) > now;
}
