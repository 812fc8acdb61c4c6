import { asBag, callNames, readCall } from './arguments.ts';
import { attempt } from './attempt.ts';
import { allowed, isUnsaid, say } from './consent.ts';
import { readContext } from './context.ts';
import { flush, schedule, tellForgotten } from './deliver.ts';
import { off, on, tell } from './hear.ts';
import { mintMessageId } from './message-id.ts';
import { isOff, options } from './options.ts';
import { addEvent, clearOutbox } from './outbox.ts';
import { askDecisions } from './personalize.ts';
import type { Bag, CallType, Consent, DraftEvent, SaidConsent, SentEvent, Tracker } from './types.ts';
import { anonymousId, forget, knownId, readUser, remember } from './visitor.ts';

/** After the first event of a burst, the time for the others to come along, in ms. */
const gatherMs = 200;
const mostHeld = 100;

/** Events from before consent: in memory only, without identifier. */
let held: DraftEvent[] = [];

function draft(type: CallType, fields: Bag, { timestamp = new Date(), context }: Bag = {}): DraftEvent {
	return { ...fields, messageId: mintMessageId(), type, timestamp, context: { ...readContext(), ...asBag(context) } };
}

/** The event with who did it, in the outbox and on its way. */
function keep(event: DraftEvent): SentEvent {
	if (event.type === 'identify') remember(event);
	return send({ userId: readUser().userId, ...event, anonymousId: anonymousId() });
}

function send<T extends DraftEvent>(event: T, briefly?: boolean): T {
	const sent = { ...event, context: { ...event.context, consent: allowed() } };
	addEvent(event.messageId, JSON.stringify(sent), briefly);
	schedule(gatherMs);
	return sent;
}

/** What becomes of an event under the consent that holds now. */
function accept(event: DraftEvent): SentEvent | undefined {
	if (allowed().analytics) return keep(event);
	if (!isUnsaid()) return;
	// Counted without identifier, where the site chose so; nothing is stored for it.
	if (options.consent === 'cookieless') send(event, true);
	else held = [...held, event].slice(-mostHeld);
}

/** What waited for an answer goes its way under the consent that holds now, and the page's decisions are asked for. */
export function goOn(): void {
	held.splice(0).forEach(accept);
	askDecisions(true);
	schedule(0);
}

async function call(type: CallType, args: readonly unknown[]): Promise<SentEvent | undefined> {
	try {
		const read = readCall(type, args);
		const event = accept(draft(type, read.fields, read.options));
		if (type === 'page') {
			askDecisions();
			// A page view does not wait for others to come along.
			schedule(0);
		}
		tell(type, event);
		if (event) read.callback?.(event);
		return event;
	} catch {
		// A property that is no JSON, a callback that throws: the page's own business goes on.
	}
}

/** Takes what the person said, or a consent manager for them on each page: only what is new has consequences. */
export function consent(said?: SaidConsent): Consent {
	if (said && say(said)) follow(said);
	return allowed();
}

function follow(said: SaidConsent): void {
	const after = allowed();
	const statement = draft('track', { event: 'Consent Updated', properties: said });
	const id = knownId();
	if (!after.analytics) {
		clearOutbox();
		forget();
		// A refusal is kept as proof, where there is somebody to keep it of.
		if (id) send({ ...statement, anonymousId: id }, true);
	}
	held.push(statement);
	goOn();
	tell('consent', after);
}

/** Tracks what the tag itself noticed, unless the site switched that off by its name. */
export function notice(event: string, ...rest: unknown[]): void {
	if (!isOff(event)) void call('track', [event, ...rest]);
}

const calls = {} as Record<CallType, Tracker['track']>;
for (const type of Object.keys(callNames) as CallType[]) calls[type] = (...args) => call(type, args);

/** What a page calls. */
export const tracker: Tracker = {
	...calls,
	consent,
	reset() {
		if (knownId()) {
			forget();
			tellForgotten();
		}
		tell('reset');
	},
	ready: async (callback) => attempt(() => callback?.()),
	on,
	off,
	user: () => ({ id: () => readUser().userId, anonymousId: knownId, traits: () => readUser().traits }),
	flush,
};
