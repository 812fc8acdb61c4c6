import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import { isBag } from '../../core/event/index.ts';
import { digest } from '../../core/hash/digest.ts';
import { parseOrRefuse } from '../../core/parse.ts';
import { Refusal } from '../../core/refusal.ts';
import { type Authorized, authorize, corsHeaders, keyOf, preflight } from '../collect/authorize.ts';
import { withinLimits } from '../collect/limits/allowance.ts';
import { TooMany } from '../collect/limits/too-many.ts';
import { readBody } from '../collect/read-body.ts';
import type { Env } from '../env.ts';
import { pageQuestion } from './answer-question.ts';
import { decideFor } from './decide-for.ts';
import { evaluateFlag, type Flag, flagsOf } from './flags.ts';
import { liveRelease } from './live-release.ts';

type Ofrep = Context<{ Bindings: Env }>;

/** What OpenFeature calls the context. All else in it is what a server tells of the person. */
const EvaluationContext = v.looseObject({
	targetingKey: v.nullish(v.pipe(v.string(), v.maxLength(200))),
	url: v.nullish(pageQuestion.url),
	referrer: pageQuestion.referrer,
	consent: pageQuestion.consent,
});
const body = v.object({
	context: v.optional(v.pipe(v.custom(isBag, 'The context is an object.'), EvaluationContext), {}),
});

/**
 * OpenFeature's remote evaluation protocol, for its providers in browsers, servers and apps: the values of experiences.
 * @see https://github.com/open-feature/protocol/blob/main/service/openapi.yaml
 */
export const ofrepRoutes = new Hono<{ Bindings: Env }>();

for (const prefix of ['/ofrep/v1/evaluate/flags', '/_ew/ofrep/v1/evaluate/flags']) {
	ofrepRoutes.options(prefix, (c) => preflight(c.req.raw));
	ofrepRoutes.options(`${prefix}/:key{.+}`, (c) => preflight(c.req.raw));
	ofrepRoutes.post(prefix, evaluateAll);
	ofrepRoutes.post(`${prefix}/:key{.+}`, evaluateOne);
}

/** Every flag. What has not changed since `If-None-Match` is 304. */
async function evaluateAll(c: Ofrep): Promise<Response> {
	try {
		const evaluated = await evaluate(c);
		const flags = evaluated ? evaluated.keys.map(evaluated.flag) : [];
		const text = JSON.stringify({ flags });
		const etag = `"${digest(text).slice(0, 32)}"`;
		const headers = { ...headersOf(c), etag };
		const known = c.req.header('if-none-match')?.replace(/^W\//, '');
		if (known === etag) return new Response(null, { status: 304, headers });
		return new Response(text, { headers: { ...headers, 'content-type': 'application/json' } });
	} catch (error) {
		return refused(c, error);
	}
}

async function evaluateOne(c: Ofrep): Promise<Response> {
	const key = c.req.param('key') ?? '';
	try {
		const evaluated = await evaluate(c);
		const flag: Flag = evaluated?.flag(key) ?? {
			...{ key, errorCode: 'FLAG_NOT_FOUND', errorDetails: 'Nothing is published.' },
		};
		return Response.json(flag, { status: statusOf(flag), headers: headersOf(c) });
	} catch (error) {
		return refused(c, error, key);
	}
}

function statusOf(flag: Flag): number {
	if (!('errorCode' in flag)) return 200;
	return flag.errorCode === 'FLAG_NOT_FOUND' ? 404 : 400;
}

/** Decides for the context that was sent; null when nothing is published. */
async function evaluate(c: Ofrep) {
	const request = c.req.raw;
	const key = ofrepKey(request);
	return withinLimits(c.env, request, { key, of: 'questions', nowMs: Date.now() }, async (allowance) => {
		const authorized = await authorize(c.env, request, key);
		allowance.spend(authorized, 1);
		const { context } = parseOrRefuse(body, (await readBody(request)).json, 'context-invalid');
		return evaluatedIn(c, context, authorized);
	});
}

async function evaluatedIn(c: Ofrep, context: v.InferOutput<typeof EvaluationContext>, { site, secret }: Authorized) {
	const request = c.req.raw;
	const release = await liveRelease(c.env, site);
	if (!release) return null;
	const { targetingKey = null, url = null, referrer, consent, ...said } = context;
	const { decisions } = await decideFor(c.env, request, site, release, {
		...{ url, referrer, consent, id: targetingKey, isServer: secret },
		// Anybody has the public key: what a browser says of the person is not believed.
		...(secret && { told: { attributes: attributesOf(said) } }),
	});
	return {
		keys: [...flagsOf(release).keys()],
		flag: (key: string) => evaluateFlag(release, decisions, key),
	};
}

/** What a server says beside what conditions know by name is a trait: `plan` is `traits.plan`. */
function attributesOf(said: Readonly<Record<string, unknown>>): Record<string, unknown> {
	const parts = Object.entries(said);
	const traits = Object.fromEntries(parts.filter(([name]) => !known.has(name)));
	const rest = Object.fromEntries(parts.filter(([name]) => known.has(name)));
	return { ...rest, traits: { ...traits, ...(isBag(rest.traits) && rest.traits) } };
}

const known = new Set(['traits', 'computed', 'account', 'geo', 'device', 'page', 'utm', 'cookie', 'scores', 'visit']);

/** The protocol's two ways to say a key, beside those of events. */
function ofrepKey(request: Request): string | null {
	const bearer = /^bearer +(.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
	return bearer ?? request.headers.get('x-api-key') ?? keyOf(request, null);
}

function headersOf(c: Ofrep): Record<string, string> {
	return { ...corsHeaders(c.req.raw), 'cache-control': 'private, no-cache' };
}

/** Errors in the protocol's form: with a code where it has one for what was sent, else with details only. */
function refused(c: Ofrep, error: unknown, key?: string): Response {
	if (!(error instanceof Refusal)) console.error('evaluating flags failed', error);
	const { status, message, hint, code, path } =
		error instanceof Refusal
			? error
			: new Refusal('internal', 'The flags could not be evaluated.', { status: 500, hint: '' });
	const errorDetails = [path === undefined ? message : `${path}: ${message}`, hint].filter(Boolean).join(' ');
	const isOfKey = status === 401 || status === 403 || status === 429;
	const errorCode = code === 'context-invalid' ? 'INVALID_CONTEXT' : status < 500 ? 'PARSE_ERROR' : 'GENERAL';
	const told = isOfKey ? { errorDetails } : { ...(key !== undefined && { key }), errorCode, errorDetails };
	const later = error instanceof TooMany && { 'retry-after': String(error.retryAfterSeconds) };
	const headers = { ...headersOf(c), ...later };
	return Response.json(told, { status: isOfKey || status >= 500 ? status : 400, headers });
}
