import type { Env } from '../env.ts';
import { cachedTraits, forgetAnswers, nameOfInput, rememberTraits, type Traits } from './cache.ts';
import { type CallOutcome, callEndpoint } from './call-endpoint.ts';
import type { LiveEnrichment } from './live-enrichment.ts';
import { mapAnswer } from './map-answer.ts';
import type { Endpoint } from './post-signed.ts';
import { noteCalls, reserveCalls } from './standing.ts';
import type { Input } from './types.ts';

/** Calls that a shard has under way at the same time. */
const atOnce = 4;

/** A question about one person. */
export interface Question {
	readonly profileId: string;
	readonly input: Input;
}

/** It failed, and costs a try. */
export interface Failed {
	readonly kind: 'failed';
	/** How long it wants to be left alone, ms. */
	readonly afterMs: number;
	/** When the endpoint answered last, whomever; 0 for never. */
	readonly lastAnswerAt: number;
}

/** What is known after asking. */
export type Answered =
	| { readonly kind: 'traits'; readonly name: string; readonly traits: Readonly<Record<string, unknown>> }
	| { readonly kind: 'refused' }
	| Failed
	/** Nobody was asked: the minute's calls are made, or the endpoint is left alone for a while. */
	| { readonly kind: 'later'; readonly at: number };

/**
 * Asks an endpoint about people, each different question once: what was answered before is not asked again. In their order.
 * @param isOpen whether a question still stands: of who was erased meanwhile no answer is remembered
 */
export async function askEndpoint(
	env: Env,
	enrichment: LiveEnrichment,
	endpoint: Endpoint,
	questions: readonly Question[],
	isOpen: (question: Question) => boolean,
	now: number,
): Promise<Answered[]> {
	const names = await Promise.all(questions.map(({ input }) => nameOfInput(env, enrichment.meaning, input)));
	const answers = new Map<string, Answered>();
	for (const [name, traits] of await cachedTraits(env, enrichment.id, names, now))
		answers.set(name, { kind: 'traits', name, traits });
	const unknown = new Map<string, Question>();
	for (const [place, name] of names.entries()) {
		const question = questions[place];
		if (question && !answers.has(name) && !unknown.has(name)) unknown.set(name, question);
	}
	if (unknown.size > 0)
		for (const [name, answer] of await callAll(env, enrichment, endpoint, unknown, isOpen, now))
			answers.set(name, answer);
	return names.map((name) => answers.get(name) ?? { kind: 'later', at: now });
}

async function callAll(
	env: Env,
	enrichment: LiveEnrichment,
	endpoint: Endpoint,
	questions: ReadonlyMap<string, Question>,
	isOpen: (question: Question) => boolean,
	now: number,
): Promise<Map<string, Answered>> {
	const { id, callsPerMinute, cacheSeconds } = enrichment;
	const { calls, nextAt } = await reserveCalls(env, id, questions.size, callsPerMinute, now);
	const asked = [...questions].slice(0, calls);
	const answers = new Map<string, Answered>();
	for (const name of [...questions.keys()].slice(calls)) answers.set(name, { kind: 'later', at: nextAt });
	const outcomes: CallOutcome[] = [];
	const remembered: { input: string; traits: Traits; question: Question }[] = [];
	const problems: string[] = [];
	const failed = new Map<string, number>();
	for (let from = 0; from < asked.length; from += atOnce) {
		await Promise.all(
			asked.slice(from, from + atOnce).map(async ([name, question]) => {
				const { outcome } = await callEndpoint(endpoint, question.input, idempotencyKeyOf(id, name));
				outcomes.push(outcome);
				if (outcome.kind === 'failure') failed.set(name, outcome.afterMs ?? 0);
				else if (outcome.kind === 'refused') answers.set(name, { kind: 'refused' });
				else {
					const mapped = mapAnswer(enrichment.mapping, outcome.kind === 'answer' ? outcome.body : {});
					problems.push(...mapped.problems);
					remembered.push({ input: name, traits: mapped.traits, question });
					answers.set(name, { kind: 'traits', name, traits: mapped.traits });
				}
			}),
		);
	}
	const after = Date.now();
	const open = remembered.filter(({ question }) => isOpen(question));
	const answersOf = (of: typeof open) =>
		of.map(({ question, ...answer }) => ({ ...answer, profileId: question.profileId }));
	await rememberTraits(env, id, answersOf(open), after + cacheSeconds * 1000);
	// Whoever is erased while this is written may be gone through before it.
	await forgetAnswers(env, id, answersOf(open.filter(({ question }) => !isOpen(question))));
	const lastAnswerAt = await noteCalls(env, id, shownBy(outcomes, problems, after), after);
	for (const [name, afterMs] of failed) answers.set(name, { kind: 'failed', afterMs, lastAnswerAt });
	return answers;
}

/** The same for each try of the same question: who heard it before answers it as before. */
function idempotencyKeyOf(enrichmentId: string, name: string): string {
	return `${enrichmentId}-${name}`;
}

function shownBy(outcomes: readonly CallOutcome[], problems: readonly string[], now: number) {
	const failures = outcomes.filter((outcome) => outcome.kind === 'failure');
	const pauses = failures.flatMap(({ afterMs }) => (afterMs === undefined ? [] : [now + afterMs]));
	return {
		answers: outcomes.length - failures.length,
		failures: failures.length,
		lastError: failures.at(-1)?.says ?? null,
		notBefore: pauses.length > 0 ? Math.max(...pauses) : null,
		problem: problems.length > 0 ? [...new Set(problems)].slice(0, 5).join(' ') : null,
	};
}
