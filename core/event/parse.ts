import { Refusal } from '../refusal.ts';
import { withAddress } from './address.ts';
import { copyBag, isBag } from './bag.ts';
import { translateDataLayer } from './data-layer.ts';
import { readIdentifier, requireIdentifier } from './identifier.ts';
import { nameMaxLength } from './limits.ts';
import { refuseOversize } from './size.ts';
import { eventTime, readInstant } from './time.ts';
import { type Bag, type Event, type EventContext, type EventType, eventTypes } from './types.ts';
import { sinceActivation } from './web-vitals.ts';

/** How histories and conditions name the calls that carry no name of their own. */
const fixedNames = {
	page: 'Page Viewed',
	screen: 'Screen Viewed',
	identify: 'Identified',
	group: 'Grouped',
	alias: 'Aliased',
} as const satisfies Record<Exclude<EventType, 'track'>, string>;

/**
 * Turns one of Segment's calls, as JSON gave it, into an `Event`. Parsed by hand because every event passes here.
 * Parsing its own result changes nothing. Refuses (with `code` and `path`) an unknown type, missing or malformed ids,
 * a missing event name, impossible times, more than 32 KB, too many keys, deep nesting and prototype keys.
 * Text is kept as it is, whatever it says: it is escaped where it is shown.
 */
export function parseEvent(input: unknown, context: EventContext): Event {
	if (!isBag(input)) {
		throw new Refusal('event-shape', 'An event is a JSON object.', { hint: 'See the Segment spec for its fields.' });
	}
	const sent = copyBag(input.properties, 'properties') ?? {};
	const said = copyBag(input.traits, 'traits');
	const circumstances = copyBag(input.context, 'context') ?? {};
	refuseOversize(input, context.bytes);
	const type = readType(input.type, context.type);
	// A server that tells of a page view names the page in its properties, and nowhere else.
	const page = circumstances.page ?? (type === 'page' && sent.url !== undefined ? { url: sent.url } : null);
	const eventContext = isBag(page) ? withAddress(circumstances, page) : circumstances;
	const shopping = type === 'track' && eventContext.dataLayer === true ? translateDataLayer(input.event, sent) : null;
	const event = type === 'track' ? readName(shopping?.event ?? input.event) : fixedNames[type];
	const properties = shopping?.properties ?? (event === 'Web Vitals' ? sinceActivation(sent) : sent);
	// RudderStack's browser client says who somebody is in the context, and nowhere else.
	const traits = type === 'identify' && said === null && isBag(eventContext.traits) ? eventContext.traits : said;
	return {
		messageId: readIdentifier(input.messageId, 'messageId') ?? context.mintMessageId(),
		type,
		event,
		...readPerson(input, context.anyone ?? false),
		timestamp: eventTime(
			input.timestamp ?? input.originalTimestamp,
			readInstant(input.sentAt) ?? context.sentAt,
			context.receivedAt,
			context.isHistory,
		),
		receivedAt: context.receivedAt,
		properties: type === 'page' || type === 'screen' ? viewProperties(input, properties, eventContext) : properties,
		traits,
		...readRelation(input, type),
		context: eventContext,
	};
}

function readType(said: unknown, route: EventType | undefined): EventType {
	if (route) return route;
	const type = eventTypes.find((known) => known === said);
	if (type) return type;
	throw new Refusal('event-type', 'The event has no known type.', {
		path: 'type',
		hint: `One of ${eventTypes.join(', ')}.`,
	});
}

function readName(value: unknown): string {
	const name = typeof value === 'string' ? value.trim().toWellFormed() : '';
	if (name !== '' && name.length <= nameMaxLength) return name;
	throw new Refusal('event-name', `A track call needs an event name of 1 to ${nameMaxLength} characters.`, {
		path: 'event',
		hint: 'Name what happened, such as "Order Completed".',
	});
}

function readPerson(input: Bag, anyone: boolean): { anonymousId: string | null; userId: string | null } {
	const anonymousId = readIdentifier(input.anonymousId, 'anonymousId');
	const userId = readIdentifier(input.userId, 'userId');
	if (anyone || anonymousId !== null || userId !== null) return { anonymousId, userId };
	throw new Refusal('event-identity', 'The event says nothing of who did it.', {
		path: 'anonymousId',
		hint: 'Send an anonymousId or a userId.',
	});
}

/** The ids that group and alias are about. */
function readRelation(input: Bag, type: EventType): { groupId?: string; previousId?: string } {
	if (type === 'group') return { groupId: requireIdentifier(input.groupId, 'groupId', type) };
	if (type !== 'alias') return {};
	requireIdentifier(input.userId, 'userId', type);
	// Who does not say what the userId joins means the device.
	return { previousId: requireIdentifier(input.previousId ?? input.anonymousId, 'previousId', type) };
}

/**
 * A view's name and category stand beside its other properties, where conditions look for them. Senders that fill
 * only `context.page` (Segment's servers, AMP) get its fields too; what the call itself says wins.
 */
function viewProperties(input: Bag, properties: Bag, context: Bag): Bag {
	const page = isBag(context.page) ? context.page : {};
	const view: Record<string, unknown> = {};
	for (const key of ['url', 'path', 'title', 'referrer', 'search']) {
		if (typeof page[key] === 'string') view[key] = page[key];
	}
	Object.assign(view, properties);
	for (const key of ['name', 'category']) {
		const value = input[key];
		if (typeof value === 'string' && value !== '') view[key] = value.toWellFormed();
	}
	return view;
}
