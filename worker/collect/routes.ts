import { type Context, Hono } from 'hono';
import { parseConsent } from '../../core/consent/index.ts';
import type { EventType } from '../../core/event/index.ts';
import { Refusal } from '../../core/refusal.ts';
import { addressOf } from '../address-of.ts';
import type { Env } from '../env.ts';
import { decideAlong } from '../experiences/decide-along.ts';
import { randomText } from '../new-id.ts';
import { countAnonymous } from '../traffic/index.ts';
import { readCookie } from '../visitors/cookies.ts';
import { cookiesInStep } from '../visitors/keep-cookie.ts';
import { accept, type Circumstances, openBody } from './accept.ts';
import { answer, answerError } from './answer.ts';
import { placeOf } from './attributes.ts';
import { authorize, keyOf, preflight } from './authorize.ts';
import { calls } from './calls.ts';
import { signalsOf } from './consent.ts';
import { countingOf } from './counting.ts';
import { handOver } from './hand-over.ts';
import { type Allowance, allowanceOf } from './limits/allowance.ts';
import { TooMany } from './limits/too-many.ts';
import { readBody } from './read-body.ts';
import { regionOf } from './region.ts';
import { senderOf } from './sender.ts';
import { readTagFields } from './tag-fields.ts';

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
	const allowance = allowanceOf(c.env, request, receivedAt);
	try {
		await allowance.enter();
		return await take(c, type, allowance, receivedAt);
	} catch (error) {
		if (error instanceof Refusal && !(error instanceof TooMany)) allowance.spendOnRefusal();
		return answerError(request, error);
	}
}

async function take(c: Collect, type: EventType | null, allowance: Allowance, receivedAt: number): Promise<Response> {
	const request = c.req.raw;
	const { json, bytes } = await readBody(request);
	const { items, sentAt, writeKey } = openBody(json, type);
	const authorized = await authorize(c.env, request, keyOf(request, writeKey));
	allowance.spend(authorized, items.length);
	const { site, secret } = authorized;
	const sender = senderOf(request, secret);
	const signals = signalsOf(request);
	const counting = countingOf(site, parseConsent(readCookie(request, 'ew_consent')), signals);
	const by: Circumstances = {
		site,
		trusted: secret,
		sender,
		signals,
		counts: counting !== 'nothing' && sender !== null && !secret,
		receivedAt,
		mintMessageId: () => `ew-${randomText(26)}`,
		bytes,
	};
	const taken = accept(items, type, sentAt, by);
	const region = () => regionOf(placeOf(request));
	const signs = { siteId: site.id, address: addressOf(request, c.env), userAgent: sender?.userAgent ?? '' };
	const anonymous = { signs: counting === 'visitors' ? signs : null, siteId: site.id, region };
	const [kept, counted] = await Promise.all([
		handOver(c.env, taken, site.id, secret || site.publicWord === 'counts', region),
		countAnonymous(c.env, taken.counted, anonymous, receivedAt),
	]);
	const refused = [...taken.refused, ...kept.refused];
	const success = refused.length === 0 || refused.length < items.length;
	const accepted = kept.accepted + counted.accepted;
	const duplicates = kept.duplicates + counted.duplicates;
	const { bots, botReasons } = taken;
	const told = readTagFields(type === null ? json : null);
	// Asked only now that the events are kept: who becomes a returning visitor with this page is one.
	const decided =
		told.decide === undefined ? {} : await decideAlong(c.env, request, site, told.id ?? null, told.decide);
	const body = { success, accepted, duplicates, bots, ...(bots > 0 && { botReasons }), refused, ...decided };
	return answer(request, success ? 200 : 400, body, cookiesInStep(c.env, request, site, told));
}
