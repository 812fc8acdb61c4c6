import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import { parseOrRefuse } from '../../core/parse.ts';
import { Refusal } from '../../core/refusal.ts';
import { answer, answerError } from '../collect/answer.ts';
import { type Authorized, authorize, keyOf, preflight } from '../collect/authorize.ts';
import { withinLimits } from '../collect/limits/allowance.ts';
import { readBody } from '../collect/read-body.ts';
import type { Env } from '../env.ts';
import { cookiesInStep } from '../visitors/keep-cookie.ts';
import { saidConsent } from '../visitors/said-consent.ts';
import { answerQuestion, pageQuestion } from './answer-question.ts';

const id = v.nullish(v.pipe(v.string(), v.maxLength(200)));

const schema = v.object({
	writeKey: v.nullish(v.string()),
	anonymousId: id,
	userId: id,
	/** What conditions look into beside what is known: `{ "traits": { "plan": "pro" } }`. */
	attributes: v.nullish(v.record(v.string(), v.unknown())),
	...pageQuestion,
	url: v.nullish(pageQuestion.url),
});

/** Decisions for servers and apps, and for pages that ask nothing else: what applies, nothing else. */
export const decideRoutes = new Hono<{ Bindings: Env }>();

for (const path of ['/v1/decide', '/_ew/v1/decide']) {
	decideRoutes.options(path, (c) => preflight(c.req.raw));
	decideRoutes.post(path, decide);
}

async function decide(c: Context<{ Bindings: Env }>): Promise<Response> {
	const request = c.req.raw;
	const visit = { key: keyOf(request, null), of: 'questions', nowMs: Date.now() } as const;
	try {
		return await withinLimits(c.env, request, visit, async (allowance) => {
			const question = parseOrRefuse(schema, (await readBody(request)).json, 'decide-invalid');
			const authorized = await authorize(c.env, request, keyOf(request, question.writeKey ?? null));
			allowance.spend(authorized, 1);
			return answerFor(c, question, authorized);
		});
	} catch (error) {
		return answerError(request, error);
	}
}

async function answerFor(
	c: Context<{ Bindings: Env }>,
	question: v.InferOutput<typeof schema>,
	{ site, secret }: Authorized,
): Promise<Response> {
	const request = c.req.raw;
	const { anonymousId, userId, attributes, url = null, referrer, consent } = question;
	if (!secret) refuseServersWords(question);
	const { answer: body, home } = await answerQuestion(c.env, request, site, {
		...{ url, referrer, consent, id: userId ?? anonymousId ?? null, isServer: secret },
		...(attributes && { told: { attributes } }),
	});
	const told = { id: home ?? undefined, consent: saidConsent(consent) };
	return answer(request, 200, body, cookiesInStep(c.env, request, site, told));
}

/** Anybody has the public key: with it nobody learns what somebody else is shown, nor what they would be shown as somebody else. */
function refuseServersWords(question: v.InferOutput<typeof schema>): void {
	for (const name of ['userId', 'attributes'] as const) {
		if (question[name] === undefined || question[name] === null) continue;
		throw new Refusal('secret-key-required', `"${name}" is believed with the site’s secret key only.`, {
			status: 403,
			path: name,
			hint: 'Ask from your server, with the secret key.',
		});
	}
}
