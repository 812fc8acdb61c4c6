import { type Context, Hono } from 'hono';
import { parseConsent } from '../../core/consent/index.ts';
import type { EventType } from '../../core/event/index.ts';
import { Refusal } from '../../core/refusal.ts';
import { addressOf } from '../address-of.ts';
import { cleansingRules } from '../cleansing/index.ts';
import type { Env } from '../env.ts';
import { decideAlong } from '../experiences/decide-along.ts';
import { noteHealth } from '../health/index.ts';
import { randomText } from '../new-id.ts';
import { planFor } from '../plans/index.ts';
import { siteByKey } from '../sites/index.ts';
import { countAnonymous } from '../traffic/index.ts';
import { readCookie } from '../visitors/cookies.ts';
import { cookiesInStep } from '../visitors/keep-cookie.ts';
import { accept, type Circumstances, openBody } from './accept.ts';
import { answer, answerError } from './answer.ts';
import { placeOf } from './attributes.ts';
import { type Authorized, authorize, keyOf, preflight } from './authorize.ts';
import { calls } from './calls.ts';
import { signalsOf } from './consent.ts';
import { countingOf } from './counting.ts';
import { handOver } from './hand-over.ts';
import { keepToPlan } from './keep-to-plan.ts';
import { withinLimits } from './limits/allowance.ts';
import { readBody } from './read-body.ts';
import { regionOf } from './region.ts';
import { senderOf } from './sender.ts';
import { readTagFields } from './tag-fields.ts';
import { incidentsOf, refusedRequest } from './tell-health.ts';

type Collect = Context<{ Bindings: Env }>;

/** Segment's HTTP API as its and RudderStack's clients post it, on the Worker's own host and under `/_ew` on a site's. */
export const collectRoutes = new Hono<{ Bindings: Env }>();

for (const prefix of ['/v1', '/_ew/v1']) {
	collectRoutes.options(`${prefix}/:call`, (c) => preflight(c.req.raw));
	for (const [name, type] of calls) collectRoutes.post(`${prefix}/${name}`, (c) => collect(c, type));
	// Segment's browser client tells how it fares itself: nothing that a site's owner asked for, so nothing is read of it.
	collectRoutes.post(`${prefix}/m`, (c) => answer(c.req.raw, 200, { success: true }));
}

// What RudderStack's client posts with `useBeacon`; beacons are not preflighted.
for (const prefix of ['', '/_ew']) collectRoutes.post(`${prefix}/beacon/v1/batch`, (c) => collect(c, null));

/** Answers 200 only when what it counts as accepted is on disk. */
async function collect(c: Collect, type: EventType | null): Promise<Response> {
	const request = c.req.raw;
	const receivedAt = Date.now();
	const visit = { key: keyOf(request, null), of: 'events', nowMs: receivedAt } as const;
	let known: { key: string | null; events: number } = { key: null, events: 0 };
	try {
		return await withinLimits(c.env, request, visit, async (allowance) => {
			const { json, bytes } = await readBody(request);
			const opened = openBody(json, type);
			known = { key: keyOf(request, opened.writeKey), events: opened.items.length };
			const authorized = await authorize(c.env, request, known.key);
			allowance.spend(authorized, opened.items.length);
			return take(c, type, { json, bytes, opened, authorized, receivedAt });
		});
	} catch (error) {
		await noteRefusedRequest(c.env, known, error, receivedAt);
		return answerError(request, error);
	}
}

/** A request that may come in, read. */
interface Arrived {
	readonly json: unknown;
	readonly bytes: number;
	readonly opened: ReturnType<typeof openBody>;
	readonly authorized: Authorized;
	readonly receivedAt: number;
}

async function take(c: Collect, type: EventType | null, arrived: Arrived): Promise<Response> {
	const request = c.req.raw;
	const { json, bytes, receivedAt } = arrived;
	const { items, sentAt } = arrived.opened;
	const { site, secret } = arrived.authorized;
	const sender = senderOf(request, secret);
	const signals = signalsOf(request);
	const counting = countingOf(site, parseConsent(readCookie(request, 'ew_consent')), signals);
	const [plan, cleansing] = await Promise.all([planFor(c.env, site.id), cleansingRules(c.env)]);
	const by: Circumstances = {
		site,
		trusted: secret,
		sender,
		signals,
		counts: counting !== 'nothing' && sender !== null && !secret,
		receivedAt,
		mintMessageId: () => `ew-${randomText(26)}`,
		cleansing,
		bytes,
	};
	const taken = keepToPlan(plan, accept(items, type, sentAt, by));
	const region = () => regionOf(placeOf(request));
	const signs = { siteId: site.id, address: addressOf(request, c.env), userAgent: sender?.userAgent ?? '' };
	const anonymous = { signs: counting === 'visitors' ? signs : null, siteId: site.id, region };
	const [kept, counted] = await Promise.all([
		handOver(c.env, taken, site.id, { trusted: secret || site.publicWord === 'counts', secret }, region, {
			isRequest: true,
		}),
		countAnonymous(c.env, taken.counted, anonymous, receivedAt),
	]);
	const accepted = kept.accepted + counted.accepted;
	const duplicates = kept.duplicates + counted.duplicates;
	const refused = [...taken.refused, ...kept.refused];
	const outcome = { items, taken, kept: { accepted, duplicates, refused: kept.refused }, sentAt, receivedAt };
	noteHealth(c.env, site.id, receivedAt, incidentsOf(outcome));
	const success = refused.length === 0 || refused.length < items.length;
	const { bots, botReasons } = taken;
	const said = readTagFields(type === null ? json : null);
	const told = { ...said, id: homeOf(said.id, kept.homes) };
	// Asked only now that the events are kept: who becomes a returning visitor with this page is one.
	const { body: decided, home } =
		told.decide === undefined
			? { body: {}, home: null }
			: await decideAlong(c.env, request, site, told.id ?? null, told.decide);
	const body = { success, accepted, duplicates, bots, ...(bots > 0 && { botReasons }), refused, ...decided };
	const visitor = { ...told, ...(home !== null && { id: home }) };
	return answer(request, success ? 200 : 400, body, cookiesInStep(c.env, request, site, visitor));
}

/** The id of the profile that the tag's has become, if it has. */
function homeOf(id: string | null | undefined, homes: ReadonlyMap<string, string>): string | null | undefined {
	return typeof id === 'string' ? (homes.get(id) ?? id) : id;
}

/** Whoever looks after the site should know that its senders are turned away; whose key is unknown has no site. */
async function noteRefusedRequest(
	env: Env,
	{ key, events }: { readonly key: string | null; readonly events: number },
	error: unknown,
	now: number,
): Promise<void> {
	if (key === null || !(error instanceof Refusal)) return;
	const holder = await siteByKey(env, key);
	if (holder) noteHealth(env, holder.site.id, now, refusedRequest(error, events));
}
