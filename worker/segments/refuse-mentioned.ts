import { Refusal } from '../../core/refusal.ts';
import { enrichmentsMentioning } from '../enrichment/mentioning.ts';
import type { Env } from '../env.ts';
import { experiencesMentioning } from '../experiences/mentioning.ts';
import { journeysMentioning } from '../journeys/mentioning.ts';
import { listSegments } from './storage.ts';

/**
 * Refuses to take away what a condition somewhere still asks about, and names where: it would silently be nothing.
 * @param what as a sentence begins with it: `The segment is used`
 * @param also what else would be without it: `the webhook “CRM”`
 */
export async function refuseMentioned(
	env: Env,
	mentions: (json: unknown) => boolean,
	{ code, what, also = [] }: { readonly code: string; readonly what: string; readonly also?: readonly string[] },
): Promise<void> {
	const [experiences, journeys, enrichments, segments] = await Promise.all([
		experiencesMentioning(env, mentions),
		journeysMentioning(env, mentions),
		enrichmentsMentioning(env, mentions),
		listSegments(env),
	]);
	const users = [
		...experiences.map((name) => `the experience “${name}”`),
		...journeys.map((name) => `the journey “${name}”`),
		...enrichments.map((name) => `the enrichment “${name}”`),
		...segments.filter(({ condition }) => mentions(condition)).map(({ name }) => `the segment “${name}”`),
		...also,
	];
	if (users.length === 0) return;
	throw new Refusal(code, `${what} by ${users.join(', ')}.`, { status: 409, hint: 'Change these first.' });
}
