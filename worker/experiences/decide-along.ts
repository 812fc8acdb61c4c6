import * as v from 'valibot';
import { allows } from '../../core/consent/index.ts';
import { parseOrRefuse } from '../../core/parse.ts';
import { Refusal } from '../../core/refusal.ts';
import { signalsOf } from '../collect/consent.ts';
import type { Env } from '../env.ts';
import type { Site } from '../sites/index.ts';
import { saidConsent } from '../visitors/said-consent.ts';
import { type Answer, answerQuestion, pageQuestion } from './answer-question.ts';

const schema = v.object(pageQuestion);

const nothing: AnsweredAlong = { body: {}, home: null };

/** What becomes of a question that came with a batch: its answer, what is wrong with it, or nothing when deciding failed. */
type Along = Answer | { readonly decideRefused: Refusal } | Record<string, never>;

export interface AnsweredAlong {
	/** What the tag is told. */
	readonly body: Along;
	/** The profile that the tag's has become, when it still has the old id. */
	readonly home: string | null;
}

/**
 * Answers the question that the tag asks beside a batch of events, once they are kept: so a first page view is one request
 * that counts the page and decides. Without consent to both uses
 * there is no answer. Never throws, for the events are acknowledged whatever becomes of the question.
 * @param id the tag's anonymousId, if it has one
 */
export async function decideAlong(
	env: Env,
	request: Request,
	site: Site,
	id: string | null,
	decide: unknown,
): Promise<AnsweredAlong> {
	try {
		const asked = parseOrRefuse(schema, decide, 'decide-invalid');
		const said = saidConsent(asked.consent);
		const mayDecide = (['analytics', 'personalization'] as const).every((purpose) =>
			allows(said, purpose, site.consentMode, signalsOf(request)),
		);
		if (!mayDecide) return nothing;
		const { answer: body, home } = await answerQuestion(env, request, site, { ...asked, id, isServer: false });
		return { body, home };
	} catch (error) {
		if (error instanceof Refusal) return { ...nothing, body: { decideRefused: error } };
		console.error('deciding along with a batch failed', error);
		return nothing;
	}
}
