import * as v from 'valibot';
import type { Edit } from '../../core/edit/types.ts';
import type { Env } from '../env.ts';
import type { Site } from '../sites/index.ts';
import { decideFor, type Question } from './decide-for.ts';
import { applied } from './decide-visit.ts';
import { liveRelease } from './live-release.ts';
import { toldOf } from './told-of.ts';
import { liveVerdicts, onThisPage, uncheckedPlaces } from './verdict/live-verdicts.ts';

/** What a question says of the page and of consent, wherever it is asked. */
export const pageQuestion = {
	url: v.pipe(v.string(), v.maxLength(8_000), v.url()),
	referrer: v.nullish(v.pipe(v.string(), v.maxLength(8_000))),
	consent: v.nullish(v.object({ analytics: v.optional(v.boolean()), personalization: v.optional(v.boolean()) })),
};

/** What applies to a visitor on a page, nothing else. */
export interface Answer {
	/** Null when nothing is published. */
	readonly release: number | null;
	readonly decisions: readonly {
		readonly experienceId: string;
		readonly variantId: string | null;
		readonly edits: readonly Edit[];
		/** JSON by key, for code that asks; left out where there is none. */
		readonly values?: Readonly<Record<string, unknown>>;
		/** What of an experiment has to be on the page for it to count as seen, in every variant. */
		readonly targets?: readonly string[];
		readonly visible?: true;
	}[];
}

/** An answer, and whose it is. */
export interface Answered {
	readonly answer: Answer;
	/** The profile that the asker's has become, when the browser still has the old id. */
	readonly home: string | null;
}

/** Decides for a page that the proxy does not: of a site with the tag only, after single-page navigation, of an app. */
export async function answerQuestion(env: Env, request: Request, site: Site, asked: Question): Promise<Answered> {
	const release = await liveRelease(env, site);
	const { decisions, home } = await decideFor(env, request, site, release, asked);
	const places = asked.url === null || !release ? uncheckedPlaces : await liveVerdicts(env, release, asked.url);
	const told = applied(onThisPage(decisions, places)).map((decision) => ({
		...toldOf(release, decision, places),
		edits: decision.edits,
		...(Object.keys(decision.values).length > 0 && { values: decision.values }),
	}));
	return { answer: { release: release?.release.number ?? null, decisions: told }, home };
}
