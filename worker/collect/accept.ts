import type { PrivacySignals } from '../../core/consent/types.ts';
import {
	type Bag,
	type Batch,
	type Event,
	type EventType,
	isBag,
	parseBatch,
	parseEvent,
} from '../../core/event/index.ts';
import { Refusal } from '../../core/refusal.ts';
import { cleanseEvent, type Rule } from '../cleansing/index.ts';
import { previewParameter } from '../own-parameters.ts';
import type { Site } from '../sites/index.ts';
import { type Hit, hitOf } from '../traffic/index.ts';
import { mayKeep } from './consent.ts';
import { isAnonymous } from './counting.ts';
import { enrich, robotOf, type Sender } from './enrich.ts';
import type { RobotReason } from './robots/robot-agents.ts';

/** One event that was not taken, and how to mend it. `index` is its place in the batch. */
export interface RefusedEvent {
	readonly index: number;
	readonly code: string;
	readonly message: string;
	readonly path?: string;
	readonly hint?: string;
}

export interface Accepted {
	/** Events to keep, with their places in the batch. */
	readonly events: readonly { readonly index: number; readonly event: Event }[];
	/** What is only counted, of people who have not consented. */
	readonly counted: readonly { readonly messageId: string; readonly hit: Hit }[];
	readonly refused: readonly RefusedEvent[];
	readonly bots: number;
	/** Why they were taken for robots', and how many. */
	readonly botReasons: Readonly<Partial<Record<RobotReason, number>>>;
}

/** Who sent a request, as far as acceptance depends on it. */
export interface Circumstances {
	readonly site: Site;
	/** The request carried the secret key. */
	readonly trusted: boolean;
	/** Null when the request comes from a server. */
	readonly sender: Sender | null;
	readonly signals: PrivacySignals;
	/** Events that name nobody and say that there is no consent are counted. */
	readonly counts: boolean;
	readonly receivedAt: number;
	/** It comes from a file, and may be old. */
	readonly isHistory?: boolean;
	readonly mintMessageId: () => string;
	/** In which form traits are kept. */
	readonly cleansing: readonly Rule[];
	/** UTF-8 bytes of the whole body. */
	readonly bytes: number;
}

/** Opens a body of one of the six single calls, or of a batch: the raw events and the time of sending. */
export function openBody(
	json: unknown,
	type: EventType | null,
): { items: readonly unknown[]; sentAt: number | null; writeKey: string | null } {
	if (type === null) return refuseMultiplied(parseBatch(json));
	return { ...parseBatch({ batch: [json] }), writeKey: writeKeyOf(json) };
}

/**
 * Characters of context that one batch may put under its events, all together. A shard is told of them in one call, which
 * carries 32 MiB, and a body of 500 KB could stand for 75 MB.
 */
const sharedContextMax = 8 * 1024 * 1024;

function refuseMultiplied(batch: Batch): Batch {
	if (JSON.stringify(batch.context).length * batch.items.length <= sharedContextMax) return batch;
	throw new Refusal('batch-context', 'The batch’s context is too large for so many events.', {
		status: 413,
		path: 'context',
		hint: 'Send smaller batches, or less context.',
	});
}

function writeKeyOf(json: unknown): string | null {
	if (typeof json !== 'object' || json === null || !('writeKey' in json)) return null;
	return typeof json.writeKey === 'string' ? json.writeKey : null;
}

/** Parses and sifts events one by one: a bad one is refused with its place, and the good ones still count. */
export function accept(
	items: readonly unknown[],
	type: EventType | null,
	sentAt: number | null,
	by: Circumstances,
): Accepted {
	const events: { index: number; event: Event }[] = [];
	const counted: { messageId: string; hit: Hit }[] = [];
	const refused: RefusedEvent[] = [];
	const botReasons: Partial<Record<RobotReason, number>> = {};
	const share = sharedContexts();
	for (const [index, item] of items.entries()) {
		try {
			const { receivedAt, mintMessageId, bytes, isHistory = false } = by;
			const anyone = by.counts && isAnonymous(item);
			const event = parseEvent(item, {
				receivedAt,
				sentAt,
				mintMessageId,
				bytes,
				anyone,
				isHistory,
				...(type && { type }),
			});
			const hit = anyone ? hitOf(enrich(event, by.sender)) : null;
			// A marketer's look at a draft is no visit.
			if (isPreviewPage(event)) continue;
			const robot = robotOf(event, by.sender);
			if (robot) botReasons[robot] = (botReasons[robot] ?? 0) + 1;
			else if (hit) counted.push({ messageId: event.messageId, hit });
			else if (anyone) refused.push(namesNobody(index));
			else if (!by.trusted && by.sender && !mayKeep(event, by.site.consentMode, by.signals))
				refused.push(noConsent(index));
			else events.push({ index, event: share(cleanseEvent(by.cleansing, enrich(event, by.sender))) });
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			refused.push({ index, ...error.toJSON() });
		}
	}
	const bots = Object.values(botReasons).reduce((sum, count) => sum + count, 0);
	return { events, counted, refused, bots, botReasons };
}

/** Events of one page have equal contexts. As one object they cross to the shard once, and are written once. */
function sharedContexts(): (event: Event) => Event {
	const known = new Map<string, Bag>();
	return (event) => {
		const text = JSON.stringify(event.context);
		const context = known.get(text);
		if (context) return { ...event, context };
		known.set(text, event.context);
		return event;
	};
}

function isPreviewPage({ context }: Event): boolean {
	const url = isBag(context.page) ? context.page.url : null;
	return typeof url === 'string' && url.includes(`${previewParameter}=`);
}

function noConsent(index: number): RefusedEvent {
	return { index, code: 'consent', message: 'The person has not consented to analytics.', path: 'context.consent' };
}

function namesNobody(index: number): RefusedEvent {
	const message = 'Only page views and track calls are counted without saying who it was.';
	return { index, code: 'event-identity', message, path: 'anonymousId' };
}
