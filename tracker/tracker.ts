import { readCall } from './arguments.ts';
import { openConsent } from './consent.ts';
import { readContext, readPage } from './context.ts';
import { startDelivery } from './deliver.ts';
import { startHearing } from './hear.ts';
import { mintMessageId } from './message-id.ts';
import { openOutbox } from './outbox.ts';
import { post } from './post.ts';
import { openStore } from './store.ts';
import type { Bag, Call, CallType, Consent, DraftEvent, SentEvent, Tracker, TrackerOptions } from './types.ts';
import { openVisitor } from './visitor.ts';

/** After the first event of a burst, the time for the others to come along, in ms. */
const gatherMs = 200;
const mostGathered = 20;
const mostHeld = 100;

/** What the tag's own parts use beyond the public calls. */
export interface TrackerCore extends Tracker {
	/** The current page's referrer, which single-page navigation moves on. */
	setReferrer(referrer: string): void;
	/** The identifier to ask decisions for, or null when none may be used. */
	decideAs(): { anonymousId: string; consent: Consent } | null;
	/** Sends what is left, as the page goes. */
	leave(): void;
	readonly options: TrackerOptions;
}

/** Makes a tracker. It sends and stores nothing until it is called; listening to the page is `install`'s part. */
export function createTracker(options: TrackerOptions): TrackerCore {
	const store = openStore(() => localStorage);
	const visitor = openVisitor(store, options.region ?? 'weur', options.shards ?? 16);
	const consent = openConsent(store, options.consentMode ?? 'implied');
	const outbox = openOutbox(store, Date.now);
	const hearing = startHearing();
	const url = `${options.base}v1/batch`;
	const { writeKey } = options;
	const delivery = startDelivery(
		{ outbox, store, url, writeKey, pageId: newMessageId(0) },
		() => consent.allowed().analytics,
	);
	/** Events from before consent: in memory only, without identifier. */
	let held: DraftEvent[] = [];
	let sequence = 0;
	let gathered = 0;
	let referrer = document.referrer;

	const stamp = (draft: DraftEvent): SentEvent => ({
		...draft,
		anonymousId: visitor.anonymousId(),
		userId: draft.userId ?? visitor.userId() ?? undefined,
		context: { ...draft.context, consent: consent.allowed() },
	});
	const keep = (draft: DraftEvent): SentEvent => {
		const event = stamp(draft);
		outbox.add(event);
		const first = sequence === 1;
		if (++gathered >= mostGathered || first) gathered = 0;
		delivery.schedule(first || !gathered ? 0 : gatherMs);
		return event;
	};
	const accept = (draft: DraftEvent): SentEvent | undefined => {
		if (consent.allowed().analytics) return keep(draft);
		if (consent.said().analytics === undefined) held = [...held, draft].slice(-mostHeld);
		return undefined;
	};
	const draft = ({ type, fields, options }: Call): DraftEvent => {
		const page = type === 'page' && { properties: { ...readPage(referrer), ...asObject(fields.properties) } };
		return {
			...fields,
			...page,
			messageId: newMessageId(sequence++),
			type,
			timestamp: new Date(options.timestamp ?? Date.now()).toISOString(),
			context: { ...readContext(referrer), ...options.context },
		};
	};
	const call = async (type: CallType, args: readonly unknown[]) => {
		try {
			const read = readCall(type, args);
			if (!read) return;
			if (type === 'identify' && consent.allowed().analytics) remember(read.fields);
			if (type === 'alias' && !read.fields.previousId)
				Object.assign(read.fields, { previousId: visitor.anonymousId() });
			const event = accept(draft(read));
			hearing.tell(type, event);
			if (event && read.callback) await Promise.resolve(event).then(read.callback);
			return event;
		} catch {
			// A property that is no JSON, a callback that throws: the page's own business goes on.
		}
	};
	const remember = ({ userId, traits }: Bag) => {
		visitor.identify(typeof userId === 'string' ? userId : undefined, asObject(traits));
	};
	const withdraw = (before: Consent) => {
		held = [];
		if (before.analytics && visitor.knownId()) {
			const last = stamp(draftConsent());
			void post(url, JSON.stringify({ writeKey, sentAt: last.timestamp, batch: [last] }));
		}
		outbox.clear();
		visitor.forget();
	};
	const draftConsent = () =>
		draft({ type: 'track', fields: { event: 'Consent Updated', properties: consent.allowed() }, options: {} });
	const release = () => {
		const waiting = held;
		held = [];
		for (const event of waiting) {
			if (event.type === 'identify') remember(event);
			keep(event);
		}
		keep(draftConsent());
		delivery.schedule(0);
	};
	return {
		options,
		track: (...args) => call('track', args),
		page: (...args) => call('page', args),
		identify: (...args) => call('identify', args),
		group: (...args) => call('group', args),
		alias: (...args) => call('alias', args),
		consent(said) {
			const before = consent.allowed();
			if (!said) return before;
			consent.say(said);
			const after = consent.allowed();
			if (after.analytics) release();
			else withdraw(before);
			hearing.tell('consent', after);
			return after;
		},
		reset() {
			visitor.forget();
			hearing.tell('reset', undefined);
		},
		ready: (callback) =>
			Promise.resolve()
				.then(callback)
				.catch(() => {}),
		on: hearing.on,
		off: hearing.off,
		user: () => ({ id: visitor.userId, anonymousId: visitor.knownId, traits: visitor.traits }),
		flush: delivery.flush,
		leave: delivery.leave,
		setReferrer(url) {
			referrer = url;
		},
		decideAs() {
			const allowed = consent.allowed();
			if (!allowed.personalization || !allowed.analytics) return null;
			return { anonymousId: visitor.anonymousId(), consent: allowed };
		},
	};
}

function newMessageId(sequence: number): string {
	return mintMessageId(Date.now(), sequence, crypto.getRandomValues(new Uint8Array(8)));
}

function asObject(value: unknown): Record<string, unknown> {
	return typeof value === 'object' && value !== null ? { ...value } : {};
}
