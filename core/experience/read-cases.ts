import cases from '../cases/experience.json' with { type: 'json' };
import { parseExperience } from '../release/index.ts';
import type { Holdout } from '../release/types.ts';
import { type BanditWeights, compileRelease, decide, findConflicts } from './index.ts';

/** A case of core/cases/experience.json: what visitors of these ids get, each experience's reason and variant. */
export interface DecideCase {
	readonly name: string;
	/** The shop's home page, unless it is said; null for code on no page. */
	readonly url?: string | null;
	readonly experiences: readonly object[];
	readonly holdout?: Holdout;
	readonly weights?: BanditWeights;
	readonly assignments?: Readonly<Record<string, string>>;
	/** By the visitor's id, empty for none: `reason variant`, in the order of the experiences. */
	readonly ids: Readonly<Record<string, readonly string[]>>;
}

/** core/cases/experience.json, for the tests in Node and in workerd. */
export function decideCases(): readonly DecideCase[] {
	// Through JSON, because the imported types would hold each case to the shape of all others.
	return JSON.parse(JSON.stringify(cases));
}

/** What a visitor gets, as a case says it. All cases are decided on Saturday, 28 November 2026, at noon UTC. */
export function decidedIn(one: DecideCase, id: string): string[] {
	const { url = 'https://shop.example/', assignments = {}, holdout, weights = {} } = one;
	const experiences = one.experiences.map((json) => parseExperience({ siteId: 'shop', status: 'live', ...json }));
	const conflicts = findConflicts(experiences);
	const release = { siteId: 'shop', number: 1, publishedAt: '', conflicts, experiences, ...(holdout && { holdout }) };
	const subject = { attributes: {}, events: [], segments: [] };
	const visitor = { id: id === '' ? null : id, subject, personalization: true, assignments };
	const now = Date.parse('2026-11-28T12:00:00Z');
	return decide(compileRelease(release, { weights }), visitor, { url }, now).map(({ reason, variantId }) =>
		variantId === null ? reason : `${reason} ${variantId}`,
	);
}
